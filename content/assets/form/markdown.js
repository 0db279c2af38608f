// A preview of a text: a small part of Markdown as elements. The writer's words only ever become text nodes.

const INLINE = /(`+)(.+?)\1|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*|(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)|\[([^\]]+)\]\(\s*([^\s)]+)\s*\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?’”"'])|\\([!-/:-@[-`{-~])/s;

const DEEPEST = 12; // of lists and quotes, as the check allows
const LONG = 5000; // a paragraph that is longer is shown as it was typed

/** A text as a list of elements; ``level`` is the level of its headings. */
export function paragraphs(text, level, depth = 0) {
  if (depth > DEEPEST) return [element("p", text)];
  const out = [];
  let lines = text.split("\n");
  while (lines.length) {
    const taken = fence(lines) ?? heading(lines, level) ?? list(lines, level, depth) ?? quote(lines, level, depth) ?? paragraph(lines);
    if (taken.element) out.push(taken.element);
    lines = lines.slice(taken.count);
  }
  return out;
}

function fence(lines) {
  const open = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0]);
  if (!open) return null;
  const end = lines.findIndex((line, index) => index && line.trim().startsWith(open[1]));
  const count = end < 0 ? lines.length : end;
  const code = element("code", lines.slice(1, count).join("\n"));
  return { element: element("pre", code), count: end < 0 ? lines.length : end + 1 };
}

function heading(lines, level) {
  const match = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(lines[0]);
  return match && { element: element(`h${level}`, ...inline(match[1])), count: 1 };
}

const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])[ \t]+(.*)$/;

function list(lines, level, depth) {
  const first = ITEM.exec(lines[0]);
  if (!first) return null;
  const ordered = /\d/.test(first[2]);
  const items = [];
  let count = 0;
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item && /\d/.test(item[2]) === ordered) items.push([item[3]]);
    else if (/^\s+\S/.test(line) || (line.trim() && lines[count - 1].trim() && !item)) items.at(-1).push(line.trim());
    else if (line.trim() || !ITEM.test(lines[count + 1] ?? "")) break;
    count++;
  }
  const made = items.map((item) => element("li", ...(item.some((line) => ITEM.test(line)) ? paragraphs(item.join("\n").replace(/\n(?=[-*+\d])/, "\n\n"), level, depth + 1) : inline(item.join("\n")))));
  return { element: element(ordered ? "ol" : "ul", ...made), count };
}

function quote(lines, level, depth) {
  if (!/^ {0,3}>/.test(lines[0])) return null;
  const end = lines.findIndex((line) => !/^ {0,3}>/.test(line));
  const count = end < 0 ? lines.length : end;
  const inner = lines.slice(0, count).map((line) => line.replace(/^ {0,3}>+ ?/, ""));
  return { element: element("blockquote", ...paragraphs(inner.join("\n"), level, depth + 1)), count };
}

function paragraph(lines) {
  if (!lines[0].trim()) return { count: 1 };
  const end = lines.findIndex((line, index) => index && (!line.trim() || ITEM.test(line) || /^ {0,3}(?:#{1,6}\s|>|`{3}|~{3})/.test(line)));
  const count = end < 0 ? lines.length : end;
  return { element: element("p", ...inline(lines.slice(0, count).join("\n"))), count };
}

function inline(text) {
  if (text.length > LONG) return [text];
  const out = [];
  for (let match; (match = INLINE.exec(text)); text = text.slice(match.index + match[0].length)) {
    if (match.index) out.push(text.slice(0, match.index));
    out.push(marked(match));
  }
  return text ? [...out, text] : out;
}

function marked([, , code, strong, starred, slanted, words, target, bare, plain]) {
  if (code !== undefined) return element("code", code.trim());
  if (strong !== undefined) return element("strong", ...inline(strong));
  if ((starred ?? slanted) !== undefined) return element("em", ...inline(starred ?? slanted));
  if (words !== undefined) return link(target, inline(words));
  return bare !== undefined ? link(bare, [bare]) : plain;
}

/** A link to the web; any other target is shown as plain words. */
export function link(target, content) {
  let address;
  try {
    address = new URL(target);
  } catch {
    return element("u", ...content);
  }
  if (!["https:", "http:", "mailto:"].includes(address.protocol)) return element("u", ...content);
  const made = element("a", ...content);
  made.href = address.href;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

export function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
