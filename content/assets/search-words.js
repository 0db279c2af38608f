// Words: as readers type them, as the index holds them, and whether one is a form of another. Pure functions.

const SHORTEST = 4; // letters that a beginning must have to find longer words

/** Without extra spaces. */
export function clean(words) {
  return words.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Words in quotes are searched exactly in that order. */
export function isPhrase(text) {
  return /^".+"$/.test(text);
}

/** The words of a text in order: “peer-to-peer” is three, “thema’s” is one. As in `stems.py`. */
export function tokens(text) {
  return text.replaceAll("\u00ad", "").normalize("NFC").match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Without case, accents and punctuation, as the index compares words. */
export function fold(text) {
  return text.normalize("NFD").replace(/[\p{M}\p{P}]/gu, "").toLowerCase();
}

/** Without doubled letters, as beginnings of words are compared. */
function squeeze(word) {
  return word.replace(/(\S)\1/gu, "$1");
}

export const APART = /[ \n]/; // separates the words of a text; its paragraphs, items and headings are lines

/** The positions of words in a text that have a key within them. Looking at each word takes three times as long. */
export function places(text, keys) {
  const found = new Set();
  const words = text.split(APART);
  squeeze(fold(text.replaceAll("\u00ad", ""))).split(APART).forEach((bare, place) => {
    if (keys.some((key) => bare.includes(key.core) && key.isWithin(words[place]))) found.add(place);
  });
  return found;
}

/**
 * A function that gives of a word its stem, which its forms share; the beginning that finds longer words, "" if it is
 * too short for that; and tests whether a text has it. ``rules`` come with the index: a pattern, and what replaces the
 * rest after its group.
 */
export function stemmer(rules) {
  const cuts = rules.map(([pattern, tail]) => [new RegExp(pattern, "u"), `$1${tail}`]);
  const known = new Map(); // the texts of ten results have most words in common
  const bared = (word) => known.get(word) ?? known.set(word, squeeze(fold(word))).get(word);
  const cut = (bare) => cuts.reduce((word, [pattern, rest]) => word.replace(pattern, rest), bare);
  return (word) => {
    const bare = bared(word);
    const stem = cut(bare);
    const begin = [stem, bare].find((start) => start.length >= SHORTEST) ?? "";
    const isForm = (other) => (begin && other.startsWith(begin)) || (other[0] === stem[0] && cut(other) === stem); // no rule cuts the first letter
    const inside = (other) => stem.length >= SHORTEST && other.includes(stem);
    const some = (text, fits) => tokens(text).some((other) => fits(bared(other)));
    const within = new Map();
    const isWithin = (text) => within.get(text) ?? within.set(text, some(text, (other) => isForm(other) || inside(other))).get(text);
    // Every word for which ``isWithin`` is true contains this: a rule cuts what follows it, or changes its last letter.
    const core = rules.some(([, tail]) => tail && stem.endsWith(tail)) ? stem.slice(0, -1) : stem;
    return { stem, begin, core, isIn: (text) => some(text, isForm), isWithin }; // within: also as a later part of a compound
  };
}

/** The number of letters to insert, remove, replace or swap; counting stops above ``limit``. */
export function distance(a, b, limit) {
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return Infinity;
    [before, last] = [last, row];
  }
  return last[b.length];
}
