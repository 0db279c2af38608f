// The shelf: what a reader saves and compares. Kept in this browser only; nothing is sent anywhere.
// Stored data may be old or made by somebody else: only well-formed items are read from it.

export const FOUR = 4; // entries that can be compared
export const ROOM = 100; // entries that can be saved

const words = document.getElementById("hb-shelf");
const tray = document.querySelector(".hb-tray");
const text = document.getElementById("inhoud");
const counter = document.querySelector(".hb-shelf-link b");

export const isSlug = (text) => typeof text === "string" && text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const say = (name, values = {}) => fill(words.dataset[name], values);

/** An element with attributes, and with texts and elements in it. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Announce a text to screen readers. */
export function announce(text) {
  document.getElementById("hb-said").textContent = text;
}

/** The key in storage: two handbooks on one host stay apart. */
export const keyOf = (name) => `${new URL("../../", import.meta.url).pathname}.${name}`;

/** A list of {slug, title} in browser storage, or in memory if the browser stores nothing. */
function shelf(open, name) {
  const key = keyOf(name);
  let memory;
  const items = () => {
    if (memory) return memory;
    try {
      const found = JSON.parse(open().getItem(key));
      return unique(found.filter((item) => isSlug(item?.slug)).map(({ slug, title }) => ({ slug, title: typeof title === "string" ? title.slice(0, 120) : slug })));
    } catch {
      return [];
    }
  };
  return {
    items,
    has: (slug) => items().some((item) => item.slug === slug),
    lasts() {
      try {
        return !memory && open().getItem(key) !== undefined;
      } catch {
        return false;
      }
    },
    set(list) {
      const once = unique(list);
      try {
        open().setItem(key, JSON.stringify(once));
        memory = undefined;
      } catch {
        memory = once;
      }
      document.dispatchEvent(new Event("hb-shelf"));
    },
  };
}

function unique(items) {
  return [...new Map(items.map((item) => [item.slug, item])).values()].slice(0, ROOM);
}

export const kept = shelf(() => localStorage, "kept");
export const compared = shelf(() => sessionStorage, "compared");

const without = (list, slug) => list.filter((item) => item.slug !== slug);

/** The address that compares these entries. */
export function comparison(slugs) {
  return `${words.dataset.compare}${slugs.length ? "?" : ""}${slugs.map((slug) => `i=${slug}`).join("&")}`;
}

const acts = {
  keep(item) {
    const had = kept.has(item.slug);
    if (!had && kept.items().length >= ROOM) return announce(say("sayRoom", { count: ROOM }));
    kept.set(had ? without(kept.items(), item.slug) : [...kept.items(), item]);
    const text = say(had ? "sayDropped" : "sayKept", { title: item.title, count: kept.items().length });
    announce(kept.lasts() ? text : `${text} ${say("sayLost")}`);
  },
  compare(item) {
    const had = compared.has(item.slug);
    const full = !had && compared.items().length >= FOUR;
    if (!full) compared.set(had ? without(compared.items(), item.slug) : [...compared.items(), item]);
    const count = compared.items().length;
    const advice = full ? say("sayFour") : count === 1 ? say("sayOne") : "";
    tray.querySelector("p").textContent = advice;
    announce(advice || say("sayChosen", { count }));
  },
};

const LABELS = { keep: ["labelKeep", "labelKept"], compare: ["labelCompare", "labelCompared"] };

/** Put the buttons where a page asks for them. */
export function equip() {
  for (const place of document.querySelectorAll("[data-keep]:empty")) {
    if (!isSlug(place.dataset.keep)) continue;
    place.dataset.title ??= place.parentElement.querySelector("h1, h2, h3, h4, a").textContent.trim(); // a script may set it later
    for (const button of words.content.cloneNode(true).querySelectorAll("button")) {
      const act = button.dataset.act;
      if (!(place.dataset.acts ?? "keep").split("-").includes(act)) continue;
      button.addEventListener("click", () => acts[act]({ slug: place.dataset.keep, title: place.dataset.title }));
      place.append(button);
    }
  }
  show();
}

function show() {
  const lists = { keep: kept.items(), compare: compared.items() };
  const slugs = Object.fromEntries(Object.entries(lists).map(([act, items]) => [act, new Set(items.map(({ slug }) => slug))]));
  for (const button of document.querySelectorAll("[data-keep] > button")) {
    const { act } = button.dataset;
    const { keep, title } = button.parentElement.dataset;
    const on = slugs[act].has(keep);
    button.toggleAttribute("data-on", on);
    button.setAttribute("aria-label", say(LABELS[act][Number(on)], { title })); // begins with the visible words, and says what pressing does
  }
  counter.textContent = lists.keep.length || "";
  showTray(lists.compare);
}

function showTray(items) {
  tray.hidden = !items.length || Boolean(document.querySelector(".hb-compare")); // that page shows the choice itself
  document.documentElement.classList.toggle("hb-has-tray", !tray.hidden);
  const link = tray.querySelector("a");
  link.href = comparison(items.map(({ slug }) => slug));
  link.querySelector("b").textContent = items.length;
  link.hidden = items.length < 2;
  tray.querySelector("ul").replaceChildren(
    ...items.map((item) => {
      const chip = element("button", { type: "button", "aria-label": say("sayRemove", item) }, element("span", {}, item.title));
      chip.addEventListener("click", () => {
        acts.compare(item);
        (tray.querySelector("ul button") ?? text).focus({ preventScroll: true });
      });
      return element("li", {}, chip);
    }),
  );
}

tray.querySelector("[data-act=clear]").addEventListener("click", () => {
  compared.set([]);
  announce(say("sayChosen", { count: 0 }));
  text.focus({ preventScroll: true });
});
document.addEventListener("hb-shelf", show);
document.addEventListener("hb-cards", equip); // a script made new cards
addEventListener("storage", () => document.dispatchEvent(new Event("hb-shelf"))); // changed in another tab
addEventListener("pageshow", (event) => event.persisted && document.dispatchEvent(new Event("hb-shelf")));
equip();
