// When a page may move: not while something is pressed. What moves away before it is released is not clicked, and a
// slow hand presses for longer than any fixed pause.

const TAP = 100; // milliseconds between releasing a finger and its click; the click of a mouse follows at once

const waiting = [];
let pressed;
let released;

addEventListener("pointerdown", ({ target }) => {
  clearTimeout(released);
  pressed = target;
}, true);
for (const type of ["pointerup", "pointercancel", "pointermove", "change", "keydown"]) addEventListener(type, release, true);

/** The end of a press is not always seen: for an opened list of choices, the change of its value tells. */
function release({ type, target, buttons, pointerType }) {
  if (!pressed || (type === "pointermove" && buttons) || (type === "change" && target !== pressed)) return;
  clearTimeout(released);
  released = setTimeout(() => {
    pressed = undefined;
    for (const go of waiting.splice(0)) go();
  }, pointerType === "mouse" ? 0 : TAP);
}

/** Wait until nothing is pressed. */
export async function calm() {
  if (pressed) await new Promise((go) => waiting.push(go));
}

/** Do something after a number of milliseconds, once nothing is pressed; returns the id for ``clearTimeout``. */
export function later(work, milliseconds) {
  return setTimeout(() => calm().then(work), milliseconds);
}
