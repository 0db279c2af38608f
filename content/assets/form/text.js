// Rules for the text, as in scripts/handbook/judging/text_rules.py, but stricter in doubt: what passes here passes there.

import { links } from "./links.js";
import { slug } from "./names.js";
import { tables } from "./tables.js";

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/;
const TAG = /<\/?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>|<!--|<\?|<![A-Za-z[]/;
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;
const ADDRESS = /\s*(?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()<]*)*)/;
const NO_LINK = new RegExp(`(?<!!)\\[[^\\][]*\\]\\((?!${ADDRESS.source}(?:\\s+(?:"[^"]*"|'[^']*'|\\([^()]*\\)))?\\s*\\))`);

// Where backticks may not mean code: in a table, right after an address, and among very many backticks.
const unsure = (row) => row.includes("`") && (row.includes("|") || row.split("`").length > 200 || /(?:www\.|:\/\/)\S*`/.test(row));

/** Everything that is wrong with a text: {name, values} in the order of the rules. ``own`` is its file. */
export function judgeText(text, config, own) {
  const found = [];
  const barred = new RegExp(config.patterns.barred, "u").exec(text);
  if (barred) return [invisible(barred[0].codePointAt(0))];
  const { lines } = unfenced(text);
  found.push(...headings(lines, config, own));
  const paragraphs = readable(lines);
  found.push(...links(paragraphs, config, own, referred));
  for (const paragraph of paragraphs) found.push(...hidden(paragraph, config));
  found.push(...tables(lines, new RegExp(`^${config.patterns.row}$`, "u")));
  const note = new RegExp(config.patterns.note, "u");
  const item = new RegExp(config.patterns.item, "u");
  if (paragraphs.some((paragraph) => note.test(paragraph))) found.push({ name: "note", values: {} });
  if (lines.some((line) => item.test(line))) found.push({ name: "noItem", values: {} });
  for (const [name, pattern] of [["noBullets", config.patterns.dashed], ["unnumbered", config.patterns.numbered]]) {
    const mark = new RegExp(pattern, "u");
    if (lines.some((line, number) => mark.test(line) && mark.test(lines[number + 1] ?? ""))) found.push({ name, values: {} });
  }
  for (const paragraph of paragraphs) found.push(...loose(paragraph));
  const nearly = new RegExp(`(?<![\\\\!])(?:${config.patterns.nearly})`);
  const slip = new RegExp(`(?<![\\\\!])(?:${config.patterns.slip})`);
  const slipped = paragraphs.map((paragraph) => slip.exec(paragraph)).find(Boolean);
  if (slipped) found.push({ name: "linkTurned", values: { right: linked(slipped) } });
  else if (paragraphs.some((paragraph) => NO_LINK.test(paragraph) || nearly.test(paragraph))) found.push({ name: "noLink", values: {} });
  if (/^<<<<<<< /m.test(text)) found.push({ name: "conflict", values: { mark: "<<<<<<<" } });
  if (paragraphs.some((paragraph) => isHtml(paragraph))) found.push({ name: "html", values: {} });
  for (const line of text.split("\n")) {
    if (line.startsWith(config.words.toWrite)) {
      found.push({ name: "toWrite", values: { prompt: line.slice(config.words.toWrite.length).trim() } });
    }
  }
  if (depth(lines) > config.limits.depth) found.push({ name: "deep", values: { limit: config.limits.depth } });
  return found;
}

/** The lines of a text, with those of code blocks empty; and the mark that opened the last block if it is not closed. */
export function unfenced(text) {
  const lines = [];
  let open = "";
  for (const line of text.split("\n")) {
    const fence = FENCE.exec(line);
    if (open) {
      if (fence && fence[1].startsWith(open) && !line.slice(fence[0].length).trim()) open = "";
      lines.push("");
    } else if (fence) {
      open = fence[1];
      lines.push("");
    } else lines.push(line);
  }
  return { lines, open };
}

function* headings(lines, config, own) {
  const names = config.sections.map(({ heading }) => heading).join(", ");
  let listed = false; // whether an indented line belongs to a list above it
  for (const [number, line] of lines.entries()) {
    const above = lines[number - 1] ?? "";
    const marks = MARKERS.exec(line)[0];
    if (/[-*+\d]/.test(marks)) listed = true;
    else if (/^\S/.test(line) && !above.trim()) listed = false;
    const inside = marks.trim() || (listed && /^[ \t]/.test(line));
    const atx = /^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line.slice(marks.length));
    const under = (inside ? /^[ \t>]*(=+|-+)[ \t]*$/ : /^ {0,3}(=+|-+)[ \t]*$/).exec(line);
    const title = inside ? above.replace(MARKERS, "") : /^ {0,3}(?:#|>|[-*+] |\d+[.)] )/.test(above) ? "" : above;
    if (!atx && (!under || /^(?:#.*|[\s*_-]*)$/.test(title))) continue;
    const level = atx ? atx[1].length : under[1].startsWith("=") ? 1 : 2;
    const text = atx ? titleOf(atx, config) : title.trim();
    const fixed = config.sections.some(({ key }) => key === slug(text));
    const values = { level, text, names, marks: fixed ? "##" : "###" };
    if (!text) yield { name: "headingEmpty", values };
    else if (inside) yield { name: "headingInside", values };
    else if (level === 1 && own.title && slug(text) === own.title) yield { name: "headingTitle", values };
    else if (level !== 3) yield { name: level === 2 ? "heading" : "level", values };
  }
}

/** Whether a text has no readable word, such as a line, dots, or a list with empty items. */
export function saysNothing(text, config) {
  const bare = withoutUnseen(text).split("\n").map((line) => line.replace(MARKERS, "")).join("\n");
  return !/[\p{L}\p{N}]/u.test(referred(bare, config));
}

function withoutUnseen(text) {
  return text.replace(/^ {0,3}\[[^\][\n]+\]:[ \t]*\S+[ \t]*$|^ {0,3}(?:`{3}|~{3}).*$/gm, "");
}

/** The text of a heading, as readers see it. */
function titleOf(atx, config) {
  const title = (atx[2] ?? "").replace(/(?:^|[ \t])#+$/, "");
  return referred(bared(title) ?? title, config).trim();
}

/** The names by which the headings of a text can be linked to, as scripts/handbook/reading/body.py makes them. */
export function anchorsIn(text, config) {
  const TAKEN = new RegExp(`^(?:${config.patterns.taken})`);
  const found = new Set();
  for (const line of unfenced(text).lines) {
    const title = /^ {0,3}#{2,3}[ \t]+([^[\]<>&\\]*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1];
    const name = slug(title ?? "");
    if (name) found.add(TAKEN.test(name) ? `kop-${name}` : name);
  }
  return found;
}

export function invisible(number) {
  return { name: "invisible", values: { code: number.toString(16).toUpperCase().padStart(4, "0") } };
}

/** Character references such as “&shy;” for invisible characters. */
function* hidden(text, config) {
  const barred = new RegExp(config.patterns.barred, "u");
  for (const match of text.matchAll(REFERENCE)) {
    const sign = signOf(match, config);
    const seen = barred.exec(`${text[match.index - 1] ?? ""}${sign}`);
    if (sign === "\ufffd") yield invisible(parseInt(match[1] ?? match[2], match[1] ? 10 : 16));
    else if (seen) yield invisible(seen[0].codePointAt(0));
  }
}

/** A text with its character references replaced; the named ones only for spaces and invisible characters. */
function referred(text, config) {
  return text.replace(REFERENCE, (...match) => signOf(match, config));
}

function signOf([whole, decimal, hexadecimal, name], config) {
  if (name) return Object.hasOwn(config.references, name) ? config.references[name] : whole;
  const number = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal, 16);
  return !number || number > 0x10ffff || (number >= 0xd800 && number < 0xe000) ? "\ufffd" : String.fromCodePoint(number);
}

/** The paragraphs without code and without escaped characters; in doubt as they are. */
function readable(lines) {
  return lines.join("\n").split(/\n[^\S\n]*\n/).map((paragraph) => {
    const rows = paragraph.split("\n").map((row) => (unsure(row) || /(?:www\.|:\/\/)\S*\\/.test(row) ? null : bared(row)));
    return rows.includes(null) ? paragraph : rows.join("\n");
  });
}

/** A line with a dot for code and for escaped characters; null if its code does not end on the same line. */
function bared(row) {
  let out = "";
  for (let rest = row; rest; ) {
    const ticks = /^`+/.exec(rest)?.[0];
    const plain = /^\\[!-/:-@[-`{-~]/.exec(rest)?.[0] ?? (ticks ? undefined : rest[0]);
    if (plain) {
      out += plain.length > 1 ? "··" : plain;
      rest = rest.slice(plain.length);
      continue;
    }
    const runs = [...rest.slice(ticks.length).matchAll(/`+/g)];
    const end = runs.find(([run]) => run === ticks);
    if (!end) return null;
    out += rest.slice(ticks.length, ticks.length + end.index).trim() ? "·" : " ";
    rest = rest.slice(2 * ticks.length + end.index);
  }
  return out;
}

/** Asterisks with a space between them and their words, so that these do not become bold. */
function* loose(paragraph) {
  const rest = paragraph.replace(/\*\*(?=\S)[^*]+?(?<=\S)\*\*/g, "·");
  for (const [value, words] of rest.matchAll(/\*\*([ \t]{1,9}[^*\s][^*\n]{0,200}?|[^*\s][^*\n]{0,200}?[ \t])\*\*/g)) {
    yield { name: "loose", values: { value, right: `**${words.trim()}**` } };
  }
}

/** The link that was meant, in the right notation. */
function linked([, words, address, other, behind]) {
  return `[${words ?? other}](${(address ?? behind).replace(/^www\./, "https://www.")})`;
}

function isHtml(paragraph) {
  const bare = paragraph.replace(/<(?:https?:[^\s<>]*|mailto:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>/gi, " ");
  return TAG.test(bare) || bare.split("\n").some((line) => /^<[A-Za-z/!?]/.test(line.replace(MARKERS, "")));
}

function depth(lines) {
  let deepest = 0;
  for (const line of lines) {
    const marks = MARKERS.exec(line)[0];
    const count = (marks.match(/>|[-*+]|\d+[.)]/g) ?? []).length;
    deepest = Math.max(deepest, count, count && Math.floor(/^[ \t>]*/.exec(line)[0].replace(/\t/g, "    ").length / 2));
  }
  return deepest;
}
