// The data that the page gives its script: see scripts/handbook/forms/form.py.

import { same } from "./names.js";

/** The fields in the order of the file, and everything that the rules and sentences need. */
export function configuration() {
  const found = JSON.parse(document.getElementById("hb-form-data").textContent);
  const places = found.places.map(([name, ...keys]) => [name, same(name), ...keys]);
  const byKey = new Map(found.steps.flatMap(({ fields }) => fields.map((field) => [field.key, field])));
  return { ...found, places, names: new Map(), slugs: null, stubs: [], targets: {}, fates: {}, fields: found.order.map((key) => byKey.get(key)) };
}

/** Fetch the names and addresses in use. Until they arrive nothing counts as taken, and no link as dead. */
export async function learnNames(config) {
  const response = await fetch(document.getElementById("hb-form-data").dataset.names);
  if (!response.ok) return;
  const { names, ...rest } = await response.json();
  Object.assign(config, { ...rest, names: new Map(Object.entries(names)), slugs: [...new Set(Object.values(names))] });
}
