// The booklet: entries in; one printed whole out, with a cover, contents, and each entry on a new page. Only for paper.

import { element } from "./shelf.js";

const root = document.querySelector(".hb-booklet");
const feet = new CSSStyleSheet();
document.adoptedStyleSheets.push(feet);

/** Fill the booklet again. Texts are those of the entries' own pages; the title is the reader's, as plain text. */
export function booklet(entries, { title, count }) {
  const put = (name, text) => (root.querySelector(`.hb-booklet__${name}`).textContent = text);
  const at = new Map(entries.map(({ slug, address }) => [address, `#boek-${slug}`]));
  root.hidden = !entries.length;
  put("title", title);
  put("count", count);
  put("date", new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date()));
  root.querySelector(".hb-booklet__licence span").textContent = new URL("../../", import.meta.url).href;
  root.querySelector(".hb-booklet__contents ol").replaceChildren(...entries.map(mention));
  root.querySelector(".hb-booklet__entries").replaceChildren(...entries.map((entry, place) => article(entry, place, at)));
  feet.replaceSync(entries.map(foot).join(""));
  const words = explained(entries);
  root.querySelector(".hb-booklet__words").hidden = !words.length;
  root.querySelector(".hb-booklet__words dl").replaceChildren(...words);
}

/** The explained words of all pages, each once, from A to Z. */
function explained(entries) {
  const found = new Map();
  for (const { parts } of entries) {
    for (const list of parts.words?.nodes() ?? []) {
      for (const dt of list.querySelectorAll("dt")) found.set(dt.textContent, element("div", {}, dt.cloneNode(true), dt.nextElementSibling.cloneNode(true)));
    }
  }
  return [...found].sort(([one], [other]) => one.localeCompare(other, document.documentElement.lang)).map(([, word]) => word);
}

function mention({ slug, title, kicker }) {
  const link = element("a", { href: `#boek-${slug}` }, title);
  return element("li", {}, link, element("span", {}, kicker));
}

/** The number and name of an entry at the foot of each of its pages, to find what the contents list. */
function foot({ slug, title }, place) {
  const text = `${place + 1} · ${title}`.replace(/["\\\n\r\f]/g, (sign) => `\\${sign.charCodeAt().toString(16)} `);
  return `#boek-${slug} { page: boek-${slug} } @page boek-${slug} { @bottom-left { content: "${text}" } }`;
}

function article(entry, place, at) {
  const made = root.querySelector("template").content.cloneNode(true).firstElementChild;
  made.id = `boek-${entry.slug}`;
  const put = (selector, ...nodes) => made.querySelector(selector).replaceChildren(...nodes);
  put(".hb-kicker", [entry.kicker, entry.ended].filter(Boolean).join(" · "));
  put("h2 span", String(place + 1));
  put("h2 b", entry.title);
  put(".hb-lead", entry.lead);
  put("dl", ...entry.facts.map((fact) => element("div", {}, element("dt", {}, fact.label), element("dd", {}, ...fact.nodes()))));
  const parts = ["figures", "follow_up", "sources"].map((key) => entry.parts[key]).filter(Boolean);
  put(".hb-booklet__text", ...[...entry.text, ...parts].map(({ label, nodes }) => element("section", {}, ...(label ? [element("h3", {}, label)] : []), ...nodes(1))));
  put(".hb-booklet__online span", entry.address);
  // A link to an entry in the booklet goes there; on paper other links within the handbook need no address.
  for (const link of made.querySelectorAll("a[data-inside]")) {
    const [address] = link.href.split("#");
    if (at.has(address)) link.setAttribute("href", at.get(address));
  }
  return made;
}
