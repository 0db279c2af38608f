// The inputs of a field as one value: each kind of input can be read, be written, and show what is wrong with it.
//
// An input is { read(), write(value), at(path) }; ``at`` gives the slot of a value inside it: where its error is shown.

import { later } from "../calm.js";
import { combobox } from "./combobox.js";
import { empty } from "./entry.js";
import { same } from "./names.js";

const SOON = 300; // milliseconds

/** The input of one field, by its kind. ``context`` holds say, tell, mend, changed, removed and places;
 * ``hint`` tells screen readers what is visible to others. */
export function inputOf(field, node, context) {
  return (KINDS[field.widget] ?? simple)(field, node, context);
}

/** Where an error is shown, and what gets the focus when somebody comes to correct it. */
function slotOf(node, controls) {
  const error = [...node.children].find((child) => child.classList.contains("hb-error"));
  return { node, error, controls, touched: false };
}

/** Correct what was typed when the focus leaves; see mend.js. */
function mending(control, field, context, then = () => {}) {
  if (control.matches("select")) return;
  control.addEventListener("blur", () => {
    const mended = context.mend(field, control.value);
    if (mended === control.value) return;
    control.value = mended;
    then();
    context.changed();
  });
}

function simple(field, node, context) {
  const control = node.querySelector("input, textarea, select");
  const slot = slotOf(node, [control]);
  const amount = node.querySelector(".hb-amount");
  const count = () => {
    if (amount) amount.textContent = context.say("characters", { count: [...control.value.trim()].length, most: field.most });
  };
  control.addEventListener("input", count);
  mending(control, field, context, count);
  return {
    control,
    slots: [slot],
    read: () => control.value || control.dataset.chosen || "",
    write(value) {
      control.value = value;
      if (field.widget === "source") control.dataset.chosen = value; // its choices may not be there yet
      count();
    },
    at: () => slot,
  };
}

function lines(field, node, context) {
  const one = simple(field, node, context);
  return { ...one, read: () => one.read().split(/\r?\n/), write: (value) => one.write(value.join("\n")) };
}

function radio(field, node) {
  const buttons = [...node.querySelectorAll("[type=radio]")];
  const slot = slotOf(node, buttons);
  return {
    slots: [slot],
    read: () => buttons.find((button) => button.checked)?.value ?? "",
    write: (value) => buttons.forEach((button) => (button.checked = button.value === value)),
    at: () => slot,
  };
}

/** Checkboxes with a search field; the order of ticking is the order of the values. */
function checks(field, node, context) {
  const boxes = [...node.querySelectorAll("[type=checkbox]")];
  const title = (value) => field.options.find(([option]) => option === value)[1];
  const find = node.querySelector("[data-find]");
  const chosen = node.querySelector("[data-chosen]");
  const slot = slotOf(node, [find ?? boxes[0]].filter(Boolean));
  let values = [];
  const show = () => {
    for (const box of boxes) box.checked = values.includes(box.value);
    chosen.hidden = !values.length;
    chosen.textContent = context.say("chosen", { names: values.map(title).join(" · ") });
  };
  node.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    values = values.filter((value) => value !== target.value);
    if (target.checked) values.push(target.value);
    show();
  });
  const fits = (box) => same(title(box.value)).includes(same(find.value));
  const sift = () => boxes.forEach((box) => (box.closest("li").hidden = !fits(box)));
  // The filter is cleared when the writer leaves the list, which then grows: only after a click elsewhere has landed.
  if (find) document.addEventListener("focusin", ({ target }) => find.value && !node.contains(target) && later(() => {
    find.value = "";
    sift();
  }, SOON));
  find?.addEventListener("input", (event) => {
    event.stopPropagation();
    sift();
    const count = boxes.filter(fits).length;
    context.hint(count ? context.say("found", { count }) : context.say("noneFound"));
  });
  find?.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  return {
    slots: [slot],
    read: () => [...values],
    write(value) {
      values = value.filter((item) => boxes.some((box) => box.value === item));
      show();
    },
    at: () => slot,
  };
}

function record(field, node, context) {
  const inputs = Object.fromEntries(field.fields.map((inner) => [inner.key, inputOf(inner, node.querySelector(`[data-key="${inner.key}"]`), context)]));
  const slot = slotOf(node, [Object.values(inputs)[0].control]);
  return {
    inputs,
    get slots() {
      return [slot, ...Object.values(inputs).flatMap((input) => input.slots)];
    },
    read: () => Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, input.read()])),
    write: (value) => Object.entries(inputs).forEach(([key, input]) => input.write(value[key])),
    at: ([key, ...rest]) => inputs[key]?.at(rest) ?? slot,
  };
}

/** A city and its district, as one text: “Amsterdam/Nieuw-West”. */
function place(field, node, context) {
  const [city, district] = node.querySelectorAll("input");
  mending(city, { ...field, shape: "place" }, context);
  mending(district, field, context);
  combobox(city, context.places, context);
  const slot = slotOf(node, [city]);
  return {
    slots: [slot],
    read() {
      const [name, part] = [city.value.trim(), district.value.trim()];
      return part ? `${name}/${part}` : name;
    },
    write(value) {
      const [name, ...rest] = value.split("/");
      [city.value, district.value] = [name, rest.join("/")];
    },
    at: () => slot,
  };
}

/** Records that can be added and removed; the focus moves to where the work continues. */
function records(field, node, context) {
  const list = node.querySelector(".hb-items");
  const pattern = list.querySelector("[data-item]");
  const add = node.querySelector("[data-add]");
  const one = { ...field, many: false };
  const slot = slotOf(node, [add]);
  const items = [];
  let made = 0;
  pattern.remove();

  function append(value) {
    const item = copyOf(pattern, made++);
    const input = field.widget === "places" ? place(field, item, context) : record(one, item, context);
    const entry = { item, input };
    list.append(item);
    items.push(entry);
    if (value !== undefined) input.write(value);
    item.querySelector("[data-remove]").addEventListener("click", () => remove(entry));
    number();
    return entry;
  }

  function remove(entry) {
    const index = items.indexOf(entry);
    const name = nameOf(index);
    items.splice(index, 1);
    entry.item.remove();
    number();
    context.removed(field, index);
    const next = items[index] ?? items[index - 1];
    (next?.item.querySelector("[data-remove]") ?? add).focus();
    context.tell(context.say("removed", { name }));
    context.changed();
  }

  const nameOf = (index) => `${field.one} ${index + 1}`;

  function number() {
    slot.controls = [items[0]?.item.querySelector("input, textarea, select") ?? add];
    items.forEach(({ item }, index) => {
      item.querySelector("[data-number]").textContent = index + 1;
      item.querySelector("[data-remove]").setAttribute("aria-label", context.say("remove", { name: nameOf(index) }));
    });
  }

  add.addEventListener("click", () => {
    const { item } = append();
    item.querySelector("input, textarea, select").focus();
    context.hint(context.say("added", { name: nameOf(items.length - 1) }));
    context.changed();
  });

  return {
    each: () => items.map(({ input }) => input),
    get slots() {
      return [slot, ...items.flatMap(({ input }) => input.slots)];
    },
    read: () => items.map(({ input }) => input.read()),
    write(values) {
      while (items.length) items.pop().item.remove();
      number();
      for (const value of values) append(typeof value === "string" ? value : { ...empty(one), ...value });
    },
    at: ([index, ...rest]) => items[index]?.input.at(rest) ?? slot,
  };
}

/** A copy of a record's inputs, with new ids. */
function copyOf(pattern, count) {
  const copy = pattern.cloneNode(true);
  const [old] = /^.*?-0(?=-)/.exec(pattern.querySelector("[id]").id);
  const renamed = (text) => text.split(" ").map((id) => (id.startsWith(`${old}-`) ? `${old.slice(0, -1)}${count}${id.slice(old.length)}` : id)).join(" ");
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["id", "for", "aria-describedby", "aria-controls"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, renamed(element.getAttribute(name)));
    }
  }
  return copy;
}

const KINDS = { lines, radio, checks, record, records, places: records };
