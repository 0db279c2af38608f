// Words: as readers type them, as the index holds them, and whether one is a form of another. Pure functions.

// What a typed word may have that a word in the text has not, by the language of the site.
const DUTCH = /(?:heden|heid|en|es|e|s|n|je|jes)$/;
const ENGLISH = /(?:ing|ings|ed|es|e|s|ly)$/;
const ENDINGS = globalThis.document?.documentElement.lang === "en" ? ENGLISH : DUTCH;

/** Without needless spaces. */
export function clean(words) {
  return words.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Words in quotes are searched as they stand. */
export function isPhrase(text) {
  return /^".+"$/.test(text);
}

/** The words as the index takes them: “peer-to-peer” is three; a phrase in quotes stays as it is. */
export function plain(text) {
  return isPhrase(text) ? text : clean(text.replace(/[\p{Pd}/"]/gu, " "));
}

/** Without case, accents and signs, as the index compares words. */
export function fold(text) {
  return text.normalize("NFD").replace(/[\p{M}\p{P}]/gu, "").toLowerCase();
}

/** The text in folded words: whole, and their pieces between hyphens. */
export function wordsOf(text) {
  return text.split(/\s+/).flatMap((word) => [fold(word), ...word.split(/[\p{P}]+/u).map(fold)]);
}

/** Whether a word of a text is a form of the word that was typed, or begins with it. */
export function isForm(word, key) {
  const bare = key.replace(ENDINGS, "");
  return word.startsWith(key) || (bare.length >= 4 && word.startsWith(bare));
}

/** The same, also inside a compound. */
export function hasForm(word, key) {
  return isForm(word, key) || (key.length >= 4 && word.includes(key.replace(ENDINGS, "")));
}

/** How many letters to insert, remove, replace or swap; more than ``limit`` is not counted on. */
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
