// Rules over the links of a text, like scripts/handbook/judging/link_rules.py.

import { judgeAddress } from "./address.js";
import { nearest } from "./names.js";

const LINK = /(!?)\[((?:[^\][]|\[[^\]]*\])*)\](\(\s*|:\s*)(<[^>\n]*>|[^\s)<]*)|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>|((?:ftp|xmpp):\S+|[\w.+-]mailto:\S+@\S+|https?:\/\/[^\s<]+|www\.[^\s<]+)/gi;

/** ``paragraphs`` are without code; ``own`` is the file of the text, and ``referred`` puts signs for references. */
export function* links(paragraphs, config, own, referred) {
  for (const text of paragraphs) {
    for (const [, image, label, between, address, auto, bare] of text.matchAll(LINK)) {
      if (between?.startsWith(":") && !used(label, paragraphs)) continue;
      if (image) {
        yield { name: "image", values: {} };
        continue;
      }
      if (between?.startsWith("(") && !referred(label, config).trim()) yield { name: "linkEmpty", values: {} };
      const target = address?.replace(/^<|>$/g, "") ?? auto ?? bare.replace(/^www\./i, "http://$&");
      const [name, values] = judge(target, config, own) ?? [];
      if (name) yield { name, values };
    }
    if (/\[\s*\]\[[^\]]+\]/.test(text)) yield { name: "linkEmpty", values: {} };
    if (/!\[[^\]]*\](?!\()/.test(text) && paragraphs.some((other) => /^ {0,3}\[[^\]]+\]:/m.test(other))) yield { name: "image", values: {} };
  }
}

/** Whether something between square brackets refers to the line “[label]: address”. */
function used(label, paragraphs) {
  const same = (text) => text.trim().split(/\s+/).join(" ").toLowerCase();
  const found = paragraphs.flatMap((text) => [...text.matchAll(/\[([^\][]*)\](:?)/g)]).filter(([, other]) => same(other) === same(label));
  return found.length > 1;
}

function judge(target, config, own) {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(target)?.[1];
  if (!scheme) return dead(target, config, own);
  if (!["http", "https", "mailto"].includes(scheme.toLowerCase())) return ["scheme", { scheme }];
  if (scheme.toLowerCase() === "mailto") return /^mailto:[^\s?@]+@[^\s?@]+/i.test(target) ? undefined : ["notMail", { value: target }];
  const [name, values] = judgeAddress(target) ?? [];
  return ["notAddress", "addressSecret"].includes(name) ? [name, values] : undefined; // a link may be longer than a field
}

/** Until the names are known no link counts as dead. */
function dead(target, config, own) {
  if (!config.slugs) return undefined;
  const [path, ...rest] = target.split("#");
  const anchor = rest.join("#");
  const source = path ? resolved(path) : own.source;
  const entry = /^initiatives\/(.+)\.md$/.exec(source)?.[1];
  const known = source === own.source || config.slugs.includes(entry) || Object.hasOwn(config.targets, source);
  if (!target || !known) {
    const guess = nearest(source.replace(/^.*\/|\.md$/g, ""), entry ? config.slugs : []);
    return target && guess ? ["deadGuess", { target, guess: `${guess}.md` }] : ["dead", { target }];
  }
  if (!anchor) return undefined;
  const fixed = entry && !config.stubs.includes(entry) ? config.sections.filter(({ required }) => required).map(({ key }) => key) : [];
  const anchors = source === own.source ? [...own.anchors] : [...fixed, ...(config.targets[source] ?? [])];
  if (anchors.includes(anchor)) return undefined;
  const guess = nearest(anchor, anchors);
  return [guess ? "anchorGuess" : "anchor", { source, anchor, guess }];
}

/** The source that a link in an entry means. */
function resolved(path) {
  const parts = path.startsWith("/") ? [""] : ["initiatives"];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length && parts.at(-1) !== "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
