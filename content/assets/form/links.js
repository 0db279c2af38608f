// Rules for the links of a text, as in scripts/handbook/judging/link_rules.py.

import { inFull, judgeAddress, whole } from "./address.js";
import { nearest } from "./names.js";

const LINK = /(!?)\[((?:[^\][]|\[[^\]]*\])*)\](\(\s*|:\s*)(<[^>\n]*>|[^\s)<]*)|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>|((?:ftp|xmpp):\S+|[\w.+-]mailto:\S+@\S+|(?<!\[(?:https?:\/\/)?)(?:https?:\/\/|www\.)[^\s<]+)/gi;

/** ``paragraphs`` are without code; ``own`` is the file of the text, and ``referred`` replaces character references. */
export function* links(paragraphs, config, own, referred) {
  for (const text of paragraphs) {
    for (const [, image, label, between, address, auto, bare] of text.matchAll(LINK)) {
      if (between?.startsWith(":") && (label.startsWith("^") || !used(label, paragraphs))) continue; // notes are judged elsewhere
      if (image) {
        yield { name: "image", values: {} };
        continue;
      }
      if (between?.startsWith("(") && !referred(label, config).trim()) yield { name: "linkEmpty", values: {} };
      const target = address?.replace(/^<|>$/g, "") ?? auto ?? bare.replace(/^www\./i, "http://$&");
      const [name, values] = judge(target, config, own) ?? [];
      if (name) yield { name, values };
    }
    if (/!\[\[/.test(text)) yield { name: "image", values: {} };
    if (/\[\s*\]\[[^\]]+\]/.test(text)) yield { name: "linkEmpty", values: {} };
    if (/!\[[^\]]*\](?!\()/.test(text) && paragraphs.some((other) => /^ {0,3}\[[^\]]+\]:/m.test(other))) yield { name: "image", values: {} };
  }
}

/** Whether something in square brackets refers to the line “[label]: address”. */
function used(label, paragraphs) {
  const same = (text) => text.trim().split(/\s+/).join(" ").toLowerCase();
  const found = paragraphs.flatMap((text) => [...text.matchAll(/\[([^\][]*)\](:?)/g)]).filter(([, other]) => same(other) === same(label));
  return found.length > 1;
}

function judge(target, config, own) {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(target)?.[1];
  if (!scheme) return dead(target, config, own);
  if (scheme.toLowerCase() === "tel") return ["telephone", {}];
  if (!["http", "https", "mailto"].includes(scheme.toLowerCase())) return ["scheme", { scheme }];
  if (scheme.toLowerCase() === "mailto") return /^mailto:[^\s?@]+@[^\s?@]+/i.test(target) ? undefined : ["notMail", { value: target }];
  const [name, values] = judgeAddress(target) ?? [];
  return ["notAddress", "addressSecret"].includes(name) ? [name, values] : undefined; // a link may be longer than a field
}

/** Until the names are known no link counts as dead. */
function dead(target, config, own) {
  if (!target) return ["linkOpen", {}];
  if (!config.slugs) return undefined;
  const [path, ...rest] = target.split("#");
  const anchor = rest.join("#");
  const source = path ? resolved(path) : own.source;
  const entry = /^initiatives\/(.+)\.md$/.exec(source)?.[1];
  if (source !== own.source && !config.slugs.includes(entry) && !Object.hasOwn(config.targets, source)) return gone(target, path, source, config, own);
  if (!anchor) return undefined;
  const usual = () => (entry && !config.stubs.includes(entry) ? config.sections.map(({ key }) => key) : []);
  const anchors = source === own.source ? [...own.anchors] : config.targets[source] ?? usual();
  if (anchors.includes(anchor)) return undefined;
  const guess = nearest(anchor, anchors);
  return [guess ? "anchorGuess" : "anchor", { source, anchor, guess }];
}

/** What happened to the source of a link, or what was probably meant. */
function gone(target, path, source, config, own) {
  const [, folder, name] = /^(.*?)([^/]*?)(?:\.md)?$/.exec(source);
  if (Object.hasOwn(config.fates, source)) {
    const { name: sentence, right, ...values } = config.fates[source];
    return [sentence, { ...values, value: target, right: right && renamed(target, name, right) }];
  }
  const right = inFull(target, config.patterns);
  if (right) return whole(target, right);
  if (new RegExp(`^${config.patterns.mail}$`, "i").test(target)) return ["written", { value: target, right: `mailto:${target}` }];
  const [, known, file] = new RegExp(`^(?:${config.patterns.published})$`).exec(path) ?? [];
  const shown = known ?? file;
  if (config.slugs.includes(shown)) return ["written", { value: target, right: `${shown}.md` }];
  const names = [...config.slugs.map((slug) => `initiatives/${slug}.md`), own.source, ...Object.keys(config.targets)];
  const siblings = names.filter((other) => other.startsWith(folder) && !other.slice(folder.length).includes("/"));
  const guess = nearest(name, siblings.map((other) => other.slice(folder.length, -".md".length)));
  const end = source.slice(folder.length);
  return guess ? ["deadGuess", { target, guess: `${path.endsWith(end) ? path.slice(0, path.length - end.length) : ""}${guess}.md` }] : ["dead", { target }];
}

/** The link as written, with the present id. */
function renamed(target, old, now) {
  const [path, ...rest] = target.split("#");
  const place = path.lastIndexOf(old);
  return place < 0 ? now : [path.slice(0, place) + now + path.slice(place + old.length), ...rest].join("#");
}

/** The source file that a link in an entry points to. */
function resolved(path) {
  const parts = path.startsWith("/") ? [""] : ["initiatives"];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length && parts.at(-1) !== "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
