// Where you are in the form: of the list of steps, the one whose heading passed the upper part of the window last.

/** ``links`` lead to the headings of the steps. */
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
