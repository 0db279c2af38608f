// The draft: the contents of the form, kept in this browser. What is read back is not trusted: only texts of known
// fields are accepted, and only choices that exist.

import { keyOf } from "../shelf.js";
import { empty, emptyEntry, isEmpty } from "./entry.js";

export const KEY = keyOf("draft");
const LONGEST = 70000;
const MOST = 100;

/** Keep an entry; false if the browser refuses. */
export function keep(entry) {
  try {
    localStorage.setItem(KEY, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function wipe() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}

/** The kept entry, or undefined. */
export function kept(config, today) {
  let found;
  try {
    found = JSON.parse(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
  if (!isRecord(found)) return undefined;
  const entry = emptyEntry(config, today);
  const start = JSON.stringify(entry);
  for (const field of config.fields) entry.values[field.key] = known(field, own(found.values, field.key), entry.values[field.key]);
  for (const key of Object.keys(entry.sections)) entry.sections[key] = text(own(found.sections, key));
  entry.text = text(own(found, "text"));
  return JSON.stringify(entry) === start || isEmpty(entry) ? undefined : entry;
}

function known(field, value, otherwise) {
  if (field.many) {
    if (!Array.isArray(value)) return otherwise;
    const one = { ...field, many: false };
    const items = value.slice(0, MOST).map((item) => known(one, item, empty(one))).filter((item) => typeof item !== "string" || item);
    return items.length || !value.length ? items : otherwise;
  }
  if (field.fields.length) {
    return Object.fromEntries(field.fields.map((inner) => [inner.key, known(inner, own(value, inner.key), empty(inner))]));
  }
  if (typeof value !== "string") return otherwise;
  if (field.options.length && !field.options.some(([option]) => option === value)) return field.default;
  if (field.widget === "source" && !/^\d{0,3}$/.test(value)) return "";
  return text(value);
}

function own(record, key) {
  return isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}

function text(value) {
  return typeof value === "string" ? value.slice(0, LONGEST) : "";
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
