// The table of a comparison: entries in, as entries.js gives them; rows out, each marked if its facts are equal or differ.

import { element, fill } from "./shelf.js";

export const root = document.querySelector(".hb-compare");
export const say = (name, values = {}) => fill(root.dataset[`say${name}`], values);
const template = root.querySelector("template").content;
const order = root.dataset.order.split(" ");

/** A label that is on none of the pages. */
export const own = (name) => template.querySelector(`[data-label=${name}]`).textContent;

export function table(entries) {
  const made = template.querySelector("table").cloneNode(true);
  made.tHead.rows[0].append(...entries.map(head));
  const body = made.tBodies[0];
  body.append(line(shortRow(entries), entries, "text"));
  for (const row of factRows(entries)) body.append(line(row, entries));
  const facts = new Set([...body.rows].map((row) => row.dataset.label));
  for (const row of textRows(entries)) {
    const label = facts.has(row.label) ? say("Text", row) : row.label; // “For whom” is a fact, and also a section with more text
    body.append(line({ ...row, label }, entries, "text"));
  }
  return made;
}

function head({ slug, title, kicker, ended, address }) {
  const link = element("a", { href: address }, title);
  const remove = element("button", { type: "button", "aria-label": say("Remove", { title }), "data-slug": slug }, "×");
  return element("th", { role: "columnheader", scope: "col" }, element("div", {}, element("span", { class: "hb-kicker" }, kicker), link, ...(ended ? [element("span", { class: "hb-badge hb-badge--ended" }, ended)] : []), remove));
}

const CALLED = new Set(["aliases", "project_number"]); // these always differ, which tells nothing

/** A row for each fact that any entry states: its label, a cell for each entry with a list of facts, and how they compare. */
function factRows(entries) {
  const all = entries.map(({ facts, parts }) => [...facts.filter(({ key }) => key !== "unstated"), ...(parts.figures ? [parts.figures] : [])]); // missing facts show in each row
  const keys = [...new Set([...order, ...all.flat().map(({ key }) => key)])];
  return keys.flatMap((key) => {
    const cells = all.map((facts) => facts.filter((fact) => fact.key === key));
    const first = cells.flat()[0];
    if (!first) return [];
    const mark = CALLED.has(key) ? "name" : verdict(cells);
    return [{ key, label: key === "people" ? own("people") : first.label, cells, mark: entries.length > 1 ? mark : undefined }];
  });
}

/** “different” if any two known values differ, “same” if all are known and equal, otherwise “unknown”. */
function verdict(cells) {
  const known = cells.filter((facts) => facts.some((fact) => !fact.unknown));
  const said = new Set(known.map((facts) => facts.map((fact) => fact.nodes().map((node) => node.textContent).join(" ")).join(" ").replace(/\s+/g, " ").trim()));
  if (said.size > 1) return "different";
  return known.length === cells.length ? "same" : "unknown";
}

/** Each entry in short: its summary, and the text before its first heading. */
function shortRow(entries) {
  const cells = entries.map(({ lead, text }) => [{ nodes: () => [element("p", {}, lead)] }, ...text.filter(({ label }) => !label)]);
  return { label: own("short"), cells };
}

/** The sections in the order of the texts: a new heading comes after the one before it in its text. */
function textRows(entries) {
  const all = entries.map(({ text, parts }) => [...text.filter(({ label }) => label), ...[parts.follow_up, parts.sources].filter(Boolean)]);
  const labels = [];
  for (const sections of all) {
    let place = 0;
    for (const { label } of sections) {
      if (!labels.includes(label)) labels.splice(place, 0, label);
      place = labels.indexOf(label) + 1;
    }
  }
  return labels.map((label) => ({
    label,
    cells: all.map((sections) => sections.filter((section) => section.label === label)),
  }));
}

function line({ key, label, cells, mark: verdict }, entries, kind = "fact") {
  const mark = [...template.querySelectorAll(`[data-mark=${verdict}]`)].map((one) => one.cloneNode(true));
  const name = element("th", { role: "rowheader", scope: "row" }, element("div", {}, label, ...mark));
  const row = element("tr", { role: "row", class: `hb-compare__${kind}`, "data-label": label }, name);
  if (verdict) row.dataset.mark = verdict;
  for (const [place, facts] of cells.entries()) {
    const told = facts.flatMap((fact) => (key === "people" ? [element("p", {}, element("strong", {}, `${fact.label}: `), ...fact.nodes(-1))] : fact.nodes(-1)));
    const content = told.length && facts.every((fact) => fact.unknown) ? [element("span", { class: "hb-compare__none" }, ...told)] : told;
    const none = kind === "fact" ? "unsaid" : entries[place].isStub ? "stub" : "absent";
    const inside = content.length ? content : [template.querySelector(`[data-none=${none}]`).cloneNode(true)];
    row.append(element("td", { role: "cell" }, element("span", { class: "hb-compare__of", "aria-hidden": "true" }, entries[place].title), element("div", {}, ...inside)));
  }
  return row;
}
