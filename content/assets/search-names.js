// Names: those that a reader can go straight to, and those that were perhaps meant.

import { part, showLinks } from "./search-form.js";
import { distance, fold, tokens } from "./search-words.js";
import { element } from "./shelf.js";

const names = [...part("names").content.querySelectorAll("a")].map((link) => ({
  link,
  title: link.textContent,
  spellings: [link.textContent, ...link.dataset.words.split("|").filter(Boolean)],
}));
// All in one text: folding two thousand names one by one takes 8 ms, before any result can be shown.
const keys = fold(names.map(({ spellings }) => spellings.join("|")).join("\n")).split("\n").map((line) => line.split("|"));

/** Themes, cities and so on of which the reader typed the name or another name. */
export function showDirect(state, found) {
  const key = fold(state.words);
  const of = (fits) => (key.length < 3 ? [] : names.filter((name, place) => name.link.dataset.kind && fits(name, keys[place])));
  const fits = of((_, own) => own.includes(key));
  const near = of(({ title }, [own]) => own.startsWith(key) || (own.includes(key) && tokens(title).map(fold).includes(key)));
  const first = found.unknown.length ? [] : [...new Set([...fits, ...near])].slice(0, 4);
  showLinks("direct", first.map(({ link, title }) => element("span", {}, element("a", { href: link.getAttribute("href") }, title), ` (${link.dataset.kind})`)));
}

/**
 * The names, and words in names, that differ least from a word; none that differ too much. After those come the names
 * that a compound begins or ends with, the longest first: “dagbestedingscentrum” may be about “dagbesteding”.
 */
export function nearest(word) {
  const key = fold(word);
  const limit = Math.min(3, Math.floor(key.length / 3));
  const best = new Map();
  for (const { spellings } of names) {
    for (const spelling of spellings) {
      for (const name of [spelling, ...spelling.split(/[\s/-]+/)]) {
        const other = fold(name);
        if (other.length < 4) continue;
        const within = other.length > 4 && (key.startsWith(other) || key.endsWith(other));
        const apart = within ? 100 - other.length : Math.abs(other.length - key.length) > limit ? Infinity : distance(key, other, limit);
        if ((within || apart <= limit) && apart < (best.get(other)?.apart ?? Infinity)) best.set(other, { apart, name });
      }
    }
  }
  return [...best.values()].sort((a, b) => a.apart - b.apart).slice(0, 3).map(({ name }) => name);
}
