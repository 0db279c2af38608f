// Marks of Markdown or HTML in a field, as in scripts/handbook/judging/marked.py.

export function marksBy(patterns) {
  const MARKS = patterns.marks.map((pattern) => new RegExp(pattern, "gu"));
  const LONE = new RegExp(patterns.lone, "gu");
  const ENTITY = new RegExp(patterns.entity, "gu");

  /** Each piece with one kind of marks, and its text without them: nothing for code without words. */
  function marks(value) {
    for (const pattern of MARKS) {
      const found = [...value.matchAll(pattern)].map(({ 0: piece, groups }) => [piece, groups.words]);
      if (found.length) return found;
    }
    const tags = [...value.matchAll(LONE)].map(([tag]) => [tag, ""]);
    if (tags.length) return tags;
    return [...value.matchAll(ENTITY)].map(([one]) => [one, unescaped(one)]).filter(([one, right]) => right !== one && right.trim());
  }

  return { marks };
}

/** The text that a browser makes of “&amp;”: it runs and fetches nothing. */
function unescaped(text) {
  return new DOMParser().parseFromString(text, "text/html").body.textContent;
}
