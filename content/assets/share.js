// Copies the address or the citation of an entry, and opens the share sheet of the device.
// The buttons are hidden in the page and appear only if the browser can do what they say.

const box = document.querySelector(".hb-cite");

async function copy(element, status) {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(element.textContent.replace(/\s+/g, " ").trim());
    status.textContent = box.dataset.copied;
  } catch {
    // No clipboard: an old browser, a page without https, or the reader refused.
    getSelection().selectAllChildren(element);
    status.textContent = box.dataset.selected;
  }
}

for (const button of box.querySelectorAll("[data-copy]")) {
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy), status));
}

const share = box.querySelector("[data-share]");
if (navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    const url = document.getElementById("adres").textContent.trim();
    navigator.share({ title: share.dataset.share, url }).catch(() => {}); // the reader closed the share sheet
  });
}
