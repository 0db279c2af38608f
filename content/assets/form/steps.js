// The steps of the form: where you are, and what each step still needs.

const ABSENT = ["empty", "nowhere"]; // the names of the messages about required values that are missing

/** Mark in the list of steps the last one whose heading has passed the upper third of the window; ``links`` lead to the headings. */
export function followSteps(links) {
  const headings = links.map((link) => document.querySelector(link.hash));
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).length;
    for (const [place, link] of links.entries()) {
      if (place === Math.max(0, passed - 1)) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

/** What each step still needs, beside it in the list and at its foot. ``blank`` is the entry of an empty form. */
export function progressOf({ form, config, say, blank }) {
  const steps = config.steps.map((step) => ({ ...step, places: form.querySelectorAll(`[data-left="${step.id}"]`), start: held(step, blank) }));

  function left(step, problems, entry) {
    const own = problems.filter(({ path: [key] }) => keysOf(step).includes(key));
    const absent = own.filter(({ name }) => ABSENT.includes(name)).length;
    if (absent) return ["asks", say("leftAbsent", { count: absent })];
    if (own.length) return ["asks", say("leftWrong", { count: own.length })];
    return held(step, entry) === step.start ? ["free", say("leftFree")] : ["done", say("leftNone")];
  }

  return {
    show(problems, entry) {
      for (const step of steps) {
        const [state, text] = left(step, problems, entry);
        step.now = text;
        step.told ??= text;
        for (const place of step.places) {
          place.dataset.state = state;
          if (place.textContent !== text) place.textContent = text;
        }
      }
    },

    /** The steps whose state changed since the last call. */
    news() {
      const changed = steps.filter(({ now, told }) => now !== told);
      for (const step of changed) step.told = step.now;
      return changed.map(({ title, now }) => `${title} ${now}`);
    },
  };
}

function keysOf({ story, fields }) {
  return [...fields.map(({ key }) => key), ...(story ? ["sections", "text"] : [])];
}

function held(step, { values, sections, text }) {
  const all = { ...values, sections, text };
  return JSON.stringify(keysOf(step).map((key) => all[key]));
}
