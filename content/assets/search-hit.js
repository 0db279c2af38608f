// One result: its place in the list, with the words of the search marked, and why it was found.

import { element, facets, part } from "./search-form.js";
import { fold, hasForm, isForm, wordsOf } from "./search-words.js";

/** One result. ``data`` is what Pagefind keeps of a page; labels come from the facets. */
export function hit(data) {
  const row = part("result").content.cloneNode(true).firstElementChild;
  const labels = (name) => (data.filters[name] ?? []).map((value) => facets.get(name)?.get(value)?.name).filter(Boolean);
  row.querySelector(".hb-kicker").textContent = [labels("soort").join(", "), labels("stad").join(", ")].filter(Boolean).join(" · ");
  const link = row.querySelector("h3 a");
  link.href = data.url;
  link.textContent = data.meta.title ?? "";
  row.querySelector(".hb-hit__text").append(...(marked(data) ?? [data.meta.summary ?? data.content.split(/\s+/, 28).join(" ")]));
  const reason = because(data);
  row.querySelector(".hb-hit__also").hidden = !reason.length;
  row.querySelector(".hb-hit__also span").textContent = reason.join(", ");
  const themes = labels("thema").map((name) => element("li", name));
  if (themes.length) row.querySelector(".hb-hit__themes").append(...themes);
  else row.querySelector(".hb-hit__themes").remove();
  const keep = row.querySelector("[data-keep]");
  if (themes.length) keep.dataset.keep = data.url.split("/").filter(Boolean).at(-1);
  else keep.remove(); // a page about the handbook
  return row;
}

/** The excerpt as text and <mark>, nothing else; null when no word of the search stands in the text. */
function marked({ excerpt, content, words }) {
  if (excerpt.includes("<mark>")) return around(excerpt.split(/<\/?mark>/).map(unescape), content);
  const text = content.split(/\s+/);
  const keys = words.map(fold);
  const at = text.findIndex((word) => keys.some((key) => hasForm(fold(word), key)));
  if (at < 0) return null;
  return around([`${text.slice(Math.max(0, at - 10), at).join(" ")} `, text[at], ` ${text.slice(at + 1, at + 18).join(" ")}`], content);
}

/** Pieces of which every second one is marked, without the signs around the word. */
function around(pieces, content) {
  const marks = pieces.flatMap((piece, place) => {
    if (place % 2 === 0) return [piece];
    const [, before, word, after] = /^([\p{P}\s]*)(.*?)([\p{P}\s]*)$/su.exec(piece);
    return [before, element("mark", word), after];
  });
  return [content.startsWith(pieces.join("").trimStart().slice(0, 40)) ? "" : "… ", ...marks, " …"];
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

/** Other names and words of the entry that made it fit, when its text and title do not show why. */
function because({ excerpt, meta, words }) {
  const shown = excerpt.includes("<mark>") ? meta.title + " " + excerpt.replace(/<[^>]*>/g, " ") : meta.title;
  const keys = words.map(fold).filter((key) => !wordsOf(shown).some((word) => isForm(word, key)));
  return (meta.also ?? "").split(" · ").filter((phrase) => wordsOf(phrase).some((word) => keys.some((key) => hasForm(word, key)))).slice(0, 3);
}
