// Entries as their own pages show them: a slug in; title, facts and text out. The page is the only source. It is
// parsed, never run, and only plain text elements are copied from it.

const TAGS = new Set("a blockquote br cite code dd del dl dt em h2 h3 h4 hr li ol p pre span strong table tbody td th thead tr ul".split(" "));
const LEFT_OUT = "script, style, template, svg, [hidden], [popover], [data-keep]";
const ATTRIBUTES = { ol: ["start"], th: ["scope"] };

const loading = new Map();

/** By slug: the title and address of the page that explains why an entry was removed from the handbook. */
export const removed = new Map();

/**
 * The entry at ``folder``/slug/: ``{slug, isStub, title, kicker, ended, lead, address, facts, text, parts}``, or null
 * if there is none. Rejects if the page cannot be fetched. Facts, sections of the text and other parts have a label and
 * ``nodes(steps)``: new copies, with headings that many levels lower.
 */
export function entry(slug, folder) {
  if (!loading.has(slug)) {
    const reading = read(new URL(`${slug}/`, folder), folder, slug);
    loading.set(slug, reading);
    reading.catch(() => loading.delete(slug)); // the next attempt fetches it again
  }
  return loading.get(slug);
}

async function read(address, folder, slug, moved = false) {
  const response = await fetch(address);
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(response.status);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const root = page.querySelector("[data-entry]");
  if (root) return told(root, response.url);
  const gone = page.querySelector(".hb-removed h1");
  if (gone) removed.set(slug, { title: gone.textContent, address: response.url });
  // An entry that was renamed leaves a page that redirects.
  const next = page.querySelector("meta[http-equiv=refresh i]")?.content.match(/url=\s*(\S+)/i)?.[1];
  const target = next && new URL(next, response.url);
  return target && !moved && target.href.startsWith(folder.href) ? read(target, folder, slug, true) : null;
}

function told(root, address) {
  const text = (selector) => root.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const copies = (nodes) => (steps = 0) => nodes.flatMap((node) => copy(node, address, steps));
  const facts = [...root.querySelectorAll("dt[data-fact]")].map((dt) => {
    const said = [];
    for (let next = dt.nextElementSibling; next?.localName === "dd"; next = next.nextElementSibling) said.push(next);
    const unknown = said.every((dd) => dd.hasAttribute("data-unknown")); // it only says that nobody told
    return { key: dt.dataset.fact, label: dt.textContent.trim(), unknown, nodes: copies(said.flatMap((dd) => [...dd.childNodes])) };
  });
  const parts = [...root.querySelectorAll("[data-part]:not([data-part=text])")].map((part) => {
    let head = part;
    while (head && head.localName !== "h2") head = head.previousElementSibling;
    const label = head?.textContent ?? part.closest("[aria-label]")?.ariaLabel ?? "";
    return { key: part.dataset.part, label: label.trim(), nodes: copies([part]) };
  });
  return {
    slug: root.dataset.entry,
    isStub: root.hasAttribute("data-stub"),
    address,
    title: text("h1"),
    kicker: text(".hb-kicker"),
    ended: text(".hb-entry__head .hb-badge--ended"),
    lead: text(".hb-lead"),
    facts,
    text: sections(root.querySelector('[data-part="text"]')).map(({ label, nodes }) => ({ label, nodes: copies(nodes) })),
    parts: Object.fromEntries(parts.map((part) => [part.key, part])),
  };
}

/** The description, split at its headings. The part before the first heading has none. */
function sections(text) {
  const found = [{ label: "", nodes: [] }];
  for (const node of text?.childNodes ?? []) {
    if (node.localName === "h2") found.push({ label: node.textContent.trim(), nodes: [] });
    else found.at(-1).nodes.push(node);
  }
  return found.filter(({ nodes }) => nodes.some((node) => node.textContent.trim()));
}

/** A copy, of known elements and text only; links are absolute. */
function copy(node, address, steps) {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return [];
  const inside = [...node.childNodes].flatMap((child) => copy(child, address, steps));
  const name = node.localName === "h3" ? `h${3 + steps}` : node.localName; // below the sections of a text there is one level of headings
  if (!TAGS.has(name) || node.matches(".hb-word__keep")) return inside; // it kept a button on one line with its punctuation
  const made = document.createElement(name);
  for (const attribute of ATTRIBUTES[name] ?? []) if (node.hasAttribute(attribute)) made.setAttribute(attribute, node.getAttribute(attribute));
  made.className = [...node.classList].filter((word) => word.startsWith("hb-")).join(" ");
  if (!made.className) made.removeAttribute("class");
  made.append(...inside);
  if (name !== "a") return [made];
  const href = node.getAttribute("href") ?? "";
  if (!URL.canParse(href, address)) return inside;
  const target = new URL(href, address);
  if (!["http:", "https:", "mailto:"].includes(target.protocol)) return inside;
  made.href = target.href;
  if (target.origin === location.origin) made.dataset.inside = "";
  return [made];
}

/** Copy an address to the clipboard, or select it in its field if there is no clipboard. */
export async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.hidden = false;
    field.focus();
    field.select();
    return false;
  }
}
