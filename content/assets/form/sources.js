// The sources as choices: a figure or a note refers to its source by number.

/** ``inputs`` are those of all fields, by key; see fields.js. */
export function sourcesOf(inputs, say) {
  const choices = () => ["figures", "follow_up"].flatMap((key) => inputs[key]?.each() ?? []).map((record) => record.inputs.source).filter(Boolean);

  return {
    /** Offer the sources by number and title. */
    offer(sources) {
      const options = sources.map(({ title }, index) => [String(index + 1), `${index + 1}. ${title.trim() || say("untitled")}`]);
      for (const { control } of choices()) {
        const chosen = control.value || control.dataset.chosen || "";
        const first = control.options[0];
        first.textContent = say("chooseSource");
        control.replaceChildren(first, ...options.map(([value, text]) => new Option(text, value)));
        control.value = options.some(([value]) => value === chosen) ? chosen : "";
        delete control.dataset.chosen;
      }
    },

    /** A source was removed: later ones get a lower number, and references to it become empty. */
    removed(index) {
      for (const { control } of choices()) {
        const number = Number(control.value);
        if (number === index + 1) control.value = "";
        else if (number > index + 1) control.value = String(number - 1);
      }
    },
  };
}
