// The web form: the page's inputs become a file. Nothing leaves the browser until the writer sends it.
//
//   inputs ─read─▶ entry ─judge─▶ mistakes beside the inputs
//     ▲              │ └─clean─▶ preview, file ─▶ download, copy, GitHub, mail
//     └─mend         └─keep─▶ draft in this browser

import { calm, later } from "./calm.js";
import { configuration, learnNames } from "./form/config.js";
import { today } from "./form/dates.js";
import { KEY, keep, kept, wipe } from "./form/draft.js";
import { clean, emptyEntry, isStub } from "./form/entry.js";
import { inputOf } from "./form/fields.js";
import { menderBy } from "./form/mend.js";
import { mistakesOf } from "./form/mistakes.js";
import { slug } from "./form/names.js";
import { preview } from "./form/preview.js";
import { rulesBy } from "./form/rules.js";
import { sending } from "./form/send.js";
import { sourcesOf } from "./form/sources.js";
import { followSteps, progressOf } from "./form/steps.js";
import { file } from "./form/yaml.js";
import { announce, fill as written } from "./shelf.js";

const SOON = 200; // milliseconds without typing before the preview is updated
const SAID = 8000; // milliseconds for which a message is shown
const PAUSE = 1500; // milliseconds without typing before a mistake is shown

const form = document.querySelector(".hb-form");
const part = (name) => form.querySelector(`[data-part="${name}"]`);
const config = configuration();
const { judge } = rulesBy(config);
const say = (name, values = {}) => written(config.around[name], values);

const context = { say, tell, hint: announce, mend: menderBy(config), places: config.places, changed, removed: (field, index) => field.key === "sources" && sources.removed(index) };
const inputs = Object.fromEntries(config.fields.map((field) => [field.key, inputOf(field, nodeOf(field.key), context)]));
const texts = Object.fromEntries([...form.querySelectorAll("[data-section], [data-text]")].map((node) => [node.dataset.section ?? "text", inputOf({ widget: "line", story: true }, node, context)]));
const sources = sourcesOf(inputs, say);
const mistakes = mistakesOf({ inputs, texts, part, say, show });
const refresh = sending({ part, say, tell, current, config });

function nodeOf(key) {
  return [...form.querySelectorAll(`[data-key="${key}"]`)].find((node) => !node.parentElement.closest("[data-key]"));
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
  sources.offer(entry.values.sources);
  for (const more of form.querySelectorAll("[data-more]")) more.open ||= [...more.querySelectorAll("input, select")].some(({ value }) => value); // fields that are filled in are shown
}

function current() {
  const cleaned = clean(entryNow(), config);
  const title = cleaned.values.title ?? "";
  return { name: `${slug(title) || config.words.nameless}.md`, text: file(cleaned, config), title, cleaned };
}

// ---------------------------------------------------------------- showing

let silence;
let showing;
let keeping;
let round = 0; // counts how often the form was wiped: what the writer left before that does not apply to the new form

/** Say what happened, on the screen and to screen readers; the message disappears unless it asks for something. */
function tell(text, stays = false) {
  clearTimeout(silence);
  part("said").textContent = text;
  if (!stays) silence = later(() => part("said").replaceChildren(), SAID);
}

/** Something changed: soon update everything that follows from the entry. */
function changed() {
  clearTimeout(showing);
  showing = later(show, SOON);
  clearTimeout(keeping);
  keeping = later(keepDraft, SOON * 3);
}

function show() {
  const entry = entryNow();
  const stub = isStub(entry, config);
  for (const node of form.querySelectorAll("[data-described]")) node.hidden = stub;
  for (const node of form.querySelectorAll("[data-stub]")) node.hidden = !stub;
  sources.offer(entry.values.sources);
  const problems = judge(entry);
  mistakes.show(problems);
  progress.show(problems, entry);
  const now = current();
  preview(part("page"), now.cleaned, config);
  refresh(now);
}

/** The names in use are fetched when somebody begins, as there may be very many. Offline, the check finds clashes later. */
function learn() {
  learnNames(config).then(calm).then(show, () => {});
}

// ---------------------------------------------------------------- the draft

function keepDraft() {
  clearTimeout(keeping);
  keeping = undefined;
  const entry = entryNow();
  if (JSON.stringify(entry) === blank) return;
  const time = new Date().toLocaleTimeString(config.language, { hour: "2-digit", minute: "2-digit" });
  part("draft-text").textContent = keep(entry) ? say("saved", { time }) : say("notSaved");
}

addEventListener("pagehide", () => keeping && keepDraft());
addEventListener("storage", ({ key, newValue }) => {
  const entry = key === KEY && newValue ? kept(config, today()) : undefined;
  if (!entry || document.hasFocus()) return; // do not interrupt somebody who writes in this tab
  clearTimeout(keeping);
  keeping = undefined;
  fill(entry);
  show();
});

part("wipe").addEventListener("click", () => {
  if (!confirm(say("wipe"))) return;
  clearTimeout(keeping);
  wipe();
  fill(emptyEntry(config, today()));
  round += 1;
  clearTimeout(pause);
  mistakes.forget();
  show();
  part("draft-text").textContent = promise;
  tell(say("wiped"));
  form.querySelector("input, textarea").focus();
});

// ---------------------------------------------------------------- events

let pause;

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  changed();
  clearTimeout(pause);
  pause = later(() => touched(target), PAUSE);
});
form.addEventListener("change", changed);
form.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!target.matches("input, textarea, select") || !target.closest(".hb-steps")) return;
  clearTimeout(pause);
  const now = round;
  later(() => now === round && touched(target, relatedTarget), SOON);
});

function touched(target, next) {
  mistakes.touch(target, next);
  show();
  const news = [...mistakes.news(), ...progress.news()];
  if (news.length) announce(news.join(". ")); // to screen readers
}

for (const link of form.querySelectorAll("[data-next]")) {
  link.addEventListener("click", () => {
    mistakes.leave(link.closest(".hb-step"));
    show();
    mistakes.news(); // the number of mistakes is told with the next heading
  });
}

for (const name of ["github", "download", "copy", "mail-link"]) {
  part(name).addEventListener("click", () => {
    mistakes.reveal();
    show();
    mistakes.news();
  });
}

// ---------------------------------------------------------------- start

const start = emptyEntry(config, today());
const promise = part("draft-text").textContent;
const found = kept(config, today());
fill(start);
const blank = JSON.stringify(entryNow());
const progress = progressOf({ form, config, say, blank: entryNow() });
if (found) {
  fill(found);
  part("draft-text").textContent = say("restored");
  learn();
} else form.addEventListener("focusin", learn, { once: true });
for (const name of ["draft", "preview", "finish"]) part(name).hidden = false;
for (const details of form.querySelectorAll(".hb-optional")) details.open = false;
form.classList.add("hb-form--ready");
show();
followSteps([...form.querySelectorAll(".hb-steps-nav a")]);
