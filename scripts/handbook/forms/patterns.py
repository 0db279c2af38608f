"""What values and texts look like: the patterns by which the rules read them, by the names that the form's script uses."""

from __future__ import annotations

from ..judging import blocks, link_rules, marked, place_rules, quotes, reach, table_rules, text_rules
from ..model.gazetteer import BRACKETED, CALLED
from ..model.record import HELD, MAIL, SLUG, UNBEGUN
from ..reading import body, decode, headings, sources, unknown
from ..words import counts, dates, periods


def patterns() -> dict[str, str | list[str]]:
    """The patterns by name, in JavaScript, which writes named groups and letters in another way."""
    return {
        "slug": SLUG,
        "reserved": "|".join((sources.DEVICE.pattern, *sources.PAGES)),
        "barred": decode.BARRED.pattern,
        "figure": counts.FIGURE.pattern,
        "hyphen": counts.HYPHEN.pattern,
        "about": counts.ABOUT.pattern,
        "whole": reach.WHOLE,
        "several": reach.SEVERAL,
        "wider": reach.WIDER,
        "abroad": reach.ABROAD,
        "bracketed": BRACKETED.pattern,
        "called": CALLED.pattern,
        "around": place_rules.AROUND.pattern,
        "between": place_rules.BETWEEN.pattern,
        "date": dates.DATE.pattern,
        "written": dates.WRITTEN.pattern,
        "yearFirst": dates.YEAR_FIRST.pattern,
        "period": periods.PERIOD.pattern.replace("(?P<", "(?<"),
        "spoken": periods.SPOKEN.pattern.replace("(?P<", "(?<"),
        "year": dates.YEAR.pattern,
        "short": dates.SHORT.pattern.replace("(?P<", "(?<"),
        "cut": dates.CUT.pattern.replace("(?P<", "(?<"),
        "ending": periods.ENDING.pattern.replace("(?P<", "(?<"),
        "taken": headings.TAKEN.pattern,
        "bullet": body.BULLET.pattern,
        "gap": body.GAP.pattern,
        "nearly": body.NEARLY.pattern,
        "slip": body.SLIP,
        "note": text_rules.NOTE.pattern,
        "item": blocks.ITEM.pattern.replace(r"[^\W\d_]", r"\p{L}"),
        "dashed": blocks.DASHED,
        "numbered": blocks.NUMBERED.replace(r"[^\W\d_]", r"\p{L}"),
        "row": table_rules.ROW,
        "held": quotes.HELD,
        "marks": [_letters(pattern) for pattern in marked.MARKS],
        "lone": marked.LONE,
        "entity": marked.ENTITY,
        "bare": UNBEGUN.pattern,
        "wrapped": HELD.pattern,
        "mail": MAIL.pattern,
        "nothing": unknown.NOTHING.pattern,
        "published": link_rules.PUBLISHED.pattern,
    }


def _letters(pattern: str) -> str:
    """The pattern in JavaScript, for letters and digits of every language, with named groups and references to them."""
    named = pattern.replace("(?P<", "(?<").replace("(?P=mark)", r"\k<mark>").replace(r"[^\W_]", r"[\p{L}\p{N}]")
    return named.replace(r"[\w", r"[\p{L}\p{N}_").replace(r"\w", r"[\p{L}\p{N}_]")
