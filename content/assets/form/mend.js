// What was meant: a value as people type or paste it in, the value as the file has it out. Only what is beyond doubt is
// mended, when somebody leaves the input; the rules still judge everything.

import { countsBy } from "./counts.js";
import { datesBy } from "./dates.js";

const HOST = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/?#]|$)/u; // “www.movisie.nl”, without the begin of an address
const TWICE = /^\s*https?:\/\/(?=https?:\/\/)/i; // an address that was pasted behind the begin of one
const BULLET = /^([ \t]*)[•▪◦·‣∙][ \t]*/gmu; // what word processors put before the items of a list

/** The mender of one handbook; ``mend(field, text)`` gives the text to show instead. */
export function menderBy(config) {
  const BARRED = new RegExp(config.patterns.barred, "gu");
  const { meant, periodMeant } = datesBy(config);
  const counts = countsBy(config.patterns);

  return function mend(field, text) {
    // Signs that nobody sees and no file may hold come along when text is pasted; they go without a word.
    const tidy = text.replace(BARRED, (sign) => (sign === "\r" ? "\r" : sign === "\u000b" ? "\n" : ""));
    if (field.shape === "address") return HOST.test(tidy.trim()) ? `https://${tidy.trim()}` : tidy.replace(TWICE, "");
    if (field.shape === "partial-date") return meant(tidy) ?? tidy;
    if (field.shape === "date") return meant(tidy)?.length === 10 ? meant(tidy) : tidy;
    if (field.shape === "period") return periodMeant(tidy) ?? tidy;
    if (field.key === "value" && field.shape === "text") return counts.meant(tidy.trim());
    return field.story ? tidy.replace(BULLET, "$1- ") : tidy;
  };
}
