// Light and dark, on every page: what the device asks for until the reader chooses, and this browser keeps the choice.
// And the menu of a narrow window, for the keyboard: it leads into the menu, Escape and leaving close it.
// It takes the place of the theme’s own script, which is thirty times as large.

const button = document.querySelector(".hb-dark");
const device = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => document.body.dataset.mdColorScheme === "slate";

function colour() {
  document.body.dataset.mdColorScheme = window.__md_get("__palette")?.color?.scheme ?? (device.matches ? "slate" : "default");
  button.setAttribute("aria-pressed", isDark());
}

button.addEventListener("click", () => {
  // In the form in which the theme’s first script reads it, so that the next page starts in it.
  window.__md_set("__palette", { color: { scheme: isDark() ? "default" : "slate" } });
  colour();
});
device.addEventListener("change", colour);
button.hidden = false;
colour();

// On paper the page tells where it stands, with what was searched or compared.
addEventListener("beforeprint", () => {
  const told = document.querySelector(".hb-footer__online span");
  if (told) told.textContent = location.href;
});

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
  if (event.key !== "Escape") return;
  if (drawer.checked) close();
  for (const word of document.querySelectorAll(".hb-word:is(:hover, :focus-visible), .hb-word:has(+ .hb-word__text:hover)")) hush(word);
});
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  if (drawer.checked && relatedTarget && relatedTarget !== drawer && !menu.contains(relatedTarget)) drawer.checked = false;
});

/** An explanation in the way goes, until the reader comes to its word anew. */
function hush(word) {
  word.dataset.closed = "";
  for (const type of ["pointerenter", "pointerleave", "blur"]) word.addEventListener(type, () => delete word.dataset.closed, { once: true });
}
