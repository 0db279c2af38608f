// Light and dark, on every page: the device decides until the reader chooses, and the browser keeps that choice.
// The menu of a narrow window, for the keyboard: opening moves the focus into it; Escape and leaving close it.
// This replaces the theme’s own script, which is thirty times as large. `colours` is defined in the header.

const button = document.querySelector(".hb-dark");
const isDark = () => document.body.dataset.mdColorScheme === "slate";

function colour(chosen) {
  window.colours(chosen);
  button.setAttribute("aria-pressed", isDark());
}

button.addEventListener("click", () => colour(isDark() ? "default" : "slate"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => colour());
addEventListener("storage", () => colour()); // changed in another tab
addEventListener("pageshow", ({ persisted }) => persisted && colour()); // a page from the browser's back/forward cache may be older than the choice
button.hidden = false;
button.setAttribute("aria-pressed", isDark());

// On paper the page shows its address, with what was searched or compared.
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
addEventListener("pagehide", () => (drawer.checked = false)); // a reader who comes back came for the page, not the menu
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  if (drawer.checked && relatedTarget && relatedTarget !== drawer && !menu.contains(relatedTarget)) drawer.checked = false;
});

/** An explanation that is in the way disappears until the reader comes to its word again. */
function hush(word) {
  word.dataset.closed = "";
  for (const type of ["pointerenter", "pointerleave", "blur"]) word.addEventListener(type, () => delete word.dataset.closed, { once: true });
}

// An explanation opens at the foot of the window: scroll so that it does not cover the word that it explains.
addEventListener("toggle", ({ target, newState }) => {
  if (newState !== "open" || !target.matches(".hb-word__text")) return;
  const covered = target.previousElementSibling.getBoundingClientRect().bottom - target.getBoundingClientRect().top;
  if (covered > 0) scrollBy(0, covered + 16);
}, true);
