// Counts, by the rules of scripts/handbook/words/counts.py: a number, a range or an approximation.

export function countsBy(patterns) {
  const FIGURE = new RegExp(`^(?:${patterns.figure})$`, "u");
  const HYPHEN = new RegExp(patterns.hyphen, "u");
  const ABOUT = new RegExp(patterns.about, "iu");

  /** The count in the notation of the handbook: “ca. 12-16” → “circa 12–16”; anything else stays as it is. */
  function meant(value) {
    const written = value.replace(ABOUT, "circa ").replace(HYPHEN, "$1–");
    return FIGURE.test(written) ? written : value;
  }

  /** Whether a range ends below its beginning. */
  function falls(value) {
    const [, begin, end] = /(\d[\d.,]*) ?– ?(\d[\d.,]*)/.exec(value) ?? [];
    return begin !== undefined && number(begin) > number(end);
  }

  return { isCount: (value) => FIGURE.test(value), meant, falls };
}

function number(text) {
  return Number(text.replace(/\.(?=\d{3}(?!\d))/g, "").replace(/[.,]+$/, "").replace(/,/g, "."));
}
