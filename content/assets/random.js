// “Verras me”: a random described entry, from the A–Z lists. Without this script the link leads to those lists.

for (const link of document.querySelectorAll("[data-random]")) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab gets the lists
    event.preventDefault();
    const lists = new URL(link.dataset.random, location.href);
    any(lists).then((address) => location.assign(address ?? lists), () => location.assign(lists));
  });
}

/** The address of a random described entry: from any page of the list, any line of that page. */
async function any(lists) {
  const first = await list(lists);
  const pages = Number(first.page.querySelector(".hb-pager li:last-child a")?.textContent.match(/\d+$/)?.[0] ?? 1);
  const number = 1 + Math.floor(Math.random() * pages);
  const { page, address } = number === 1 ? first : await list(new URL(`${number}/`, lists));
  const lines = [...page.querySelectorAll(".hb-index li:not(.hb-index__other):not(:has(.hb-badge)) a")];
  return lines.length ? new URL(lines[Math.floor(Math.random() * lines.length)].getAttribute("href"), address) : null;
}

async function list(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return { page: new DOMParser().parseFromString(await response.text(), "text/html"), address: response.url };
}
