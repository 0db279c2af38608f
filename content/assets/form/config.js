// What the page tells its script: see scripts/handbook/form.py.

/** The fields in the order of the file, and everything that the rules and the sentences need. */
export function configuration() {
  const found = JSON.parse(document.getElementById("hb-form-data").textContent);
  const byKey = new Map(found.steps.flatMap(({ fields }) => fields.map((field) => [field.key, field])));
  return { ...found, fields: found.order.map((key) => byKey.get(key)) };
}
