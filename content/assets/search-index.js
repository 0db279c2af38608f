// The index: Pagefind, loaded at the first search; words and choices in, results and counts out.

import { fold, isForm, isPhrase, plain, wordsOf } from "./search-words.js";

const EVERY = "ω"; // a word of every page, in search-data.html and main.html: who asks for no word at all gets the whole index
const BETTER = { title: 50, summary: 2, also: 1, parts: 0.2 }; // how much a word counts in each place; the text is 1

let loading;

function engine() {
  loading ??= load().catch((error) => {
    loading = undefined; // the next search tries again
    throw error;
  });
  return loading;
}

async function load() {
  const index = await import(new URL("../../pagefind/pagefind.js", import.meta.url).href);
  await index.options({ excerptLength: 28, ranking: { pageLength: 0.3, metaWeights: BETTER } });
  await index.filters(); // so that searches count
  return index;
}

/**
 * What some words and choices find: results, the count of every value of the facets named, and which words are unknown.
 * ``chosen`` holds, by facet, the set of values; every result has ``data()``, as Pagefind gives it.
 */
export async function find({ words: text, chosen }, facets) {
  const index = await engine();
  const asked = plain(text);
  const words = isPhrase(asked) ? [] : asked.split(" ").filter(fold);
  const senseless = text && !words.length && !isPhrase(asked); // signs only
  if (senseless) return { results: [], counts: new Map(), unknown: [], words };
  const ask = (chosen) => index.search(asked || EVERY, { filters: filters(chosen), sort: asked ? {} : { place: "asc" } });
  const main = await ask(chosen);
  const unknown = await strange(index, words, main.results);
  if (unknown.length) return { results: [], counts: new Map(), unknown, words };
  // A value counts as if its own facet were not chosen yet: choosing it adds to what is there.
  const counts = new Map(
    await Promise.all(
      [...facets].map(async (name) => {
        const others = new Map([...chosen].filter(([other]) => other !== name));
        const found = await (chosen.has(name) ? ask(others) : main);
        return [name, found.filters[name] ?? {}];
      }),
    ),
  );
  return { results: main.results, counts, unknown, words };
}

/** Within a facet any of the values, between facets all. */
function filters(chosen) {
  return Object.fromEntries([...chosen].map(([name, values]) => [name, { any: [...values] }]));
}

/**
 * The words of which no form occurs: Pagefind answers an unknown word with the longest beginning that it knows. Mostly the
 * best result tells that they do, and nothing more has to be searched: half of the work for a word of many entries.
 */
async function strange(index, words, results) {
  const best = words.length && results.length ? await said(results[0]) : [];
  const verdicts = await Promise.all(words.map((word) => best.some((other) => isForm(other, fold(word))) || occurs(index, word)));
  return words.filter((_, place) => !verdicts[place]);
}

/** All words of a result. */
async function said(result) {
  const { content, meta } = await result.data();
  return wordsOf([content, ...Object.values(meta)].join(" "));
}

const known = new Map();

/** Whether any form of a word occurs. */
function occurs(index, word) {
  const key = fold(word);
  if (!known.has(key)) {
    const verdict = look(index, key);
    known.set(key, verdict);
    verdict.catch(() => known.delete(key)); // the next search tries again
  }
  return known.get(key);
}

async function look(index, key) {
  const exact = await index.search(`"${key}"`);
  if (exact.results.length) return true;
  const loose = await index.search(key);
  if (!loose.results.length) return false;
  return (await said(loose.results[0])).some((word) => isForm(word, key));
}
