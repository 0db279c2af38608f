// The file: an entry as the text of a .md file, written so that every YAML parser reads exactly the same values.

import { unfenced } from "./text.js";

const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
// Begins with a letter or a number followed by a word, and has no character with a meaning in YAML.
const PLAIN = /^(?:\p{L}|\d+ \p{L}|\d+–\d)[\p{L}\p{N} .,;()’‘“”–!?/&%+€-]*$/u;
const DATELIKE = /^\d{4}(?:-\d{2}){0,2}$/;
const IN_FLOW = /^[\p{L}\p{N} ./’–-]+$/u;

/** The whole file. ``entry`` is clean: see entry.js; ``fields`` are all fields by key, in their order. */
export function file(entry, config) {
  const lines = [];
  for (const field of config.fields) lines.push(...written(field, entry.values[field.key], ""));
  return `---\n${lines.join("\n")}\n---\n\n${body(entry, config)}`;
}

/** The text below the fields: the sections with their headings, or the few lines of a stub. */
export function body(entry, config) {
  if (entry.stub) return entry.text ? `${closed(entry.text)}\n` : "";
  return config.sections
    .filter((section) => entry.sections[section.key])
    .map((section) => `## ${section.heading}\n\n${closed(entry.sections[section.key])}\n`)
    .join("\n");
}

function written(field, value, indent) {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    if (field.fields.length) return [`${indent}${field.key}:`, ...record(field, value, `${indent}  `)];
    return [`${indent}${field.key}: ${scalar(value, field)}`];
  }
  if (field.fields.length) {
    const items = value.map((item) => record(field, item, `${indent}    `));
    return [`${indent}${field.key}:`, ...items.flatMap(([first, ...rest]) => [`${indent}  - ${first.trimStart()}`, ...rest])];
  }
  const items = value.map((item) => scalar(item, field));
  if (items.every((item) => IN_FLOW.test(item))) return [`${indent}${field.key}: [${items.join(", ")}]`];
  return [`${indent}${field.key}:`, ...items.map((item) => `${indent}  - ${item}`)];
}

function record(field, value, indent) {
  return field.fields.flatMap((inner) => written(inner, value[inner.key], indent));
}

/** One value: plain if it is unambiguous, otherwise in double quotes. */
export function scalar(value, field = { shape: "text" }) {
  if (field.shape === "number" && /^\d{1,9}$/.test(value)) return value;
  if (field.shape === "address" && /^https?:\/\/[\w./%?=&~+,;@-]+$/.test(value)) return value;
  if (["date", "partial-date", "period"].includes(field.shape) && DATELIKE.test(value)) return value;
  if (PLAIN.test(value) && !WORDS.test(value) && !value.endsWith(" ") && !value.includes("  ")) return value;
  return quoted(value);
}

function quoted(value) {
  const inner = value.replace(/["\\]/g, "\\$&").replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, escaped);
  return `"${inner}"`;
}

function escaped(sign) {
  const known = { "\n": "\\n", "\t": "\\t" }[sign];
  if (known) return known;
  const code = sign.codePointAt(0);
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

/** A text with its last code block closed, so that this cannot include the next heading. */
function closed(text) {
  const { open } = unfenced(text);
  return open ? `${text}\n${open}` : text;
}
