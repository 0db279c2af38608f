// An entry: the contents of the form, and what goes into the file.
//
// In the form a value is a text, a list of texts, a record or a list of records of texts; what is empty is "".
// { values: {title, …}, sections: {"voor-wie": …}, text: "" (for a stub) }

import { saysNothing } from "./text.js";

const STRAY = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function emptyEntry(config, today) {
  const values = Object.fromEntries(config.fields.map((field) => [field.key, empty(field)]));
  for (const field of config.fields) {
    if (field.required && field.shape === "date" && !field.many) values[field.key] = today;
    if (field.widget === "places") values[field.key] = [""];
    if (field.required && field.widget === "records") values[field.key] = [empty({ ...field, many: false })];
  }
  return { values, sections: Object.fromEntries(config.sections.map(({ key }) => [key, ""])), text: "" };
}

export function empty(field) {
  if (field.many) return [];
  if (field.fields.length) return Object.fromEntries(field.fields.map((inner) => [inner.key, empty(inner)]));
  return field.default;
}

export function isStub(entry, config) {
  return entry.values.stage === config.words.stub;
}

/** Whether nothing was filled in. */
export function isEmpty(value) {
  if (typeof value === "string") return !value.trim();
  return Object.values(value).every(isEmpty);
}

/** What goes into the file: without empty values, defaults, and fields that a stub leaves out. */
export function clean(entry, config) {
  const stub = isStub(entry, config);
  const values = {};
  const numbers = numbering(entry.values.sources ?? []);
  for (const field of config.fields) {
    if (stub && !field.stub) continue;
    const value = cleaned(field, entry.values[field.key], numbers);
    if (value !== undefined && value !== field.default && !goesWithoutSaying(value, config)) values[field.key] = value;
  }
  const sections = Object.fromEntries(Object.entries(entry.sections).map(([key, text]) => [key, saysNothing(text, config) ? "" : tidy(text)]));
  return { values, sections, text: tidy(entry.text), stub };
}

/** The number that each source gets in the file; an empty one gets none. */
function numbering(sources) {
  let count = 0;
  return sources.map((source) => (isEmpty(source) ? undefined : String(++count)));
}

function cleaned(field, value, numbers) {
  if (field.many) {
    const items = value.map((item) => cleaned({ ...field, many: false }, item, numbers)).filter((item) => item !== undefined);
    return items.length ? items : undefined;
  }
  if (field.fields.length) {
    const pairs = field.fields.map((inner) => [inner.key, cleaned(inner, value[inner.key], numbers)]).filter(([, inner]) => inner !== undefined);
    return pairs.length ? Object.fromEntries(pairs) : undefined;
  }
  if (field.widget === "source") return value ? (numbers[value - 1] ?? value) : undefined;
  return line(value) || undefined;
}

function goesWithoutSaying(value, config) {
  return Object.keys(value).length === 1 && value.level === config.words.unjudged;
}

/** A text on one line, without space around it. */
export function line(text) {
  return text.replace(STRAY, "\ufffd").replace(/\s*[\r\n]\s*/g, " ").trim();
}

function tidy(text) {
  return text.replace(STRAY, "\ufffd").replace(/\r\n?/g, "\n").replace(/^(?:[^\S\n]*\n)+|\s+$/g, "");
}
