// The selection: the reader's own, or one that somebody shared (?i=one&i=two); in order, to share, compare and print.
// A shared selection is only shown: the reader's own changes only if the reader takes it over.

import { booklet } from "./booklet.js";
import { copied, entry, removed } from "./entries.js";
import { announce, equip, fill, isSlug, kept, keyOf, ROOM } from "./shelf.js";

const root = document.querySelector(".hb-selection");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const say = (name, values = {}) => fill(root.dataset[`say${name}`], values);
const folder = new URL(root.dataset.entries, location.href);
const list = root.querySelector(".hb-selection__list");
const heading = document.querySelector("#inhoud h1");
const title = root.querySelector("#hb-booklet-title");
const name = document.title;
const ATONCE = 6; // pages fetched at the same time

const texts = new Map(); // by slug: the contents of its page, null if there is none, undefined if it did not arrive

// ---------------------------------------------------------------- what is shown

/** The items in the address, or those of the reader if it names none. */
function state() {
  const named = [...new Set(new URLSearchParams(location.search).getAll("i"))];
  if (!named.length) return { items: kept.items(), shared: false, odd: false };
  const slugs = named.filter(isSlug).slice(0, ROOM);
  return { items: slugs.map((slug) => ({ slug, title: texts.get(slug)?.title ?? slug })), shared: true, odd: slugs.length < named.length };
}

function show() {
  const { items, shared, odd } = state();
  heading.textContent = say(shared ? "SharedTitle" : "OwnTitle");
  document.title = name.replace(say("OwnTitle"), heading.textContent);
  for (const prose of document.querySelectorAll("#inhoud > p")) prose.hidden = shared; // it is about the reader's own selection
  notice([shared && say("Shared"), odd && say("Odd"), !kept.lasts() && say("Lost")]);
  part("shared-actions").hidden = !shared;
  part("empty").hidden = items.length > 0;
  part("full").hidden = !items.length;
  part("clear").parentElement.hidden = shared;
  part("count").textContent = say(items.length === 1 ? "One" : "Many", { count: items.length });
  list.replaceChildren(...items.map((item, place) => row(item, place, items.length, shared)));
  root.querySelector("#hb-selection-link").value = shareable(items);
  equip();
  prepare(items);
}

function notice(sentences) {
  const text = sentences.filter(Boolean).join(" ");
  part("notice").textContent = text;
  part("notice").hidden = !text;
}

function row({ slug, title }, place, count, shared) {
  const made = part("row").content.cloneNode(true).firstElementChild;
  made.dataset.slug = slug;
  const link = made.querySelector("a");
  made.querySelector("[data-keep]").dataset.keep = slug;
  tell(made, slug, title);
  for (const button of made.querySelectorAll("button[data-act]")) {
    const act = button.dataset.act;
    button.setAttribute("aria-label", fill(root.getAttribute(`data-label-${act}`), { title: link.textContent }));
    button.disabled = (act === "up" && place === 0) || (act === "down" && place === count - 1);
  }
  if (shared) made.querySelector(".hb-selection__moves").remove();
  return made;
}

/** The name and place of an entry, as far as known already. */
function tell(row, slug, title) {
  const told = texts.get(slug);
  const link = row.querySelector("a");
  const keep = row.querySelector("[data-keep]");
  const gone = removed.get(slug);
  link.textContent = keep.dataset.title = told?.title ?? gone?.title ?? title;
  keep.hidden = told === null; // there is nothing to read or compare
  if (keep.hidden && !gone) link.removeAttribute("href");
  else link.href = gone?.address ?? new URL(`${slug}/`, folder).href;
  const missing = texts.has(slug) && !told;
  row.querySelector("p").textContent = gone ? say("Removed", gone) : missing ? say(told === null ? "Unknown" : "Failed") : [told?.kicker, told?.ended].filter(Boolean).join(" · ");
  row.classList.toggle("hb-selection__gone", missing);
}

function shareable(items) {
  const address = new URL(location.pathname, location.href);
  for (const { slug } of items) address.searchParams.append("i", slug);
  return address.href;
}

// ---------------------------------------------------------------- texts, and the booklet made of them

let preparing = 0;
let ready = Promise.resolve();

function prepare(items) {
  const mine = ++preparing;
  ready = fetchAll(items, mine).then(() => {
    if (mine !== preparing) return;
    document.dispatchEvent(new Event("hb-shelf")); // for the buttons with names that arrived
    const entries = items.map(({ slug }) => texts.get(slug)).filter(Boolean);
    booklet(entries, { title: title.value, count: say(entries.length === 1 ? "One" : "Many", { count: entries.length }) });
    const missing = entries.length < items.length ? say("Missing") : "";
    if (missing && missing !== part("progress").textContent) announce(missing); // progress is not for screen readers
    part("progress").textContent = missing;
    // Entries that the handbook does not have cannot be taken over or printed.
    print.closest("section").hidden = part("take").hidden = items.every(({ slug }) => texts.get(slug) === null);
  });
}

async function fetchAll(items, mine) {
  const waiting = items.map(({ slug }) => slug).filter((slug) => texts.get(slug) === undefined);
  let done = items.length - waiting.length;
  const worker = async () => {
    while (waiting.length && mine === preparing) {
      const slug = waiting.shift();
      texts.set(slug, await entry(slug, folder).catch(() => undefined));
      if (mine !== preparing) return;
      part("progress").textContent = say("Fetching", { done: ++done, count: items.length });
      const row = list.querySelector(`[data-slug="${slug}"]`);
      if (row) tell(row, slug, row.querySelector("a").textContent);
    }
  };
  await Promise.all(Array.from({ length: ATONCE }, worker));
}

// ---------------------------------------------------------------- what the reader does

let before = null;

/** Change the reader's own selection, say so, and keep what it was for undo. */
function change(items, text, undoable = true) {
  before = undoable ? kept.items() : null;
  kept.set(items);
  root.querySelector(".hb-selection__said span").textContent = text;
  part("undo").hidden = !undoable;
}

list.addEventListener("click", (event) => {
  const button = event.target.closest(".hb-selection__moves button");
  if (!button) return;
  const items = kept.items();
  const slug = button.closest("li").dataset.slug;
  const from = items.findIndex((item) => item.slug === slug);
  if (from < 0) return show(); // removed in another tab
  const name = texts.get(slug)?.title ?? items[from].title;
  const [item] = items.splice(from, 1);
  if (button.dataset.act === "drop") {
    change(items, say("Dropped", { title: name }));
    const rows = list.children;
    (rows[Math.min(from, rows.length - 1)]?.querySelector("[data-act=drop]") ?? part("undo")).focus();
    return;
  }
  const to = Math.max(0, Math.min(items.length, from + (button.dataset.act === "up" ? -1 : 1)));
  items.splice(to, 0, item);
  change(items, say("Moved", { title: name, place: to + 1, count: items.length }), false);
  const moves = list.children[to].querySelector(".hb-selection__moves");
  const again = moves.querySelector(`[data-act=${button.dataset.act}]`);
  (again.disabled ? moves.querySelector("[data-act]:not(:disabled)") : again).focus(); // the focus stays with the entry as it moves
});

part("clear").addEventListener("click", () => {
  change([], say("Emptied"));
  part("undo").focus();
});

part("undo").addEventListener("click", () => {
  change([...before, ...kept.items()], say("Back"), false); // also what another tab has saved since
  heading.tabIndex = -1;
  heading.focus();
});

part("take").addEventListener("click", () => {
  const own = kept.items();
  const there = new Set(own.map(({ slug }) => slug));
  const wanted = state().items.filter(({ slug }) => !there.has(slug) && texts.get(slug) !== null);
  const all = [...own, ...wanted].slice(0, ROOM);
  history.pushState(null, "", location.pathname);
  const added = say("Taken", { count: all.length - own.length });
  change(all, all.length < own.length + wanted.length ? `${added} ${say("Full")}` : added, false);
  show(); // perhaps the same entries, but now the reader's own
  heading.tabIndex = -1;
  heading.focus();
});

const [print, share] = root.querySelectorAll("form");
print.addEventListener("submit", async (event) => {
  event.preventDefault();
  await ready;
  window.print();
});
share.addEventListener("submit", async (event) => {
  event.preventDefault();
  const done = await copied(share.querySelector("input"));
  announce("");
  root.querySelector(".hb-selection__said span").textContent = say(done ? "Copied" : "Copy");
  part("undo").hidden = true;
});

// The title is the reader's own and plain text; it is kept like the selection.
const KEY = keyOf("booklet");
try {
  title.value = (localStorage.getItem(KEY) ?? "").slice(0, 100) || title.value;
} catch {
  // nothing is kept
}
title.addEventListener("input", () => {
  document.querySelector(".hb-booklet__title").textContent = title.value;
  try {
    localStorage.setItem(KEY, title.value);
  } catch {
    // nothing is kept
  }
});

// The file name when the booklet is saved as a PDF.
let called;
addEventListener("beforeprint", () => {
  called = document.title;
  document.title = title.value || called;
});
addEventListener("afterprint", () => (document.title = called));

addEventListener("popstate", show);
document.addEventListener("hb-shelf", () => {
  const drawn = [...list.children].map((row) => row.dataset.slug).join();
  if (drawn !== state().items.map(({ slug }) => slug).join()) show(); // but not for every button of a comparison
});
root.hidden = false;
show();
