// The web form: what stands in the page's inputs becomes a file. Nothing leaves the browser until somebody sends it.
//
//   inputs ─read─▶ entry ─judge─▶ errors beside the inputs
//                    │ └─clean─▶ preview, file ─▶ download, copy, GitHub, mail
//                    └─keep─▶ draft in this browser

import { configuration } from "./form/config.js";
import { today } from "./form/dates.js";
import { keep, kept, wipe } from "./form/draft.js";
import { clean, emptyEntry, isStub } from "./form/entry.js";
import { inputOf } from "./form/fields.js";
import { slug } from "./form/names.js";
import { preview } from "./form/preview.js";
import { rulesBy } from "./form/rules.js";
import { sending } from "./form/send.js";
import { file } from "./form/yaml.js";

const SOON = 200; // milliseconds without a key before the preview follows
const SAID = 8000; // milliseconds that a message stays
const PAUSE = 1500; // milliseconds without a key before a mistake is named

const form = document.querySelector(".hb-form");
const part = (name) => form.querySelector(`[data-part="${name}"]`);
const config = configuration();
const { judge } = rulesBy(config);
const say = (name, values = {}) => config.around[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

let silence;

/** Say what happened, to those who see and those who hear; it goes away by itself unless it asks for something. */
function tell(text, stays = false) {
  clearTimeout(silence);
  part("said").textContent = text;
  if (!stays) silence = setTimeout(() => part("said").replaceChildren(), SAID);
}

const context = { say, tell, places: config.places, changed: () => changed(), removed: sourceRemoved };
const inputs = Object.fromEntries(config.fields.map((field) => [field.key, inputOf(field, nodeOf(field.key), context)]));
const texts = Object.fromEntries([...form.querySelectorAll("[data-section], [data-text]")].map((node) => [node.dataset.section ?? "text", textInput(node)]));
const refresh = sending({ part, say, tell, current, config });
let all = false; // whether every mistake is shown, also in inputs that nobody touched

function nodeOf(key) {
  return [...form.querySelectorAll(`[data-key="${key}"]`)].find((node) => !node.parentElement.closest("[data-key]"));
}

function textInput(node) {
  const { key, label } = config.sections.find((section) => section.key === node.dataset.section) ?? { key: "text", label: node.querySelector("label").textContent };
  return inputOf({ key, label, widget: "line" }, node, context);
}

// ---------------------------------------------------------------- the entry

function entryNow() {
  const { text, ...sections } = texts;
  const readAll = (group) => Object.fromEntries(Object.entries(group).map(([key, input]) => [key, input.read()]));
  return { values: readAll(inputs), sections: readAll(sections), text: text.read() };
}

function fill(entry) {
  for (const [key, input] of Object.entries(inputs)) input.write(entry.values[key]);
  for (const [key, input] of Object.entries(texts)) input.write(key === "text" ? entry.text : entry.sections[key]);
  offerSources(entry.values.sources);
}

function current() {
  const cleaned = clean(entryNow(), config);
  const title = cleaned.values.title ?? "";
  return { name: `${slug(title) || config.words.nameless}.md`, text: file(cleaned, config), title, cleaned };
}

// ---------------------------------------------------------------- showing

let timer;
let keepTimer;

/** Something changed: everything that follows from the entry follows soon. */
function changed() {
  clearTimeout(timer);
  timer = setTimeout(show, SOON);
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keepDraft, SOON * 3);
}

function show() {
  const entry = entryNow();
  const stub = isStub(entry, config);
  for (const node of form.querySelectorAll("[data-described]")) node.hidden = stub;
  for (const node of form.querySelectorAll("[data-stub]")) node.hidden = !stub;
  offerSources(entry.values.sources);
  const problems = judge(entry);
  showErrors(problems);
  showTodo(problems);
  const file = current();
  preview(part("page"), file.cleaned, config);
  refresh(file);
}

/** The choice of a source, in figures and notes: the sources by their number and title. */
function offerSources(sources) {
  const options = sources.map(({ title }, index) => [String(index + 1), `${index + 1}. ${title.trim() || say("untitled")}`]);
  for (const { control } of sourceInputs()) {
    const chosen = control.value || control.dataset.chosen || "";
    const first = control.options[0];
    first.textContent = say("chooseSource");
    control.replaceChildren(first, ...options.map(([value, text]) => new Option(text, value)));
    control.value = options.some(([value]) => value === chosen) ? chosen : "";
    delete control.dataset.chosen;
  }
}

function sourceInputs() {
  return ["figures", "follow_up"].flatMap((key) => inputs[key]?.each() ?? []).map((record) => record.inputs.source).filter(Boolean);
}

/** A source went: those after it get a lower number, and what pointed to it points nowhere. */
function sourceRemoved(field, index) {
  if (field.key !== "sources") return;
  for (const { control } of sourceInputs()) {
    const number = Number(control.value);
    if (number === index + 1) control.value = "";
    else if (number > index + 1) control.value = String(number - 1);
  }
}

// ---------------------------------------------------------------- mistakes

function slotAt([key, ...rest]) {
  if (key === "sections") return texts[rest[0]].at([]);
  return key === "text" ? texts.text.at([]) : inputs[key]?.at(rest);
}

const slots = () => [...Object.values(inputs), ...Object.values(texts)].flatMap((input) => input.slots);

function showErrors(problems) {
  const said = new Map();
  for (const { path, text } of problems) {
    const slot = slotAt(path);
    if (slot && (slot.touched || all) && !said.has(slot)) said.set(slot, text);
  }
  for (const slot of slots()) {
    const text = said.get(slot) ?? "";
    if (slot.error.textContent !== text) slot.error.textContent = text;
    slot.error.hidden = !text;
    for (const control of slot.controls) {
      if (["button", "radio", "checkbox", "search"].includes(control.type)) continue;
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
}

let listed;

function showTodo(problems) {
  const count = problems.length;
  problems.sort(inOrder);
  part("todo").classList.toggle("hb-todo--done", !count);
  part("todo-text").textContent = count ? say(count === 1 ? "todoOne" : "todoMany", { count }) : say("todoNone");
  part("early").hidden = !count;
  part("early").textContent = say("early");
  const known = JSON.stringify(problems);
  if (known === listed) return; // a link stays the same while somebody clicks on it
  listed = known;
  part("todo-list").replaceChildren(...problems.map(({ path, text }) => {
    const slot = slotAt(path);
    const item = document.createElement("li");
    if (!slot) {
      item.textContent = text;
      return item;
    }
    const link = document.createElement("a");
    link.href = `#${slot.controls[0].id || slot.error.id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const now = slotAt(path) ?? slot;
      now.touched = true;
      show();
      lead(now);
    });
    item.append(whereIs(slot), link);
    return item;
  }));
}

/** From the top of the form to its end; what belongs to no input comes last. */
function inOrder(one, other) {
  const [a, b] = [one, other].map(({ path }) => slotAt(path)?.node);
  if (!a || !b || a === b) return Number(!a) - Number(!b);
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The step in which an input stands, before the sentence about it. */
function whereIs(slot) {
  const step = document.createElement("span");
  step.textContent = slot.node.closest(".hb-step").querySelector("h2").lastChild.textContent;
  return step;
}

function lead(slot) {
  slot.node.closest("details")?.setAttribute("open", "");
  const control = slot.controls.find((one) => one.checked) ?? slot.controls[0];
  control.focus({ preventScroll: true });
  slot.node.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** The slots in which an element stands, from the inside out. */
function slotsAround(element) {
  return slots().filter(({ node }) => node.contains(element));
}

// ---------------------------------------------------------------- the draft

function keepDraft() {
  const entry = entryNow();
  if (JSON.stringify(entry) === blank) return;
  const time = new Date().toLocaleTimeString(config.language, { hour: "2-digit", minute: "2-digit" });
  part("draft-text").textContent = keep(entry) ? say("saved", { time }) : say("notSaved");
}

part("wipe").addEventListener("click", () => {
  if (!confirm(say("wipe"))) return;
  clearTimeout(keepTimer);
  wipe();
  fill(emptyEntry(config, today()));
  all = false;
  for (const slot of slots()) slot.touched = false;
  show();
  tell(say("wiped"));
  form.querySelector("input, textarea").focus();
});

// ---------------------------------------------------------------- events

let pause;

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  changed();
  clearTimeout(pause);
  pause = setTimeout(() => touch(target), PAUSE);
});
form.addEventListener("change", () => changed());
form.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!target.matches("input, textarea, select") || !target.closest(".hb-steps")) return;
  target.value !== "" && tidyUp(target);
  clearTimeout(pause);
  setTimeout(() => touch(target, relatedTarget), SOON); // what is clicked must not move away under the pointer
});

/** From now on mistakes in this input are shown; in what is around it once the focus has left that too. */
function touch(target, next) {
  const [inner, ...outer] = slotsAround(target).reverse();
  for (const slot of [inner, ...outer].filter(Boolean)) {
    if (slot === inner && (next !== undefined || target.value)) slot.touched = true;
    else if (next !== undefined && !slot.node.contains(next)) slot.touched = true;
  }
  show();
}

/** Signs that nobody sees and no file may hold come along when text is pasted; they go without a word. */
function tidyUp(target) {
  if (!["text", "textarea"].includes(target.type)) return;
  const tidy = target.value.replace(new RegExp(config.patterns.barred, "gu"), (sign) => (sign === "\r" ? "\r" : sign === "\u000b" ? "\n" : ""));
  if (tidy !== target.value) target.value = tidy;
}

for (const name of ["github", "download", "copy", "mail-link"]) {
  part(name).addEventListener("click", () => {
    all = true;
    show();
  });
}

// ---------------------------------------------------------------- the start

const start = emptyEntry(config, today());
const found = kept(config, today());
fill(start);
const blank = JSON.stringify(entryNow());
if (found) {
  fill(found);
  part("draft-text").textContent = say("restored");
}
for (const name of ["draft", "preview", "finish"]) part(name).hidden = false;
for (const details of form.querySelectorAll(".hb-optional")) details.open = false;
form.classList.add("hb-form--ready");
show();
