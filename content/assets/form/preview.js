// The preview: an entry as it will look, as elements made from texts.

import { element } from "../shelf.js";
import { link, paragraphs } from "./markdown.js";

/** Show a clean entry (see entry.js) in ``place``. */
export function preview(place, entry, config) {
  const { values } = entry;
  const fieldOf = (key) => config.fields.find((field) => field.key === key);
  const cities = [...new Set((values.places ?? []).map((name) => name.split("/")[0].trim()))];
  const parts = [
    element("p", { class: "hb-kicker" }, [values.kind && said(fieldOf("kind"), values.kind), cities.join(", ")].filter(Boolean).join(" · ")),
    element("h3", { class: `hb-preview__title ${values.title ? "" : OPEN}` }, values.title ?? config.around.previewTitle),
    element("p", { class: `hb-lead ${values.summary ? "" : OPEN}` }, values.summary ?? config.around.previewSummary),
  ];
  if (values.themes) parts.push(element("p", { class: "hb-preview__themes" }, ...values.themes.map((slug) => element("span", {}, said(fieldOf("themes"), slug)))));
  const facts = config.fields.filter(({ key, shape }) => !ELSEWHERE.has(key) && shape !== "date").flatMap((field) => fact(field, values[field.key]));
  if (facts.length) parts.push(element("dl", { class: "hb-preview__facts" }, ...facts));
  parts.push(...story(entry, config));
  for (const [key, list] of [["figures", figures], ["follow_up", followUp], ["sources", sources]]) {
    if (values[key]) parts.push(element("h4", {}, fieldOf(key).label), list(values[key], config));
  }
  place.replaceChildren(...parts);
}

const OPEN = "hb-preview__open"; // still to be filled in
const ELSEWHERE = new Set(["title", "summary", "themes", "figures", "follow_up", "sources", "stage"]);

function fact(field, value) {
  if (value === undefined) return [];
  const items = field.many ? value : [value];
  return [element("dt", {}, field.label), ...items.map((item) => element("dd", {}, said(field, item)))];
}

/** A value as readers see it; for a record its values one after the other, without addresses. */
function said(field, value) {
  if (typeof value === "string") return field.options.find(([option]) => option === value)?.[1] ?? value.split("/").join(", ");
  return field.fields.filter((inner) => value[inner.key] && inner.shape !== "address").map((inner) => said(inner, value[inner.key])).join(" · ");
}

function story(entry, config) {
  if (entry.stub) return paragraphs(entry.text, 4);
  return config.sections
    .filter(({ key }) => entry.sections[key])
    .flatMap(({ key, label }) => [element("h4", {}, label), ...paragraphs(entry.sections[key], 5)]);
}

function figures(values, config) {
  const rows = values.map(({ label, value, source }) =>
    element("tr", {}, element("th", { scope: "row" }, label ?? ""), element("td", {}, value ?? ""), element("td", {}, source ? numbered(source, config) : "")),
  );
  return element("table", { class: "hb-figures" }, element("tbody", {}, ...rows));
}

function followUp(values, config) {
  const items = values.flatMap(({ date, text, source }) => [
    element("dt", {}, date ?? ""),
    element("dd", {}, [text, source && `(${numbered(source, config)})`].filter(Boolean).join(" ")),
  ]);
  return element("dl", {}, ...items);
}

function sources(values, config) {
  return element("ol", {}, ...values.map(({ title, author, publisher, date, url }) => {
    const name = title ?? url ?? "";
    const rest = [author, publisher, date ?? config.around.undated].filter(Boolean).join(", ");
    return element("li", {}, url ? link(url, [name]) : element("cite", {}, name), `. ${rest}.`);
  }));
}

function numbered(number, config) {
  return config.around.source.replace("{number}", number);
}
