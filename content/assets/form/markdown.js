// A preview of a text: a small part of Markdown, as elements. The writer's words only ever become text nodes.

import { element } from "../shelf.js";
import { begins, cells } from "./tables.js";

const INLINE = /(`+)(.+?)\1|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)|\[([^\]]+)\]\(\s*([^\s)]+)\s*\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?’”"'])|\\([!-/:-@[-`{-~])/s;

const DEEPEST = 12; // levels of lists and quotes, as the check allows
const BEGINS = /^ {0,3}(?:(?:[-*+]|1[.)])[ \t]+\S|#{1,6}\s|>|`{3}|~{3})/; // the beginning of a line that ends a paragraph
const LONG = 5000; // characters: a longer paragraph is shown as it was typed

/** A text as a list of elements; ``level`` is the level of its headings. */
export function paragraphs(text, level, depth = 0) {
  if (depth > DEEPEST) return [element("p", {}, text)];
  const out = [];
  let lines = text.split("\n");
  while (lines.length) {
    const taken = fence(lines) ?? heading(lines, level) ?? list(lines, level, depth) ?? table(lines) ?? quote(lines, level, depth) ?? paragraph(lines);
    if (taken.element) out.push(taken.element);
    lines = lines.slice(taken.count);
  }
  return out;
}

function fence(lines) {
  const open = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0]);
  if (!open) return null;
  const end = lines.findIndex((line, index) => index && line.trim().startsWith(open[1]));
  const count = end < 0 ? lines.length : end;
  const code = element("code", {}, lines.slice(1, count).join("\n"));
  return { element: element("pre", {}, code), count: end < 0 ? lines.length : end + 1 };
}

function heading(lines, level) {
  const match = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(lines[0]);
  return match && { element: element(`h${level}`, {}, ...inline(match[1])), count: 1 };
}

const ITEM = /^( {0,3}(?:([-*+])|(\d{1,9})([.)]))[ \t]+)(?=\S)(.*)$/;

/** Items with the same mark, each with the lines indented below it; empty lines between items make paragraphs of their texts. */
function list(lines, level, depth) {
  const first = ITEM.exec(lines[0]);
  if (!first) return null;
  const items = [];
  let count = 0;
  let inner = 0; // the column where the text of the last item begins
  for (; count < lines.length; count++) {
    const line = lines[count];
    const item = ITEM.exec(line);
    if (!line.trim()) items.at(-1).push("");
    else if (count && line.search(/\S/) >= inner) items.at(-1).push(line.slice(inner));
    else if (item && (item[2] ?? item[4]) === (first[2] ?? first[4])) {
      items.push([item[5]]);
      inner = item[1].length;
    } else if (lines[count - 1].trim() && !BEGINS.test(line)) items.at(-1).push(line.trim());
    else break;
  }
  while (!items.at(-1).at(-1).trim()) items.at(-1).pop();
  const loose = items.some((item) => item.includes(""));
  const made = items.map((item) => element("li", {}, ...paragraphs(item.join("\n"), level, depth + 1).flatMap((block) => (block.tagName === "P" && !loose ? [...block.childNodes] : [block]))));
  const start = Number(first[3] ?? 1);
  return { element: element(first[3] ? "ol" : "ul", start === 1 ? {} : { start }, ...made), count };
}

const SIDES = { l: "left", r: "right", lr: "center" };

/** A row of names, a row of dashes below it, and rows of cells. */
function table(lines) {
  if (!begins(lines, 0)) return null;
  const sides = cells(lines[1]).map((cell) => SIDES[`${cell.startsWith(":") ? "l" : ""}${cell.endsWith(":") ? "r" : ""}`]);
  const end = lines.findIndex((line, index) => index > 1 && (!line.trim() || BEGINS.test(line)));
  const count = end < 0 ? lines.length : end;
  const row = (line, name) => {
    const found = cells(line);
    return element("tr", {}, ...sides.map((align, index) => element(name, align ? { align } : {}, ...inline(found[index]?.replaceAll("\\|", "|") ?? ""))));
  };
  const made = element("table", {}, element("thead", {}, row(lines[0], "th")));
  if (count > 2) made.append(element("tbody", {}, ...lines.slice(2, count).map((line) => row(line, "td"))));
  return { element: made, count };
}

function quote(lines, level, depth) {
  if (!/^ {0,3}>/.test(lines[0])) return null;
  const end = lines.findIndex((line) => !/^ {0,3}>/.test(line));
  const count = end < 0 ? lines.length : end;
  const inner = lines.slice(0, count).map((line) => line.replace(/^ {0,3}>+ ?/, ""));
  return { element: element("blockquote", {}, ...paragraphs(inner.join("\n"), level, depth + 1)), count };
}

function paragraph(lines) {
  if (!lines[0].trim()) return { count: 1 };
  const end = lines.findIndex((line, index) => index && (!line.trim() || BEGINS.test(line) || begins(lines, index)));
  const count = end < 0 ? lines.length : end;
  return { element: element("p", {}, ...inline(lines.slice(0, count).join("\n"))), count };
}

function inline(text) {
  if (text.length > LONG) return [text];
  const out = [];
  for (let match; (match = INLINE.exec(text)); text = text.slice(match.index + match[0].length)) {
    if (match.index) out.push(text.slice(0, match.index));
    out.push(marked(match));
  }
  return text ? [...out, text] : out;
}

function marked([, , code, strong, starred, slanted, words, target, bare, plain]) {
  if (code !== undefined) return element("code", {}, code.trim());
  if (strong !== undefined) return element("strong", {}, ...inline(strong));
  if ((starred ?? slanted) !== undefined) return element("em", {}, ...inline(starred ?? slanted));
  if (words !== undefined) return link(target, inline(words));
  return bare !== undefined ? link(bare, [bare]) : plain;
}

/** A link to the web; any other target is shown as plain text. */
export function link(target, content) {
  let address;
  try {
    address = new URL(target);
  } catch {
    return element("u", {}, ...content);
  }
  if (!["https:", "http:", "mailto:"].includes(address.protocol)) return element("u", {}, ...content);
  return element("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, ...content);
}
