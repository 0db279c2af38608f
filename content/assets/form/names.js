// Names, by the rules of scripts/handbook/words/names.py: how they become addresses, and how misspelt ones are found.

import { distance } from "../search-words.js";

/** The address for a name: “Súdwest-Fryslân” → “sudwest-fryslan”. */
export function slug(name) {
  return [...folded(name).normalize("NFKD")]
    .filter((sign) => !combines(sign))
    .join("")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A key that spellings of one name have in common: apostrophes, case and spaces do not count. */
export function same(name) {
  return folded(name.replace(/['‘`]/g, "’")).trim().split(/\s+/).join(" ");
}

const DENIED = /^(?:on|in|niet|geen)$/;

/** The known name that is most like a misspelt one, at most ``most`` letters off; undefined if none is near, or if it says the opposite or is another word. */
export function nearest(name, known, most) {
  const sought = plain(name);
  let best = 0.6;
  let found;
  for (const candidate of known) {
    const other = plain(candidate);
    const longest = Math.max(sought.length, other.length);
    const limit = longest * (1 - best); // quickly rules out most of ten thousand names
    if (Math.abs(sought.length - other.length) > limit) continue;
    const likeness = longest ? 1 - distance(sought, other, Math.ceil(limit)) / longest : 1;
    if (likeness > best || (likeness === best && found === undefined)) [best, found] = [likeness, candidate];
  }
  if (found === undefined) return undefined;
  const [short, long] = [sought, plain(found)].sort((one, other) => one.length - other.length);
  const before = long.slice(0, long.length - short.length).join("").trim();
  const denied = DENIED.test(before) && long.join("").endsWith(short.join(""));
  const off = distance(short, long, long.length);
  const other = off > 1 && short.length !== long.length && short[0] !== long[0] && !long.join("").includes(short.join(""));
  return denied || other || off > (most ?? Math.max(2, Math.floor((long.length * 3) / 10))) ? undefined : found;
}

// Lower case by way of upper case, so that “ß” becomes “ss” and “ﬁ” becomes “fi”, like casefold in Python.
function folded(text) {
  return [...text].map((sign) => sign.toLowerCase()).map((sign) => (sign === "ı" ? sign : sign.toUpperCase().toLowerCase())).join("");
}

function plain(text) {
  return [...text.replace(/[^\p{L}\p{N}]/gu, " ").toLowerCase().trim()];
}

// A character combines if its combining class is not 0. Normalising sorts characters by class, and U+0345 has the
// highest one: only a combining character moves in front of it.
function combines(sign) {
  return sign === "\u0345" || (sign > "\u02ff" && !(`\u0345${sign}`.normalize("NFD").startsWith("\u0345")));
}
