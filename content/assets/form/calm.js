// When the form may move: not while something is pressed. What moves away before it is let go is not clicked, and a
// slow hand presses for longer than any pause.

const AFTER = 100; // milliseconds from letting go to the click of a finger

const waiting = [];
let pressed = false;
let released;

addEventListener("pointerdown", () => {
  clearTimeout(released);
  pressed = true;
}, true);
for (const type of ["pointerup", "pointercancel", "pointermove", "change", "keydown"]) addEventListener(type, release, true);

/** Not every press is seen to end: of an opened list of choices it is the choice that tells. */
function release({ type, buttons }) {
  if (!pressed || (type === "pointermove" && buttons)) return;
  clearTimeout(released);
  released = setTimeout(() => {
    pressed = false;
    for (const work of waiting.splice(0)) work();
  }, AFTER);
}

/** Do something after so many milliseconds, and when nothing is pressed; gives what ``clearTimeout`` stops until then. */
export function later(work, milliseconds) {
  return setTimeout(() => (pressed ? waiting.push(work) : work()), milliseconds);
}
