// Marks of Markdown or HTML in a field, like scripts/handbook/judging/marked.py.

export function marksBy(patterns) {
  const MARKS = patterns.marks.map((pattern) => new RegExp(pattern, "gu"));
  const LONE = new RegExp(patterns.lone, "gu");
  const ENTITY = new RegExp(patterns.entity, "gu");

  /** Each piece with marks of one kind, and what it says without them: nothing for a code that holds no words. */
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

/** What a browser makes of “&amp;”: nothing of it runs, or is fetched. */
function unescaped(text) {
  return new DOMParser().parseFromString(text, "text/html").body.textContent;
}
