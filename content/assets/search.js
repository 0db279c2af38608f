// The search page: words and choices in, results out; the address holds the state.
// Nothing of the index is fetched before the reader types or chooses. All sentences are in the page.

import { calm } from "./calm.js";
import { address, facets, field, fromAddress, fromForm, part, root, say, showChosen, showCounts, showLinks, showTotals, toForm } from "./search-form.js";
import { hit } from "./search-hit.js";
import { find, prepare } from "./search-index.js";
import { nearest, showDirect } from "./search-names.js";
import { fold } from "./search-words.js";
import { element } from "./shelf.js";

const PAGE = 10; // results shown at a time
const PAUSE = 200; // milliseconds without typing before a search
const SLOW = 400; // milliseconds before the reader is told to wait; after a faster answer the page changes only once

const status = root.querySelector("[role=status]");
const list = root.querySelector(".hb-find__results");
const more = part("more");
const choices = root.querySelector(".hb-find__facets");
const name = document.title;

// ---------------------------------------------------------------- history

// Typing makes one new entry in the history and then replaces it, so that Back returns to what was there before.
let typing = false;

function remember(state, { draft = false, replace = false } = {}) {
  const target = address(state);
  if (target !== location.pathname + location.search) {
    history[replace || (typing && draft) ? "replaceState" : "pushState"](null, "", target);
  }
  typing = draft;
}

// ---------------------------------------------------------------- showing

let latest = 0;

/** Search and show; everything on the page follows from the state. */
async function show(state) {
  const mine = ++latest;
  document.title = state.words ? `${state.words} – ${name}` : name;
  showChosen(state);
  showStrange(state.strange ?? []);
  if (!state.words && !state.chosen.size) return showStart();
  const slow = setTimeout(() => mine === latest && showBusy(), SLOW);
  list.setAttribute("aria-busy", "true");
  const found = await fetchHits(state);
  await calm();
  clearTimeout(slow);
  if (mine !== latest) return; // the reader has moved on
  list.removeAttribute("aria-busy");
  delete list.dataset.slow;
  part("start").hidden = true;
  list.replaceChildren(...found.hits.map(hit));
  document.dispatchEvent(new Event("hb-cards")); // so that each can be saved and compared
  more.hidden = found.total <= found.hits.length;
  if (!found.broken) showCounts(found.counts, state.words);
  showDirect(state, found);
  showNothing(state, found);
  status.textContent = found.broken ? say("Broken") : found.total ? amount(found.total) : none(state, found.unknown);
}

function showBusy() {
  status.textContent = say("Busy");
  list.dataset.slow = "";
  part("start").hidden = true;
}

/** The results for a state and the data of those to show; ``broken`` if the index could not be read twice. */
async function fetchHits(state) {
  return hits(state).catch(() => hits(state)).catch(() => ({ hits: [], total: 0, unknown: [], keys: [], broken: true }));
}

async function hits(state) {
  const found = await find(state);
  const visible = found.results.slice(0, state.page * PAGE);
  const data = await Promise.all(visible.map(async (result) => ({ ...(await result.data()), keys: found.keys })));
  return { ...found, hits: data, total: found.results.length };
}

function amount(count) {
  const between = say("Thousand").slice(1, -3); // asking the browser for it takes 30 ms the first time
  return say(count === 1 ? "One" : "Many", { count: String(count).replace(/\B(?=(?:\d{3})+$)/g, between) });
}

function none({ words, chosen }, unknown) {
  return unknown.length || !chosen.size ? say("NoneFor", { words: unknown.join(" ") || words }) : say("None");
}

/** Values in the address that cannot be chosen. */
function showStrange(values) {
  part("strange").hidden = !values.length;
  part("strange").textContent = values.length ? say("Strange", { values: values.map((value) => `‘${value.slice(0, 80)}’`).join(", ") }) : "";
}

function showStart() {
  showTotals();
  list.replaceChildren();
  list.removeAttribute("aria-busy");
  delete list.dataset.slow;
  status.textContent = "";
  for (const name of ["more", "direct", "nothing"]) part(name).hidden = true;
  choices.hidden = false;
  part("start").hidden = false;
}

function showNothing(state, { total, unknown, keys, broken }) {
  part("nothing").hidden = total > 0;
  for (const name of ["advice", "themes", "missing"]) part(name).hidden = Boolean(broken);
  // Facets without a choice are hidden, except the one that has the focus.
  const senseless = !total && (broken || unknown.length > 0 || !state.chosen.size);
  choices.hidden = senseless && !choices.contains(document.activeElement);
  if (total) return;
  const words = keys.map(({ word }) => word);
  const kept = words.filter((word) => !unknown.includes(word));
  offer("meant", unknown.flatMap((word) => nearest(word).map((name) => [name, [...kept, name].join(" ")])));
  const alone = unknown.length ? [kept.join(" ")] : kept; // each word occurs, but never all together
  offer("known", words.length > 1 && !state.chosen.size ? alone.filter(Boolean).map((text) => [text, text]) : []);
  part("unfiltered").hidden = broken || !(state.chosen.size && state.words && !unknown.length);
}

/** Links that search for other words; choices stay. */
function offer(name, pairs) {
  showLinks(name, pairs.slice(0, 5).map(([text, words]) => element("a", { href: address({ ...fromForm(), words }), "data-words": words }, text)));
}

// ---------------------------------------------------------------- what the reader does

let timer;

function go(state = fromForm(), options) {
  clearTimeout(timer);
  toForm(state);
  remember(state, options);
  show(state);
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  prepare();
  timer = setTimeout(() => go(fromForm(), { draft: true }), PAUSE);
});

root.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});

choices.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") go();
});

// A long list can be filtered by typing part of a name; chosen values stay visible.
root.addEventListener("input", (event) => {
  if (!event.target.matches(".hb-facet__find")) return;
  const key = fold(event.target.value);
  for (const { box, row, label } of facets.get(event.target.closest("[data-facet]").dataset.facet).values()) {
    row.hidden = Boolean(key) && !fold(label).includes(key) && !box.checked;
  }
});

part("chips").addEventListener("click", (event) => {
  const chip = event.target.closest("button");
  if (!chip) return;
  const places = [...part("chips").querySelectorAll("li button")];
  const place = places.indexOf(chip);
  if (chip !== part("reset")) facets.get(chip.dataset.facet).get(chip.dataset.value).box.checked = false;
  go(chip === part("reset") ? { ...fromForm(), chosen: new Map() } : fromForm());
  const left = part("chips").querySelectorAll("li button");
  (left[Math.min(place, left.length - 1)] ?? field).focus(); // the button is gone: focus the next one, or the field
});

part("nothing").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-words]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go({ ...fromForm(), words: link.dataset.words });
    field.focus();
  } else if (event.target.closest("button")) {
    go({ ...fromForm(), chosen: new Map() });
    field.focus();
  }
});

more.addEventListener("click", async () => {
  const state = { ...fromAddress(), page: Math.ceil(list.children.length / PAGE) + 1 };
  const seen = list.children.length;
  remember(state, { replace: true });
  await show(state);
  list.children[seen]?.querySelector("a").focus();
});

// Coming back from a result, the reader is at that result again.
list.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) history.replaceState({ from: link.href }, "");
});

addEventListener("popstate", () => {
  clearTimeout(timer);
  typing = false;
  const state = fromAddress();
  toForm(state);
  show(state);
});

// ---------------------------------------------------------------- start

const wide = matchMedia("(min-width: 60em)");
const unfold = () => (choices.open = wide.matches);
wide.addEventListener("change", unfold);
unfold();
const first = fromAddress();
toForm(first);
const asked = Boolean(first.words || first.chosen.size);
choices.toggleAttribute("data-waits", asked); // for their counts: then the empty ones fold away
part("start").hidden = asked;
root.hidden = false;
show(first).then(() => {
  choices.removeAttribute("data-waits");
  const from = history.state?.from;
  if (from) [...list.querySelectorAll("a")].find((link) => link.href === from)?.focus();
});
