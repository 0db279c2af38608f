// The index: its files are loaded as a search needs them; words and choices in, results and counts out.
// `handbook/search/index.py` says what stands in which file.

import { isPhrase, stemmer, tokens } from "./search-words.js";

const LESS = 0.4; // how much a word that only begins so counts beside a form of the word itself

let loading;

/** Whoever types is going to search: what every search needs is under way before the words are there. */
export function prepare() {
  engine().catch(() => {}); // the search asks once more, and tells
}

function engine() {
  loading ??= load().catch(anew);
  return loading;
}

/** After an error the index is asked anew: maybe the site was built again, and what this page knows of is gone. */
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
  const facets = Object.entries(await file("facets")).map(([name, values]) => [name, Object.entries(values).map(([value, steps]) => [value, numbers(steps)])]);
  return { ...index, file, stem: stemmer(index.rules), facets: new Map(facets) };
}

/** From each number as its difference with the one before. */
function numbers(steps) {
  let last = 0;
  return steps.map((step) => (last += step));
}

/**
 * What some words and choices find: results, the count of every value of each facet, and which words are unknown.
 * ``chosen`` holds, by facet, the set of values; every result has ``data()``. A page has all the words, and of each facet
 * any of the values; ``keys`` are the words, each with what tells whether a text has it.
 */
export async function find({ words: text, chosen }) {
  const index = await engine();
  const keys = tokens(text).map((word) => ({ word, ...index.stem(word) }));
  const none = { results: [], counts: new Map(), unknown: [], keys };
  if (text && !keys.length) return none; // signs only
  const found = await Promise.all(keys.map((key) => scoresOf(index, key)));
  const unknown = keys.filter((key, place) => !found[place].some(Boolean)).map(({ word }) => word);
  if (unknown.length) return { ...none, unknown };
  const scores = all(index, found);
  if (isPhrase(text) && keys.length > 1) await together(index, keys, scores);
  const { pages, counts } = choose(index, scores, chosen);
  const ranked = pages.sort((a, b) => scores[b] - scores[a] || a - b);
  return { results: [...ranked].map((page) => ({ data: () => index.file(`pages/${page}`) })), counts, unknown, keys };
}

// Scores stand in an array with a number for each page, 0 for what was not found: a Map of ten thousand takes five times as long.

/** How much is said of each page by the forms of a word and the words that begin with it. */
async function scoresOf(index, { stem, begin }) {
  const files = filesOf(index, stem, begin);
  const scores = new Float64Array(index.pages);
  for (const words of await Promise.all(files.map((number) => index.file(`words/${number}`)))) {
    for (const [other, [steps, says]] of Object.entries(words)) {
      if (other !== stem && !(begin && other.startsWith(begin))) continue;
      const worth = other === stem ? 1 : LESS;
      numbers(steps).forEach((page, place) => (scores[page] += worth * says[place]));
    }
  }
  const rare = Math.log(1 + index.pages / Math.max(1, scores.filter(Boolean).length));
  return scores.map((score) => score * rare);
}

/** The numbers of the files that may hold a stem, or stems with a beginning: they stand in the order of the alphabet. */
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

/** All that is said of the pages that have all words; without words, the same of every page. */
function all(index, found) {
  const inAll = (page) => found.every((scores) => scores[page]);
  return Float64Array.from({ length: index.pages }, (_, page) => (inAll(page) ? found.reduce((sum, scores) => sum + scores[page], 1) : 0));
}

/** Leave the pages where forms of the words follow each other. */
async function together(index, keys, scores) {
  const placed = await Promise.all(keys.map(({ stem }) => placesOf(index, stem)));
  const follow = (page) => [...(placed[0].get(page) ?? [])].some((first) => placed.every((places, step) => places.get(page)?.has(first + step)));
  scores.forEach((score, page) => score && !follow(page) && (scores[page] = 0));
}

/** By page, the places of a stem. */
async function placesOf(index, stem) {
  const found = new Map();
  const [number] = filesOf(index, stem);
  const [words, places] = await Promise.all([index.file(`words/${number}`), index.file(`places/${number}`)]);
  let at = 0;
  for (const page of numbers(words[stem]?.[0] ?? [])) {
    const end = at + 1 + places[stem][at];
    found.set(page, new Set(places[stem].slice(at + 1, end)));
    at = end;
  }
  return found;
}

/** The pages with the values that are chosen, and how many have each value, as if its own facet were not chosen yet:
 * choosing it adds to what is there. */
function choose(index, scores, chosen) {
  const misses = new Uint8Array(index.pages); // of how many facets a page has nothing that is chosen
  const without = new Map(); // by facet, 1 for each page that misses it
  for (const [name, values] of chosen) {
    const missing = new Uint8Array(index.pages).fill(1);
    for (const [value, pages] of index.facets.get(name) ?? []) if (values.has(value)) for (const page of pages) missing[page] = 0;
    missing.forEach((one, page) => (misses[page] += one));
    without.set(name, missing);
  }
  // 1 for each page that has the words and all that is chosen, but for what of one facet it may miss.
  const fitting = (missing) => misses.map((times, page) => (scores[page] && times === (missing ? missing[page] : 0) ? 1 : 0));
  const found = fitting();
  const counts = new Map();
  for (const [name, values] of index.facets) {
    const counted = without.has(name) ? fitting(without.get(name)) : found;
    counts.set(name, Object.fromEntries(values.map(([value, pages]) => [value, pages.reduce((sum, page) => sum + counted[page], 0)])));
  }
  return { pages: Uint32Array.from(found.keys()).filter((page) => found[page]), counts };
}
