// One result: its place in the list, with the words of the search marked, and why it was found.

import { facets, part } from "./search-form.js";
import { APART, places } from "./search-words.js";
import { element } from "./shelf.js";

/** One result. ``data`` is what the index keeps of a page, with the ``keys`` of the words; labels come from the facets. */
export function hit(data) {
  const row = part("result").content.cloneNode(true).firstElementChild;
  const labels = (name) => (data.facets[name] ?? []).map((value) => facets.get(name)?.get(value)?.name).filter(Boolean);
  row.querySelector(".hb-kicker").textContent = [labels("soort").join(", "), labels("stad").join(", ")].filter(Boolean).join(" · ");
  const link = row.querySelector("h3 a");
  link.href = new URL(`../../${data.url}`, import.meta.url);
  link.textContent = data.title;
  const ended = row.querySelector(".hb-badge--ended");
  ended.hidden = !data.ended;
  ended.textContent = data.ended;
  row.querySelector(".hb-hit__text").append(...(marked(data) ?? [data.summary || data.text.split(APART, 28).join(" ")]));
  const reason = because(data);
  row.querySelector(".hb-hit__also").hidden = !reason.length;
  row.querySelector(".hb-hit__also span").textContent = reason.join(", ");
  const themes = labels("thema").map((name) => element("li", {}, name));
  const [list, keep] = row.querySelectorAll(".hb-hit__themes, [data-keep]");
  if (themes.length) {
    list.append(...themes);
    keep.dataset.keep = data.url.split("/").filter(Boolean).at(-1);
  } else [list, keep].forEach((one) => one.remove()); // a page about the handbook
  return row;
}

/**
 * The sentence with the most words of the search, as text and <mark>, with the next ones of its paragraph, or the ones
 * below it if it is a heading; null if no word is in the text.
 */
function marked({ text: whole, keys }) {
  const text = whole.split(APART);
  const hits = places(whole, keys);
  if (!hits.size) return null;
  const starts = text.flatMap((word, place) => (place && !(ENDS.test(text[place - 1]) && BEGINS.test(word)) ? [] : [place]));
  const sentences = starts.map((from, place) => ({ from, to: starts[place + 1] ?? text.length }));
  const count = ({ from, to }) => [...hits].filter((place) => place >= from && place < to).length;
  const most = Math.max(...sentences.map(count));
  const best = sentences.findIndex((sentence) => count(sentence) === most);
  let { from, to } = sentences[best];
  const size = (end) => text.slice(from, end).join(" ").length;
  if (size(to) > LONG) return around(text, hits, from, to);
  let begun = 0;
  const begins = new Set(whole.split("\n").map((line) => (begun += line.split(" ").length))); // of each line but the first
  const isWhole = (next) => ENDS.test(text[next.to - 1]) && !text.slice(next.from, next.to - 1).some((_, step) => begins.has(next.from + step + 1));
  for (const next of sentences.slice(best + 1)) {
    if (size(next.to) > SHORT || !isWhole(next) || (begins.has(next.from) && size(to) > HEADING)) break;
    to = next.to;
  }
  return said(text, hits, from, to);
}

const HEADING = 60; // characters that a heading has at most
const SHORT = 180; // characters up to which the next sentence is shown too
const LONG = 280; // characters up to which a sentence is shown whole
const ENDS = /[.!?…]\p{P}*$/u;
const BEGINS = /^\p{P}*[\p{Lu}\p{N}]/u;

/** The words around the first one found, if a sentence is too long. */
function around(text, hits, start, end) {
  const first = [...Array(end - start).keys()].map((step) => start + step).find((place) => hits.has(place));
  const from = first - start > 14 ? first - 12 : start;
  const to = Math.min(end, from + 32);
  return [from > start ? "… " : "", ...said(text, hits, from, to), to < end ? " …" : ""];
}

/** Words of a text, with those that were found marked, without the punctuation around them. */
function said(text, hits, from, to) {
  return text.slice(from, to).flatMap((word, step) => {
    const space = step ? " " : "";
    if (!hits.has(from + step)) return [space + word];
    const [, before, inner, after] = /^(\p{P}*)(.*?)(\p{P}*)$/su.exec(word);
    return [space + before, element("mark", {}, inner), after];
  });
}

/** Other names and words of the entry that made it match, if its text and title do not show why. */
function because({ title, text, also, keys }) {
  const hidden = keys.filter((key) => !key.isIn(`${title} ${text}`));
  return also.filter((phrase) => hidden.some((key) => key.isWithin(phrase))).slice(0, 3);
}
