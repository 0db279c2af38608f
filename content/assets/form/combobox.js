// A text field with a list of places that match what was typed, for keyboard, mouse and screen reader.

import { element } from "../shelf.js";
import { same } from "./names.js";

const MOST = 8;

/** ``known`` are [name, ...keys]; any of the keys may be typed. */
export function combobox(input, known, context) {
  const list = document.getElementById(input.getAttribute("aria-controls")) ?? input.parentElement.querySelector("[role=listbox]");
  let options = [];
  let current = -1;

  function fitting() {
    const words = same(input.value);
    if (!words) return [];
    const begins = known.filter(([, ...keys]) => keys.some((key) => key.startsWith(words)));
    const holds = known.filter(([, ...keys]) => !keys.some((key) => key.startsWith(words)) && keys.some((key) => key.includes(words)));
    return [...begins, ...holds].slice(0, MOST).map(([name]) => name);
  }

  function open() {
    options = fitting();
    const items = options.map((name, index) => {
      const item = element("li", { id: `${input.id}-${index}`, role: "option" }, name);
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(index));
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    move(-1);
    if (!list.hidden) list.scrollIntoView({ block: "nearest" });
    if (input.value.trim()) context.hint(items.length ? context.say("found", { count: items.length }) : context.say("noneFound"));
  }

  function close() {
    list.hidden = true;
    context.hint("");
    input.setAttribute("aria-expanded", "false");
    move(-1);
  }

  function move(to) {
    current = to;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === to)));
    if (to < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[to].id);
      list.children[to].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(index) {
    input.value = options[index];
    close();
    context.changed();
  }

  input.addEventListener("input", open);
  input.addEventListener("blur", () => {
    close();
    const written = known.find(([, ...keys]) => keys.includes(same(input.value)));
    if (written && written[0] !== input.value) {
      input.value = written[0];
      context.changed();
    }
  });
  input.addEventListener("keydown", (event) => {
    const shown = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shown) return open();
      const count = options.length;
      move(event.key === "ArrowDown" ? (current + 1) % count : (current <= 0 ? count : current) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown && current >= 0) choose(current);
      else close();
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    }
  });
}
