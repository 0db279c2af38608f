// Light and dark, on every page: what the device asks for until the reader chooses, and this browser keeps the choice.
// And the menu of a narrow window, for the keyboard: it leads into the menu, Escape and leaving close it.
// It takes the place of the theme’s own script, which is thirty times as large.

const options = [...document.querySelectorAll('[name="__palette"]')];
const colours = ["media", "scheme", "primary", "accent"];
const attribute = (name) => `data-md-color-${name}`;

function show(option) {
  option.checked = true;
  for (const name of colours) document.body.setAttribute(attribute(name), option.getAttribute(attribute(name)));
  for (const one of options) one.nextElementSibling.hidden = one !== option;
}

/** The choice in the form in which the theme’s first script reads it, so that the next page starts in it. */
function keep(option) {
  const color = Object.fromEntries(colours.map((name) => [name, option.getAttribute(attribute(name))]));
  window.__md_set("__palette", { index: options.indexOf(option), color });
}

function start() {
  const kept = window.__md_get("__palette")?.index;
  show(options[kept] ?? options.find((option) => matchMedia(option.getAttribute(attribute("media"))).matches) ?? options[0]);
}

for (const option of options) {
  option.addEventListener("change", () => {
    show(option);
    keep(option);
  });
  matchMedia(option.getAttribute(attribute("media"))).addEventListener("change", start);
}
if (options.length) start();

const drawer = document.getElementById("__drawer");
const menu = document.querySelector(".md-sidebar--primary");

function close() {
  drawer.checked = false;
  drawer.focus();
}

drawer.addEventListener("change", () => {
  if (!drawer.checked) return;
  const links = [...menu.querySelectorAll(".md-nav__list :is(a, .md-nav__toggle)")];
  links.find((link) => link.checkVisibility({ visibilityProperty: true }))?.focus();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) close();
});
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  if (drawer.checked && relatedTarget && relatedTarget !== drawer && !menu.contains(relatedTarget)) drawer.checked = false;
});
