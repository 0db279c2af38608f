// Shows what is wrong: beside the input that it is about, and in a list at the end with links to the inputs.
//
// A mistake is not shown until the writer has been in its input, or wants to send the file: then all are.

import { element } from "../shelf.js";

/** ``inputs`` and ``texts`` are the inputs of the fields and of the story, by key; ``show`` judges and shows again. */
export function mistakesOf({ inputs, texts, part, say, show }) {
  let all = false; // whether every mistake is shown, even in untouched inputs
  let listed;

  const slots = () => [...Object.values(inputs), ...Object.values(texts)].flatMap((input) => input.slots);

  function slotAt([key, ...rest]) {
    if (key === "sections") return texts[rest[0]].at([]);
    return key === "text" ? texts.text.at([]) : inputs[key]?.at(rest);
  }

  function beside(problems) {
    const said = new Map();
    for (const { path, text } of problems) {
      const slot = slotAt(path);
      if (slot && (slot.touched || all) && !said.has(slot)) said.set(slot, begun(text));
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

  function atTheEnd(problems) {
    const count = problems.length;
    part("todo").classList.toggle("hb-todo--done", !count);
    part("todo-text").textContent = count ? say(count === 1 ? "todoOne" : "todoMany", { count }) : say("todoNone");
    part("early").hidden = !count;
    part("early").textContent = say("early");
    const known = JSON.stringify(problems);
    if (known === listed) return; // a link must not be replaced while somebody clicks on it
    listed = known;
    part("todo-list").replaceChildren(...problems.map(item));
  }

  function item({ path, text }) {
    const slot = slotAt(path);
    if (!slot) return element("li", {}, begun(text));
    const link = element("a", { href: `#${slot.controls[0].id || slot.error.id}` }, begun(text));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const now = slotAt(path) ?? slot;
      now.touched = true;
      show();
      lead(now);
    });
    return element("li", {}, stepOf(slot), link);
  }

  /** From the top of the form to its end; what belongs to no input comes last. */
  function inOrder(one, other) {
    const [a, b] = [one, other].map(({ path }) => slotAt(path)?.node);
    if (!a || !b || a === b) return Number(!a) - Number(!b);
    return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }

  return {
    show(problems) {
      beside(problems);
      atTheEnd([...problems].sort(inOrder));
    },

    /** Show every mistake from now on. */
    reveal() {
      all = true;
    },

    /** Show every mistake in a part of the form from now on: the writer has moved on from it. */
    leave(part) {
      for (const slot of slots()) slot.touched ||= part.contains(slot.node);
    },

    /** The errors that appeared beside inputs since the last call. */
    news() {
      const now = slots().map((slot) => [slot, slot.error.textContent]);
      const found = now.filter(([slot, text]) => text && text !== slot.told).map(([, text]) => text);
      for (const [slot, text] of now) slot.told = text;
      return found;
    },

    /** Treat all inputs as untouched. */
    forget() {
      all = false;
      for (const slot of slots()) slot.touched = false;
    },

    /** Show mistakes in this input from now on; in the groups around it only once the focus has left these too, for ``next``. */
    touch(target, next) {
      const [inner, ...outer] = slots().filter(({ node }) => node.contains(target)).reverse();
      for (const slot of [inner, ...outer].filter(Boolean)) {
        if (slot === inner && (next !== undefined || target.value)) slot.touched = true;
        else if (next !== undefined && !slot.node.contains(next)) slot.touched = true;
      }
    },
  };
}

/** The step that an input is in, before the sentence about it. */
function stepOf(slot) {
  return element("span", {}, slot.node.closest(".hb-step").querySelector("h2").lastChild.textContent);
}

function lead(slot) {
  slot.node.closest("details")?.setAttribute("open", "");
  const control = slot.controls.find((one) => one.checked) ?? slot.controls[0];
  control.focus({ preventScroll: true });
  slot.node.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** A sentence with a capital; a quotation at its start stays as it is. */
function begun(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
