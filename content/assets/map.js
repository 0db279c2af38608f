// The map by theme: the choice is in the address (?thema=…), and the map and the list beside it follow.

const SVG = "http://www.w3.org/2000/svg";
const form = document.querySelector(".hb-themes");
const said = document.querySelector(".hb-themes__said");
const map = document.querySelector(".hb-atlas .hb-map");
const choices = [...form.elements.thema];
const words = (name, count) => form.dataset[name].replace(/\{count\}|\d+/, count);

/** Every city: its line in the list, its dot on the map if it has one, and its numbers of entries: in all, then by theme. */
const cities = [...document.querySelectorAll(".hb-atlas li[data-city]")].map((line) => {
  const dot = map.querySelector(`[data-city="${line.dataset.city}"]`);
  const number = line.querySelector(".hb-count");
  const circle = dot?.querySelector("circle:last-of-type");
  const link = line.querySelector("a");
  const text = dot?.querySelector("text") ?? document.createElementNS(SVG, "text");
  return { line, link, number, dot, circle, text, x: circle?.cx.baseVal.value, y: circle?.cy.baseVal.value, address: link.getAttribute("href"), name: link.textContent, counts: [Number(number.textContent), ...line.dataset.counts.split(" ").map(Number)] };
});

function show(chosen) {
  const theme = choices[chosen].value;
  const shown = [];
  for (const city of cities) {
    const count = city.counts[chosen];
    const address = theme ? `${city.address}#thema-${theme}` : city.address;
    city.line.hidden = !count;
    city.number.textContent = count;
    city.link.setAttribute("href", address);
    if (!city.dot) continue;
    city.dot.toggleAttribute("hidden", !count);
    city.dot.setAttribute("href", address);
    city.dot.querySelector("title").textContent = `${city.name}: ${words(count === 1 ? "sayEntry" : "sayEntries", count)}`;
    if (count) shown.push({ ...city, count });
  }
  shown.sort((one, other) => other.count - one.count);
  for (const { circle, count } of shown) circle.setAttribute("r", radius(count, shown[0].count, shown.length));
  label(shown);
  const total = Number(choices[chosen].dataset.count);
  const sums = [words(total === 1 ? "sayEntry" : "sayEntries", total), words(shown.length === 1 ? "sayCity" : "sayCities", shown.length)];
  said.textContent = `${choices[chosen].nextElementSibling.textContent}: ${sums.join(", ")}.`;
}

// The rest repeats scripts/handbook/edition/map.py, for the remaining cities.

function radius(count, most, places) {
  return (4 + 6 * Math.sqrt(count / Math.max(most, 25))) * Math.min(1, Math.sqrt(60 / Math.max(places, 1)));
}

/** Names are shown if they cover no dot and no other name; cities with the most entries go first. */
function label(shown) {
  const width = map.viewBox.baseVal.width;
  const taken = shown.map(({ x, y }) => [x - 4, y - 4, x + 4, y + 4]);
  for (const { dot, text, name, count, x, y } of shown) {
    text.textContent = count > 1 ? `${name} ${count}` : name;
    text.setAttribute("aria-hidden", "true"); // the title of the dot has the name already
    dot.append(text);
    const long = text.getComputedTextLength();
    const place = [
      [x + 8, y + 3, "start", x + 8],
      [x - 8, y + 3, "end", x - 8 - long],
      [x, y - 7, "middle", x - long / 2],
      [x, y + 14, "middle", x - long / 2],
    ].find(([, base, , left]) => left >= 0 && left + long <= width && !taken.some((other) => left < other[2] && other[0] < left + long && base - 8 < other[3] && other[1] < base + 2));
    if (!place) {
      text.remove();
      continue;
    }
    const [across, base, anchor, left] = place;
    taken.push([left, base - 8, left + long, base + 2]);
    text.setAttribute("x", across);
    text.setAttribute("y", base);
    text.setAttribute("text-anchor", anchor);
  }
}

function read() {
  const asked = new URLSearchParams(location.search).get("thema") ?? "";
  const chosen = Math.max(0, choices.findIndex(({ value }) => value === asked));
  choices[chosen].checked = true;
  if (chosen || said.textContent) show(chosen);
}

form.addEventListener("change", () => {
  const address = new URL(location);
  const chosen = choices.findIndex(({ checked }) => checked);
  if (chosen) address.searchParams.set("thema", choices[chosen].value);
  else address.searchParams.delete("thema");
  history.replaceState(null, "", address);
  show(chosen);
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", read);
form.hidden = false;
read();
