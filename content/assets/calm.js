// When a page may move: not while something is pressed. What moves away before it is let go is not clicked, and a slow
// hand presses for longer than any pause.

const TAP = 100; // milliseconds from letting go to the click of a finger; that of a mouse comes at once

const waiting = [];
let pressed;
let released;

addEventListener("pointerdown", ({ target }) => {
  clearTimeout(released);
  pressed = target;
}, true);
for (const type of ["pointerup", "pointercancel", "pointermove", "change", "keydown"]) addEventListener(type, release, true);

/** Not every press is seen to end: of an opened list of choices it is the choice that tells. */
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

/** Do something after so many milliseconds, when nothing is pressed; gives what ``clearTimeout`` stops until then. */
export function later(work, milliseconds) {
  return setTimeout(() => calm().then(work), milliseconds);
}
