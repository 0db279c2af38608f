// The search page: words and choices in, results out; the address is the state.
// Nothing of the index is asked for before the reader searches. All sentences stand in the page.

import { find } from "./search-index.js";
import { clean, distance, fold, hasForm, isForm, wordsOf } from "./search-words.js";

const PAGE = 10; // results at a time
const PAUSE = 200; // milliseconds without a key before words are searched

const root = document.querySelector(".hb-find");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const say = (name, values = {}) => root.dataset[`say${name}`].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const field = root.querySelector("#hb-find-words");
const status = root.querySelector("[role=status]");
const list = root.querySelector(".hb-find__results");
const more = part("more");

/** The facets, by name: for each value its checkbox, its label and where its count stands. */
const facets = new Map(
  [...root.querySelectorAll("fieldset[data-facet]")].map((set) => [
    set.dataset.facet,
    new Map([...set.querySelectorAll("[type=checkbox]")].map((box) => [box.value, choice(box)])),
  ]),
);

function choice(box) {
  const row = box.closest("li");
  const label = row.querySelector(".hb-choice__name").textContent;
  return { box, row, label, name: box.hasAttribute("data-silent") ? "" : label, count: row.querySelector(".hb-count") };
}

// ---------------------------------------------------------------- state and address

function fromAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map();
  for (const [name, values] of facets) {
    const known = query.getAll(name).filter((value) => values.has(value));
    if (known.length) chosen.set(name, new Set(known));
  }
  return { words: clean(query.get("q") ?? ""), chosen, page: Math.max(1, Math.min(1000, parseInt(query.get("pagina"), 10) || 1)) };
}

function fromForm() {
  const chosen = new Map();
  for (const [name, values] of facets) {
    const checked = [...values].filter(([, { box }]) => box.checked).map(([value]) => value);
    if (checked.length) chosen.set(name, new Set(checked));
  }
  return { words: clean(field.value), chosen, page: 1 };
}

function toForm(state) {
  if (clean(field.value) !== state.words) field.value = state.words;
  for (const [name, values] of facets) {
    for (const [value, { box }] of values) box.checked = Boolean(state.chosen.get(name)?.has(value));
  }
}

function address({ words, chosen, page }) {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (page > 1) query.set("pagina", page);
  const text = query.toString();
  return location.pathname + (text && `?${text}`);
}

// Typing makes one new entry in the history and then overwrites it, so that Back returns to what was there before.
let typing = false;

function remember(state, { draft = false, replace = false } = {}) {
  const target = address(state);
  if (target !== location.pathname + location.search) {
    history[replace || (typing && draft) ? "replaceState" : "pushState"](null, "", target);
  }
  typing = draft;
}

// ---------------------------------------------------------------- showing

let latest = 0;

/** Search and show; everything that stands on the page follows from the state. */
async function show(state) {
  const mine = ++latest;
  showChosen(state);
  if (!state.words && !state.chosen.size) return showStart();
  const slow = setTimeout(() => mine === latest && (status.textContent = say("Busy")), 400);
  list.setAttribute("aria-busy", "true");
  const found = await fetchHits(state);
  clearTimeout(slow);
  if (mine !== latest) return; // the reader has gone on
  list.removeAttribute("aria-busy");
  list.replaceChildren(...found.hits.map(hit));
  document.dispatchEvent(new Event("hb-cards")); // each can be saved and compared
  more.hidden = found.total <= found.hits.length;
  if (!found.broken) showCounts(found.counts);
  showDirect(state, found);
  showNothing(state, found);
  status.textContent = found.broken ? say("Broken") : found.total ? amount(found.total) : none(state, found.unknown);
}

/** What the state finds and the data of the results to show; ``broken`` when the index could not be read. */
async function fetchHits(state) {
  try {
    const found = await find(state, facets.keys());
    const visible = found.results.slice(0, state.page * PAGE);
    const hits = await Promise.all(visible.map(async (result) => ({ ...(await result.data()), words: found.words })));
    return { ...found, hits, total: found.results.length };
  } catch {
    return { hits: [], total: 0, unknown: [], words: [], broken: true };
  }
}

function amount(count) {
  return say(count === 1 ? "One" : "Many", { count: count.toLocaleString(document.documentElement.lang) });
}

function none({ words, chosen }, unknown) {
  return unknown.length || !chosen.size ? say("NoneFor", { words: unknown.join(" ") || words }) : say("None");
}

function showStart() {
  for (const values of facets.values()) for (const { row, count } of values.values()) setCount(row, count, count.dataset.total);
  list.replaceChildren();
  list.removeAttribute("aria-busy");
  status.textContent = "";
  for (const name of ["more", "direct", "nothing"]) part(name).hidden = true;
  part("start").hidden = false;
}

function showCounts(counts) {
  for (const [name, values] of facets) {
    for (const [value, { row, count }] of values) setCount(row, count, counts.get(name)?.[value] ?? 0);
  }
}

function setCount(row, count, number) {
  count.textContent = number;
  row.classList.toggle("hb-choice--empty", number === 0);
}

function showChosen(state) {
  const chips = [];
  for (const [name, values] of state.chosen) {
    for (const value of values) {
      const { label } = facets.get(name).get(value);
      const chip = element("button", label, { type: "button", "aria-label": say("Remove", { name: label }) });
      chip.dataset.facet = name;
      chip.dataset.value = value;
      const row = document.createElement("li");
      row.append(chip);
      chips.push(row);
    }
  }
  part("chips").hidden = !chips.length;
  part("chips").querySelector("ul").replaceChildren(...chips);
  part("start").hidden = true;
  part("chosen").textContent = chips.length ? say("Chosen", { count: chips.length }) : "";
}

/** One result. ``data`` is what Pagefind keeps of a page; labels come from the facets. */
function hit(data) {
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

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// ---------------------------------------------------------------- names: straight there, or meant perhaps

const names = [...part("names").content.querySelectorAll("a")].map((link) => ({
  link,
  title: link.textContent,
  spellings: [link.textContent, ...link.dataset.words.split("|").filter(Boolean)],
}));

/** Themes, cities and so on whose name or other name is what the reader typed. */
function showDirect(state, found) {
  const key = fold(state.words);
  const fits = key.length < 3 ? [] : names.filter(({ link, spellings }) => link.dataset.kind && spellings.some((name) => fold(name) === key));
  const near = key.length < 3 ? [] : names.filter(({ link, title }) => link.dataset.kind && (fold(title).startsWith(key) || wordsOf(title).includes(key)));
  const links = [...new Set([...fits, ...near])].slice(0, 4).map(({ link, title }) => {
    const copy = element("a", title, { href: link.getAttribute("href") });
    const item = element("span", "");
    item.append(copy, ` (${link.dataset.kind})`);
    return item;
  });
  part("direct").hidden = !links.length || found.unknown.length > 0;
  part("direct").querySelector("span").replaceChildren(...links.flatMap((link, place) => (place ? [", ", link] : [link])));
}

function showNothing(state, { total, unknown, words, broken }) {
  part("nothing").hidden = total > 0;
  part("advice").hidden = Boolean(broken);
  if (total) return;
  const kept = words.filter((word) => !unknown.includes(word));
  offer("meant", unknown.flatMap((word) => nearest(word).map((name) => [name, [...kept, name].join(" ")])));
  const alone = unknown.length ? [kept.join(" ")] : kept; // all occur, but never together
  offer("known", words.length > 1 && !state.chosen.size ? alone.filter(Boolean).map((text) => [text, text]) : []);
  part("unfiltered").hidden = broken || !(state.chosen.size && state.words && !unknown.length);
}

/** Links that search for other words; choices stay. */
function offer(name, pairs) {
  const links = pairs.slice(0, 5).map(([text, words]) => {
    const link = element("a", text, { href: address({ ...fromForm(), words }) });
    link.dataset.words = words;
    return link;
  });
  part(name).hidden = !links.length;
  part(name).querySelector("span").replaceChildren(...links.flatMap((link, place) => (place ? [", ", link] : [link])));
}

/** The names, and words in names, that are least different from a word; none that differ too much. */
function nearest(word) {
  const key = fold(word);
  const limit = Math.min(3, Math.floor(key.length / 3));
  const best = new Map();
  for (const { spellings } of names) {
    for (const spelling of spellings) {
      for (const name of [spelling, ...spelling.split(/[\s/-]+/)]) {
        const other = fold(name);
        if (other.length < 4 || Math.abs(other.length - key.length) > limit) continue;
        const apart = distance(key, other, limit);
        if (apart <= limit && apart < (best.get(other)?.apart ?? Infinity)) best.set(other, { apart, name });
      }
    }
  }
  return [...best.values()].sort((a, b) => a.apart - b.apart).slice(0, 3).map(({ name }) => name);
}

// ---------------------------------------------------------------- what the reader does

let timer;

function settle(options) {
  clearTimeout(timer);
  const state = fromForm();
  remember(state, options);
  return show(state);
}

function go(state) {
  clearTimeout(timer);
  toForm(state);
  remember(state);
  return show(state);
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => settle({ draft: true }), PAUSE);
});

root.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  settle();
});

root.querySelector(".hb-find__facets").addEventListener("change", (event) => {
  if (event.target.type === "checkbox") settle();
});

// A long list can be narrowed by typing part of a name; what is chosen stays in sight.
root.addEventListener("input", (event) => {
  if (!event.target.matches(".hb-facet__find")) return;
  const key = fold(event.target.value);
  for (const { box, row, label } of facets.get(event.target.closest("[data-facet]").dataset.facet).values()) {
    row.hidden = Boolean(key) && !fold(label).includes(key) && !box.checked;
  }
});

part("chips").addEventListener("click", (event) => {
  const chip = event.target.closest("button");
  if (!chip) return;
  const places = [...part("chips").querySelectorAll("li button")];
  const place = places.indexOf(chip);
  if (chip === part("reset")) for (const values of facets.values()) for (const { box } of values.values()) box.checked = false;
  else facets.get(chip.dataset.facet).get(chip.dataset.value).box.checked = false;
  settle();
  const left = part("chips").querySelectorAll("li button");
  (left[Math.min(place, left.length - 1)] ?? field).focus(); // the button is gone: the next one, or the field
});

part("nothing").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go({ ...fromForm(), words: link.dataset.words });
    field.focus();
  } else if (event.target.closest("button")) {
    go({ ...fromForm(), chosen: new Map() });
    field.focus();
  }
});

more.addEventListener("click", async () => {
  const state = { ...fromAddress(), page: Math.ceil(list.children.length / PAGE) + 1 };
  const seen = list.children.length;
  remember(state, { replace: true });
  await show(state);
  list.children[seen]?.querySelector("a").focus();
});

// Coming back from a result, the reader is at that result again.
list.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) history.replaceState({ from: link.href }, "");
});

addEventListener("popstate", () => {
  clearTimeout(timer);
  typing = false;
  const state = fromAddress();
  toForm(state);
  show(state);
});

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// ---------------------------------------------------------------- begin

const wide = matchMedia("(min-width: 60em)");
const unfold = () => (root.querySelector(".hb-find__facets").open = wide.matches);
wide.addEventListener("change", unfold);
unfold();
root.hidden = false;
const first = fromAddress();
toForm(first);
show(first).then(() => {
  const from = history.state?.from;
  if (from) [...list.querySelectorAll("a")].find((link) => link.href === from)?.focus();
});
