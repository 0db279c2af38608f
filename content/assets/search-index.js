// The index: loads its files as a search needs them; words and choices in, results and counts out.
// `handbook/search/index.py` describes the files.

import { fold, isPhrase, stemmer, tokens } from "./search-words.js";

const LESS = 0.4; // the weight of a word with the same beginning, compared with a form of the word itself

let loading;

/** Called when somebody starts to type: fetches what every search needs before the words are there. */
export function prepare() {
  engine().then(({ facets }) => facets()).catch(() => {}); // the search tries again, and reports it
}

function engine() {
  loading ??= load().catch(anew);
  return loading;
}

/** After an error the index is fetched again: the site may have been rebuilt, and the files known here may be gone. */
function anew(error) {
  loading = undefined;
  throw error;
}

async function load() {
  const top = new URL("../../search/", import.meta.url);
  const fetched = async (at, how) => {
    const answer = await fetch(new URL(at, top), how);
    if (!answer.ok) throw new Error(`${at}: ${answer.status}`);
    return answer.json();
  };
  const { folder, ...index } = await fetched("index.json", { cache: "no-cache" });
  const had = new Map();
  const file = (name) => {
    if (!had.has(name)) had.set(name, fetched(`${folder}${name}.json`).catch(anew));
    return had.get(name);
  };
  let facets;
  return { ...index, file, facets: () => (facets ??= file("facets").then(listed)), stem: stemmer(index.rules), stop: new Set(index.stop) };
}

/** By facet, each value with the numbers of its pages. */
function listed(facets) {
  return new Map(Object.entries(facets).map(([name, values]) => [name, Object.entries(values).map(([value, steps]) => [value, numbers(steps)])]));
}

/** From differences to numbers, in place: a copy of fifty thousand would have to be garbage collected. */
function numbers(steps) {
  for (let place = 1; place < steps.length; place++) steps[place] += steps[place - 1];
  return steps;
}

/**
 * The results for words and choices, the count of every value of each facet, and which words are unknown. ``chosen``
 * holds the set of chosen values by facet; every result has ``data()``. A page matches if it has all the words, and any
 * of the chosen values of each facet; ``keys`` are the words, each with functions that find it in a text.
 */
export async function find({ words: text, chosen }) {
  const index = await engine();
  const keys = telling(text, index.stop).map((word) => ({ word, ...index.stem(word) }));
  const none = { results: [], counts: new Map(), unknown: [], keys };
  if (text && !keys.length) return none; // only punctuation
  const [facets, ...found] = await Promise.all([index.facets(), ...keys.map((key) => scoresOf(index, key))]);
  const unknown = keys.filter((key, place) => !found[place].pages.length).map(({ word }) => word);
  if (unknown.length) return { ...none, unknown };
  const { pages, scores } = all(index, found);
  const having = isPhrase(text) && keys.length > 1 ? await together(index, keys, pages) : pages;
  const { fitting, counts } = choose(facets, having, chosen, index.pages);
  const ranked = fitting.sort((a, b) => scores[b] - scores[a] || a - b);
  return { results: ranked.map((page) => ({ data: () => index.file(`pages/${page}`) })), counts, unknown, keys };
}

/** The words of a text without stop words; all of them in a quoted phrase, or if all are stop words. */
function telling(text, stop) {
  const words = tokens(text);
  const some = isPhrase(text) ? words : words.filter((word) => !stop.has(fold(word)));
  return some.length ? some : words;
}

// Scores are in an array with an element for each page, 0 if not found: a Map of ten thousand takes five times as long.

/** The score of each page for the forms of a word and the words that begin with it; those pages; and the weight of the word, higher if it is rare. */
async function scoresOf(index, { stem, begin }) {
  const files = filesOf(index, stem, begin);
  const scores = new Float64Array(index.pages);
  const pages = [];
  for (const words of await Promise.all(files.map((number) => index.file(`words/${number}`)))) {
    for (const other in words) {
      if (other !== stem && !(begin && other.startsWith(begin))) continue;
      const worth = other === stem ? 1 : LESS;
      const [steps, says] = words[other];
      for (let place = 0, page = 0; place < steps.length; place++) {
        page += steps[place];
        if (!scores[page]) pages.push(page);
        scores[page] += worth * says[place];
      }
    }
  }
  return { scores, pages, rare: Math.log(1 + index.pages / Math.max(1, pages.length)) };
}

/** The numbers of the files that may hold a stem, or stems with this beginning: the files are in alphabetical order. */
function filesOf({ starts }, stem, begin) {
  const last = (key) => Math.max(0, starts.findLastIndex((start) => start <= key));
  const files = new Set([last(stem)]);
  if (begin) {
    for (let number = last(begin); number < starts.length; number++) {
      if (starts[number] > begin && !starts[number].startsWith(begin)) break;
      files.add(number);
    }
  }
  return [...files];
}

/** The pages that have all words, and their scores; without words every page, with equal scores. */
function all(index, found) {
  const pages = found.length ? found[0].pages.filter((page) => found.every(({ scores }) => scores[page])) : [...Array(index.pages).keys()];
  const scores = new Float64Array(index.pages);
  for (const page of pages) scores[page] = found.reduce((sum, word) => sum + word.scores[page] * word.rare, 1);
  return { pages, scores };
}

/** Of these pages, those where forms of the words follow each other. */
async function together(index, keys, pages) {
  const placed = await Promise.all(keys.map(({ stem }) => placesOf(index, stem)));
  return pages.filter((page) => [...(placed[0].get(page) ?? [])].some((first) => placed.every((places, step) => places.get(page)?.has(first + step))));
}

/** By page, the positions of a stem. */
async function placesOf(index, stem) {
  const found = new Map();
  const [number] = filesOf(index, stem);
  const [words, places] = await Promise.all([index.file(`words/${number}`), index.file(`places/${number}`)]);
  let at = 0;
  for (const page of numbers([...(words[stem]?.[0] ?? [])])) {
    const end = at + 1 + places[stem][at];
    found.set(page, new Set(places[stem].slice(at + 1, end)));
    at = end;
  }
  return found;
}

/** Of these pages, those with the chosen values; and the count of each value, as if nothing were chosen yet in its own
 * facet, as choosing it adds to the results. */
function choose(facets, having, chosen, size) {
  const misses = new Uint8Array(size); // the number of facets in which a page has no chosen value
  const without = new Map(); // by facet, 1 for each page without a chosen value
  for (const [name, values] of chosen) {
    const missing = new Uint8Array(size).fill(1);
    for (const [value, pages] of facets.get(name) ?? []) if (values.has(value)) for (const page of pages) missing[page] = 0;
    for (const page of having) misses[page] += missing[page];
    without.set(name, missing);
  }
  // 1 for each page that has a chosen value in every facet, except perhaps in one given facet.
  const counted = (missing) => {
    const fits = new Uint8Array(size);
    for (const page of having) if (misses[page] === (missing ? missing[page] : 0)) fits[page] = 1;
    return fits;
  };
  const every = counted();
  const counts = new Map();
  for (const [name, values] of facets) {
    const fits = without.has(name) ? counted(without.get(name)) : every;
    counts.set(name, Object.fromEntries(values.map(([value, pages]) => [value, pages.reduce((sum, page) => sum + fits[page], 0)])));
  }
  return { fitting: having.filter((page) => every[page]), counts };
}
