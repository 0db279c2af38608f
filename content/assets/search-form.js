// The form of the search page: its words and choices, and the corresponding state, as the address holds it.

import { clean } from "./search-words.js";
import { element, fill } from "./shelf.js";

export const root = document.querySelector(".hb-find");
export const part = (name) => root.querySelector(`[data-part="${name}"]`);
export const say = (name, values = {}) => fill(root.dataset[`say${name}`], values);
export const field = root.querySelector("#hb-find-words");

/** The facets, by name: for each value its checkbox, its label and the element of its count. */
export const facets = new Map(
  [...root.querySelectorAll("fieldset[data-facet]")].map((set) => [
    set.dataset.facet,
    new Map([...set.querySelectorAll("[type=checkbox]")].map((box) => [box.value, choice(box)])),
  ]),
);

function choice(box) {
  const row = box.closest("li");
  const label = row.querySelector(".hb-choice__name").textContent;
  const former = (box.dataset.former ?? "").split(" ").filter(Boolean);
  return { box, row, label, former, name: box.hasAttribute("data-silent") ? "" : label, count: row.querySelector(".hb-count") };
}

/** ``strange`` are the values that were never a choice; a renamed one is replaced by its present name. */
export function fromAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map();
  const strange = [];
  for (const [name, values] of facets) {
    const today = new Map([...values].flatMap(([value, { former }]) => former.map((old) => [old, value])));
    const known = new Set();
    for (const value of query.getAll(name)) {
      const now = values.has(value) ? value : today.get(value);
      if (now) known.add(now);
      else strange.push(value);
    }
    if (known.size) chosen.set(name, known);
  }
  return { words: clean((query.get("q") ?? "").slice(0, field.maxLength)), chosen, strange, page: Math.max(1, Math.min(1000, parseInt(query.get("pagina"), 10) || 1)) };
}

export function fromForm() {
  const chosen = new Map();
  for (const [name, values] of facets) {
    const checked = [...values].filter(([, { box }]) => box.checked).map(([value]) => value);
    if (checked.length) chosen.set(name, new Set(checked));
  }
  return { words: clean(field.value), chosen, page: 1 };
}

export function toForm(state) {
  if (clean(field.value) !== state.words) field.value = state.words;
  for (const [name, values] of facets) {
    for (const [value, { box }] of values) box.checked = Boolean(state.chosen.get(name)?.has(value));
  }
}

export function address({ words, chosen, page }) {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (page > 1) query.set("pagina", page);
  const text = query.toString();
  return location.pathname + (text && `?${text}`);
}

/** Before any search: the total number of entries for each value. */
export function showTotals() {
  for (const values of facets.values()) for (const { row, count } of values.values()) setCount(row, count, count.dataset.total);
  fold(undefined);
}

export function showCounts(counts, words) {
  for (const [name, values] of facets) {
    for (const [value, { row, count }] of values) setCount(row, count, counts.get(name)?.[value] ?? 0);
  }
  fold(words);
}

let folded; // the words of the last call

/** Fold away values without results. More are folded only when the words change, so that nothing disappears while the reader chooses. */
function fold(words) {
  const anew = words !== folded;
  folded = words;
  for (const values of facets.values()) {
    const button = [...values.values()][0].row.closest("fieldset").querySelector(".hb-facet__more");
    let away = 0;
    for (const { row, box } of values.values()) {
      const empty = row.classList.contains("hb-choice--empty") && !box.checked && words !== undefined;
      away += row.classList.toggle("hb-choice--folded", empty && (anew || row.classList.contains("hb-choice--folded")));
    }
    button.hidden = !away;
    button.textContent = say("Empty", { count: away });
  }
}

root.addEventListener("click", ({ target }) => {
  if (!target.matches(".hb-facet__more")) return;
  const rows = [...target.closest("fieldset").querySelectorAll(".hb-choice--folded")];
  for (const row of rows) row.classList.remove("hb-choice--folded");
  target.hidden = true;
  rows[0]?.querySelector("input").focus();
});

/** Replaces the text of an existing node: most counts are below the fold of a long list, and the browser then needs no new layout. */
function setCount(row, count, number) {
  (count.firstChild ?? count.appendChild(new Text())).data = number;
  row.classList.toggle("hb-choice--empty", number === 0);
}

export function showChosen(state) {
  const chips = [];
  for (const [name, values] of state.chosen) {
    for (const value of values) {
      const { label } = facets.get(name).get(value);
      const chip = { type: "button", "aria-label": say("Remove", { name: label }), "data-facet": name, "data-value": value };
      chips.push(element("li", {}, element("button", chip, label)));
    }
  }
  part("chips").hidden = !chips.length;
  part("chips").querySelector("ul").replaceChildren(...chips);
  part("chosen").textContent = chips.length ? say("Chosen", { count: chips.length }) : "";
}

/** A list of links in its part of the page; without links that part is hidden. */
export function showLinks(name, links) {
  part(name).hidden = !links.length;
  part(name).querySelector("span").replaceChildren(...links.flatMap((link, place) => (place ? [", ", link] : [link])));
}
