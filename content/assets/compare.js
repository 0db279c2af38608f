// Two to four entries side by side. The address holds the choice (?i=one&i=two); everything on the page follows from
// it. The contents come from the entries' own pages, see entries.js; all other sentences are in this page.

import { calm } from "./calm.js";
import { own, root, say, table } from "./compare-table.js";
import { copied, entry, removed } from "./entries.js";
import { compared, comparison, element, FOUR, isSlug, kept } from "./shelf.js";

const part = (name) => root.querySelector(`[data-part="${name}"]`);
const folder = new URL(root.dataset.entries, location.href);
const status = root.querySelector(".hb-compare__status");
const field = root.querySelector("#hb-compare-words");
const only = part("different");
const link = part("link");

// ---------------------------------------------------------------- the choice

function chosen() {
  const named = [...new Set(new URLSearchParams(location.search).getAll("i").map((name) => name.trim()))].filter(Boolean);
  const slugs = named.filter(isSlug);
  return { slugs: slugs.slice(0, FOUR), more: slugs.slice(FOUR, 2 * FOUR), odd: slugs.length < named.length };
}

/** What the reader does here is kept as the reader's choice; only looking at somebody else's comparison changes nothing. */
async function choose(slugs) {
  history.pushState(null, "", comparison(slugs));
  await show();
  compared.set(shown.map(({ slug, title }) => ({ slug, title })));
}

let latest = 0;
let shown = [];
let choice = [];

/** Fetch the entries in the address and show them; a message names those that are unknown. */
async function show() {
  const mine = ++latest;
  const { slugs, more, odd } = chosen();
  choice = slugs; // at once: the reader may choose the next one before this text arrives
  const slow = setTimeout(() => mine === latest && (status.textContent = say("Busy")), 400);
  const fetched = await Promise.all([...slugs, ...more].map((slug) => entry(slug, folder).catch(() => undefined)));
  await calm();
  clearTimeout(slow);
  if (mine !== latest) return; // the reader has moved on
  const left = fetched.splice(slugs.length).map((item, place) => item?.title ?? more[place]);
  shown = [...new Map(fetched.filter(Boolean).map((item) => [item.slug, item])).values()];
  choice = shown.map(({ slug }) => slug);
  const messages = slugs.flatMap((name, place) => (fetched[place] ? [] : [absent(name, fetched[place])]));
  if (odd) messages.push(say("Odd"));
  if (more.length) messages.push(say("More", { names: left.join(", ") }));
  root.querySelector(".hb-compare__messages").replaceChildren(...messages.map((text) => element("p", {}, text)));
  status.textContent = summary();
  layOut();
}

/** The table, and the list to add an entry from; what the reader can do comes first. */
function layOut() {
  const few = shown.length < 2;
  const full = shown.length >= FOUR;
  link.hidden = true;
  part("table").replaceChildren(...(shown.length ? [table(shown)] : []));
  part("tools").hidden = few;
  part("picker").hidden = part("add").hidden = full;
  part("full").hidden = !full;
  const [first, last] = few ? [part("picker"), part("table")] : [part("table"), part("picker")];
  if (first.nextElementSibling !== last) last.before(first);
  showKept();
  showFound();
  if (!asked && !full) search();
}

/** Why an entry is missing; for a removed entry there is a page that explains it. */
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

part("table").addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-slug]");
  if (!button) return;
  const place = choice.indexOf(button.dataset.slug);
  await choose(choice.filter((slug) => slug !== button.dataset.slug));
  const left = part("table").querySelectorAll("button[data-slug]");
  (left[Math.min(place, left.length - 1)] ?? field).focus(); // the button is gone: focus the next one, or the field
});

const leaveOut = () => root.classList.toggle("hb-compare--different", only.checked);
only.addEventListener("change", leaveOut);
addEventListener("pageshow", leaveOut); // a reader who comes back finds the search as it was
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

/** The answer, unless the reader has asked something else since; a failure is reported. */
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

/** Entries that are in the table already are not offered. */
function showFound() {
  for (const button of root.querySelectorAll("[data-add]")) button.parentElement.hidden = choice.includes(button.dataset.add);
  part("further").hidden = seen >= results.length;
}

function showKept() {
  const offered = kept.items().filter(({ slug }) => !choice.includes(slug));
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
  if (shown.length < 2) return field.focus(); // another one must still be chosen
  const table = part("table").firstElementChild;
  table.focus({ preventScroll: true });
  table.scrollIntoView(); // focus does not scroll to the head of a table that fills the screen
});

// ---------------------------------------------------------------- start

/** The labels stay visible below the header of the table while a long row scrolls. */
new ResizeObserver(() => {
  const head = part("table").querySelector("thead");
  if (head) document.documentElement.style.setProperty("--head", `${head.offsetHeight}px`);
}).observe(part("table"));

// The link in the menu names no entries: then the kept choice is shown, and from now on it is in the address.
const before = compared.items().slice(0, FOUR);
if (before.length && !new URLSearchParams(location.search).has("i")) history.replaceState(null, "", comparison(before.map(({ slug }) => slug)));
addEventListener("popstate", show);
part("picker").hidden = chosen().slugs.length > 1; // it is below the table, which has not arrived yet
root.hidden = false;
show();
