// Two to four entries side by side. The address holds the choice (?i=one&i=two); everything on the page follows from it.
// What an entry says is taken from its own page, see entries.js; all other sentences stand in this page.

import { calm } from "./calm.js";
import { copied, element, entry, removed } from "./entries.js";
import { compared, comparison, fill, FOUR, isSlug, kept } from "./shelf.js";

const root = document.querySelector(".hb-compare");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const say = (name, values = {}) => fill(root.dataset[`say${name}`], values);
const folder = new URL(root.dataset.entries, location.href);
const template = root.querySelector("template").content;
const status = root.querySelector(".hb-compare__status");
const field = root.querySelector("#hb-compare-words");
const only = part("different");
const link = part("link");
const order = root.dataset.order.split(" ");
const own = (name) => template.querySelector(`[data-label=${name}]`).textContent; // a label that no page gives

// ---------------------------------------------------------------- the choice

function chosen() {
  const named = [...new Set(new URLSearchParams(location.search).getAll("i").map((name) => name.trim()))].filter(Boolean);
  const slugs = named.filter(isSlug);
  return { slugs: slugs.slice(0, FOUR), more: slugs.slice(FOUR, 2 * FOUR), odd: slugs.length < named.length };
}

/** What the reader does here is the reader's choice from now on; only to look at a comparison of somebody else changes nothing. */
async function choose(slugs) {
  history.pushState(null, "", comparison(slugs));
  await show();
  compared.set(shown.map(({ slug, title }) => ({ slug, title })));
}

let latest = 0;
let shown = [];
let choice = [];

/** Fetch what the address names and show it; what is unknown is said. */
async function show() {
  const mine = ++latest;
  const { slugs, more, odd } = chosen();
  choice = slugs; // at once: the next one may be chosen before the text of this one is here
  const slow = setTimeout(() => mine === latest && (status.textContent = say("Busy")), 400);
  const fetched = await Promise.all([...slugs, ...more].map((slug) => entry(slug, folder).catch(() => undefined)));
  await calm();
  clearTimeout(slow);
  if (mine !== latest) return; // the reader has gone on
  const left = fetched.splice(slugs.length).map((item, place) => item?.title ?? more[place]);
  shown = [...new Map(fetched.filter(Boolean).map((item) => [item.slug, item])).values()];
  choice = shown.map(({ slug }) => slug);
  const messages = slugs.flatMap((name, place) => (fetched[place] ? [] : [absent(name, fetched[place])]));
  if (odd) messages.push(say("Odd"));
  if (more.length) messages.push(say("More", { names: left.join(", ") }));
  root.querySelector(".hb-compare__messages").replaceChildren(...messages.map((text) => element("p", {}, text)));
  status.textContent = summary();
  link.hidden = true;
  part("table").replaceChildren(...(shown.length ? [table(shown)] : []));
  part("tools").hidden = shown.length < 2;
  part("picker").hidden = part("add").hidden = shown.length >= FOUR;
  part("full").hidden = shown.length < FOUR;
  const first = shown.length < 2 ? part("picker") : part("table"); // what there is to do comes first
  const last = shown.length < 2 ? part("table") : part("picker");
  if (first.nextElementSibling !== last) last.before(first);
  showKept();
  showFound();
}

/** Why one is not there; who was taken out has a page that tells it. */
function absent(name, found) {
  const gone = removed.get(name);
  if (gone) return element("a", { href: gone.address }, say("Removed", gone));
  return say(found === null ? "Unknown" : "Failed", { name });
}

function summary() {
  if (!shown.length) return say("None");
  if (shown.length === 1) return say("One", { title: shown[0].title });
  return say("Many", { count: shown.length, titles: shown.map(({ title }) => title).join(", ") });
}

// ---------------------------------------------------------------- the table

function table(entries) {
  const made = template.querySelector("table").cloneNode(true);
  made.tHead.rows[0].append(...entries.map(head));
  const body = made.tBodies[0];
  body.append(line(shortRow(entries), entries, "text"));
  for (const row of factRows(entries)) body.append(line(row, entries));
  const facts = new Set([...body.rows].map((row) => row.dataset.label));
  for (const row of textRows(entries)) {
    const label = facts.has(row.label) ? say("Text", row) : row.label; // “For whom” is a fact, and a section that tells more
    body.append(line({ ...row, label }, entries, "text"));
  }
  return made;
}

function head({ slug, title, kicker, ended, address }) {
  const link = element("a", { href: address }, title);
  const remove = element("button", { type: "button", "aria-label": say("Remove", { title }), "data-slug": slug }, "×");
  return element("th", { role: "columnheader", scope: "col" }, element("div", {}, element("span", { class: "hb-kicker" }, kicker), link, ...(ended ? [element("span", { class: "hb-badge hb-badge--ended" }, ended)] : []), remove));
}

const CALLED = new Set(["aliases", "project_number"]); // what each is called always differs, and tells nothing

/** A row for each fact that any of them states: its label, a cell for each entry, a list of facts, and how they compare. */
function factRows(entries) {
  const all = entries.map(({ facts, parts }) => [...facts.filter(({ key }) => key !== "unstated"), ...(parts.figures ? [parts.figures] : [])]); // a row tells of each by itself
  const keys = [...new Set([...order, ...all.flat().map(({ key }) => key)])];
  return keys.flatMap((key) => {
    const cells = all.map((facts) => facts.filter((fact) => fact.key === key));
    const first = cells.flat()[0];
    if (!first) return [];
    const mark = CALLED.has(key) ? "name" : verdict(cells);
    return [{ key, label: key === "people" ? own("people") : first.label, cells, mark: entries.length > 1 ? mark : undefined }];
  });
}

/** Two that are known and differ, differ; all known and the same are the same; of anything else not all is known. */
function verdict(cells) {
  const known = cells.filter((facts) => facts.some((fact) => !fact.unknown));
  const said = new Set(known.map((facts) => facts.map((fact) => fact.nodes().map((node) => node.textContent).join(" ")).join(" ").replace(/\s+/g, " ").trim()));
  if (said.size > 1) return "different";
  return known.length === cells.length ? "same" : "unknown";
}

/** What each is, in short: its summary, and its text as far as that has no heading. */
function shortRow(entries) {
  const cells = entries.map(({ lead, text }) => [{ nodes: () => [element("p", {}, lead)] }, ...text.filter(({ label }) => !label)]);
  return { label: own("short"), cells };
}

/** The sections in the order of the texts: each new heading comes after the one before it. */
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

part("table").addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-slug]");
  if (!button) return;
  const place = choice.indexOf(button.dataset.slug);
  await choose(choice.filter((slug) => slug !== button.dataset.slug));
  const left = part("table").querySelectorAll("button[data-slug]");
  (left[Math.min(place, left.length - 1)] ?? field).focus(); // the button is gone: the next one, or the field
});

const leaveOut = () => root.classList.toggle("hb-compare--different", only.checked);
only.addEventListener("change", leaveOut);
addEventListener("pageshow", leaveOut); // who comes back finds the question as it was
part("add").addEventListener("click", () => field.focus());
part("print").addEventListener("click", () => print());
part("copy").addEventListener("click", async () => {
  link.value = location.href;
  status.textContent = say((await copied(link)) ? "Copied" : "Copy");
});

// ---------------------------------------------------------------- the picker

const PAGE = 8;
const KINDS = new Map([["soort", new Set(root.dataset.kinds.split(" "))]]);
const told = root.querySelector(".hb-compare__found");
let results = [];
let seen = 0;
let asked = 0;
let timer;

/** The answer, unless the reader has asked something else since; that it did not arrive is said. */
async function answer(question) {
  const mine = ++asked;
  try {
    const found = await question();
    if (mine === asked) return found;
  } catch {
    if (mine === asked) told.textContent = say("Broken");
  }
}

async function search() {
  const words = field.value.trim();
  const found = await answer(async () => {
    const { find } = await import("./search-index.js");
    const found = await find({ words, chosen: KINDS });
    await calm();
    return found;
  });
  if (!found) return;
  results = found.results;
  seen = 0;
  part("found").replaceChildren();
  told.textContent = words && (results.length ? say("Found", { count: results.length }) : say("Nothing", { words }));
  await further();
}

async function further() {
  const batch = await answer(() => Promise.all(results.slice(seen, seen + PAGE).map((result) => result.data())));
  if (!batch) return;
  seen += batch.length;
  part("found").append(
    ...batch.flatMap(({ url, title, summary }) => {
      const slug = url.split("/").filter(Boolean).at(-1);
      return isSlug(slug) ? [option({ slug, title, summary })] : [];
    }),
  );
  showFound();
}

function option({ slug, title, summary }) {
  const button = element("button", { type: "button", "data-add": slug, class: "hb-second", "aria-label": say("Add", { title }) }, own("choose"));
  return element("li", {}, element("div", {}, element("b", {}, title), ...(summary ? [element("span", {}, summary)] : [])), button);
}

/** What is in the table already is not offered. */
function showFound() {
  const there = new Set(shown.map(({ slug }) => slug));
  for (const button of root.querySelectorAll("[data-add]")) button.parentElement.hidden = there.has(button.dataset.add);
  part("further").hidden = seen >= results.length;
}

function showKept() {
  const there = new Set(shown.map(({ slug }) => slug));
  const offered = kept.items().filter(({ slug }) => !there.has(slug));
  part("kept").hidden = !offered.length;
  part("kept-list").replaceChildren(...offered.map(option));
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 200);
});
root.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
part("further").addEventListener("click", async () => {
  const from = part("found").children.length;
  await further();
  part("found").children[from]?.querySelector("button").focus();
});
part("picker").addEventListener("click", async (event) => {
  const button = event.target.closest("[data-add]");
  if (!button || choice.length >= FOUR || choice.includes(button.dataset.add)) return;
  await choose([...choice, button.dataset.add]);
  if (shown.length < 2) return field.focus(); // there is still one to choose
  const table = part("table").firstElementChild;
  table.focus({ preventScroll: true });
  table.scrollIntoView(); // to its head: a focus leaves a table that fills the screen where it is
});

// ---------------------------------------------------------------- begin

/** The labels stay below the header of the table while a long row goes by. */
new ResizeObserver(() => {
  const head = part("table").querySelector("thead");
  if (head) document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`);
}).observe(part("table"));

// By the menu the address names nothing: then what was chosen elsewhere is shown, and the address names it from now on.
const before = compared.items().slice(0, FOUR);
if (before.length && !new URLSearchParams(location.search).has("i")) history.replaceState(null, "", comparison(before.map(({ slug }) => slug)));
addEventListener("popstate", show);
part("picker").hidden = chosen().slugs.length > 1; // it comes below the table, which is not there yet
root.hidden = false;
show().then(() => shown.length < FOUR && search());
