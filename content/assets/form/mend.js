// Corrections: a value as people type or paste it in; as it belongs in the file out. Only what is certain is corrected,
// when the focus leaves the input; the rules still judge everything.

import { inFull } from "./address.js";
import { countsBy } from "./counts.js";
import { datesBy } from "./dates.js";
import { placesBy } from "./places.js";

const HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]|$)/u; // “www.movisie.nl”, without the beginning of an address
const TWICE = /^\s*https?:\/\/(?=https?:\/\/)/i; // an address that was pasted after the beginning of one
const INDENTED = /^(?:\t| {4})[ \t]*(?=\S)/; // the start of a paragraph, which would become a block of code
const GOES_ON = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t]+\S/; // a line of a list, which a paragraph may belong to

/** The corrections of one handbook; ``mend(field, text)`` gives the text to show instead. */
export function menderBy(config) {
  const BARRED = new RegExp(config.patterns.barred, "gu");
  const BULLET = new RegExp(config.patterns.bullet, "gmu");
  const GAP = new RegExp(config.patterns.gap, "gu");
  const { meant, periodMeant } = datesBy(config);
  const { placeMeant } = placesBy(config);
  const counts = countsBy(config.patterns);

  return function mend(field, text) {
    // Pasted text may bring invisible characters that no file may have; they are removed silently.
    const tidy = text.replace(BARRED, (sign) => (sign === "\r" ? "\r" : sign === "\u000b" ? "\n" : ""));
    if (field.shape === "address") return HOST.test(tidy.trim()) ? `https://${tidy.trim()}` : (inFull(tidy.trim(), config.patterns) ?? tidy.replace(TWICE, ""));
    if (field.shape === "partial-date") return meant(tidy) ?? tidy;
    if (field.shape === "date") return meant(tidy)?.length === 10 ? meant(tidy) : tidy;
    if (field.shape === "place") return placeMeant(tidy.trim()) ?? tidy;
    if (field.shape === "period") return periodMeant(tidy) ?? tidy;
    if (field.key === "value" && field.shape === "text") return counts.meant(tidy.trim());
    return field.story ? unindented(tidy.replace(BULLET, "$1- ").replace(GAP, "")) : field.many ? tidy : tidy.replace(/\t+/g, " ");
  };
}

/** Paragraphs without indentation, as nobody who writes here means code. */
function unindented(text) {
  let before = "";
  let within = false;
  return text.split("\n").map((line) => {
    if (!before.trim() && line.trim()) within = GOES_ON.test(line) && (within || !INDENTED.test(line));
    else within ||= GOES_ON.test(line);
    before = line;
    return within ? line : line.replace(INDENTED, "");
  }).join("\n");
}
