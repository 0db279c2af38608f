"""The words of the forms: the sentences that judge what somebody fills in, and those around the inputs.

The form judges with the message ids of ``validation``, ``dates``, ``field_rules`` and ``text_rules``, so that it and
``check.py`` say the same. It differs in three ways, all here: a form names a field by its label, not by its
key; a field that a file lacks is one that is still empty; and nothing is said of files. An issue speaks likewise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..judging import (
    blocks,
    fate,
    field_rules,
    link_rules,
    marked,
    place_rules,
    quotes,
    reach,
    rules,
    table_rules,
    text_rules,
    time_rules,
)
from ..model.fields import Field
from ..reading import decode, sources, unknown, validation
from ..words import dates, periods
from ..words.language import N_, Language, Message, message
from ..words.names import slug
from ..words.vocabulary import Section

EMPTY = N_("“%(key)s” is still empty")

# Sentences of check.py that a form says in another way, without a word of files.
_IN_A_FORM = {
    reach.IN_LAND: N_(
        "“%(value)s” is no place; leave “places” empty and choose “the whole of the Netherlands” for “coverage”"
    ),
    reach.IN_SEVERAL: N_(
        "“%(value)s” is no place; name each one, or leave “places” empty and choose “several municipalities, not named”"
        " for “coverage”"
    ),
    reach.IN_REGION: N_(
        "“%(value)s” is no place; leave “places” empty, choose “a region” for “coverage” and name it in “coverage_note”"
    ),
    reach.OUTSIDE: N_(
        "“%(value)s” lies outside the Netherlands; leave “places” empty, choose “a region” for “coverage” and name it in"
        " “coverage_note”"
    ),
    place_rules.GUESSED: N_("the place “%(value)s” is not known; did you mean “%(guess)s”?"),
    place_rules.UNKNOWN: N_("the place “%(value)s” is not known; take its municipality, or the largest place in that"),
    field_rules.NO_REACH: N_("name at least one place, or say with “coverage” how far it reaches"),
    rules.TAKEN: N_(
        "there is a page with this name already (initiatieven/%(other)s/); improve that one, or choose another name"
    ),
    sources.NO_ID: N_("this title gives no address for its page; write it in the letters a to z or with digits"),
    unknown.UNTOLD: N_("if there is nothing to tell, leave “%(key)s” empty"),
    quotes.QUOTED: N_("the quotes of %(value)s come along on the page; leave them out"),
}

# By the names that the form's rules use. What comes from pydantic has its sentence in ``validation``.
JUDGEMENTS = {
    "empty": EMPTY,
    "tooLong": validation.SENTENCES["string_too_long"],
    "tooShort": validation.SENTENCES["string_too_short"],
    "tooMany": validation.SENTENCES["too_long"],
    "tooFew": validation.SENTENCES["too_short"],
    "notWhole": validation.SENTENCES["int_parsing"],
    "tooSmall": validation.SENTENCES["greater_than_equal"],
    "tooLarge": validation.SENTENCES["less_than_equal"],
    "notDay": validation.SENTENCES["date_parsing"],
    "notAddress": validation.SENTENCES["url_parsing"],
    "notWeb": validation.SENTENCES["url_scheme"],
    "addressSpaced": validation.SENTENCES["url_spaced"],
    "addressSecret": validation.SENTENCES["url_secret"],
    "addressTwo": validation.SENTENCES["url_two"],
    "addressMail": validation.SENTENCES["url_mail"],
    "nothing": unknown.UNTOLD,
    "addressTooLong": validation.SENTENCES["url_too_long"],
    "notDate": dates.NO_DATE,
    "dateWritten": dates.DATE_WRITTEN,
    "dateShort": dates.SHORT_YEAR,
    "noSuchDate": dates.NO_SUCH_DATE,
    "notPeriod": periods.NO_PERIOD,
    "periodWritten": periods.PERIOD_WRITTEN,
    "reversed": periods.REVERSED,
    "unknown": validation.POSSIBLE,
    "written": validation.WRITTEN,
    "unknownGuess": validation.NEAREST,
    "invisible": decode.INVISIBLE,
    "place": place_rules.UNKNOWN,
    "placeGuess": place_rules.GUESSED,
    "placeCity": place_rules.NO_CITY,
    "placeWhole": reach.IN_LAND,
    "placeSeveral": reach.IN_SEVERAL,
    "placeWider": reach.IN_REGION,
    "placeAbroad": reach.OUTSIDE,
    "placeTwo": place_rules.TWO,
    "placeWritten": place_rules.PLACE_WRITTEN,
    "noDistrict": place_rules.NO_DISTRICT,
    "twice": field_rules.TWICE,
    "nowhere": field_rules.NO_REACH,
    "notFigure": field_rules.NO_FIGURE,
    "figureFalls": field_rules.FALLING,
    "noSource": field_rules.NO_SOURCE,
    "reviewedEarly": time_rules.REVIEWED_EARLY,
    "future": time_rules.AFTER_REVIEW,
    "ahead": time_rules.AHEAD,
    "bothReach": field_rules.TWO_REACHES,
    "noJudgement": field_rules.UNJUDGED,
    "unjudged": field_rules.UNSIGNED,
    "notEnded": field_rules.NOT_ENDED,
    "noAddress": field_rules.NO_ADDRESS,
    "quoted": quotes.QUOTED,
    "marked": marked.MARKED,
    "tagged": marked.TAGGED,
    "digits": field_rules.DIGITS,
    "nameTaken": rules.TAKEN,
    "isTitle": rules.OWN_TITLE,
    "fileTaken": N_("there is an entry with the address “%(slug)s” already; give this one another title"),
    "fileName": sources.NO_ID,
    "fileReserved": sources.RESERVED,
    "fileSize": decode.TOO_LARGE,
    "level": text_rules.LEVEL,
    "heading": text_rules.NOT_FIXED,
    "headingTitle": text_rules.TITLED,
    "headingInside": text_rules.INSIDE,
    "html": text_rules.HTML,
    "linkTurned": text_rules.TURNED,
    "noLink": text_rules.NO_LINK,
    "conflict": decode.CONFLICTING,
    "image": link_rules.IMAGE,
    "scheme": link_rules.SCHEME,
    "telephone": link_rules.TELEPHONE,
    "dead": link_rules.DEAD,
    "deadGuess": link_rules.DEAD_GUESS,
    "linkBare": validation.IN_FULL,
    "linkOpen": link_rules.NOWHERE,
    "formerName": fate.FORMER,
    "removed": fate.REMOVED,
    "removedSee": fate.REMOVED_SEE,
    "anchor": link_rules.NO_ANCHOR,
    "anchorGuess": link_rules.NO_ANCHOR_GUESS,
    "linkEmpty": link_rules.UNNAMED,
    "headingEmpty": text_rules.NO_TEXT,
    "notMail": link_rules.NOT_MAIL,
    "tableCells": table_rules.TOO_MANY_CELLS,
    "noTable": table_rules.NO_TABLE,
    "tabTable": table_rules.TABBED,
    "note": text_rules.NOTED,
    "noItem": blocks.UNSPACED,
    "noBullets": blocks.NO_BULLETS,
    "unnumbered": blocks.UNNUMBERED,
    "loose": blocks.LOOSE,
    "toWrite": text_rules.UNWRITTEN,
    "deep": text_rules.DEEP,
}

# What the form says beside that. ``{name}`` is filled in by the browser.
AROUND = {
    "added": N_("{name} added"),
    "removed": N_("{name} removed"),
    "remove": N_("Remove {name}"),
    "chosen": N_("Chosen: {names}"),
    "noneFound": N_("Nothing found"),
    "found": N_("{count} found"),
    "chooseSource": N_("Choose a source"),
    "untitled": N_("no title yet"),
    "characters": N_("{count} of {most} characters"),
    "saved": N_("Draft kept on this device at {time}."),
    "notSaved": N_("Your browser keeps no draft here. Download the file before you close this page."),
    "restored": N_("Welcome back. We have put your draft in the form again."),
    "wipe": N_("Shall we wipe the draft? You cannot undo this."),
    "wiped": N_("The draft has been wiped."),
    "leftAbsent": N_("{count} required still"),
    "leftWrong": N_("{count} to mend still"),
    "leftNone": N_("done"),
    "leftFree": N_("may stay so"),
    "todoNone": N_("Everything is in order. You can send it in."),
    "todoOne": N_("1 thing to look at still:"),
    "todoMany": N_("{count} things to look at still:"),
    "early": N_("This is not finished, but you may send it already. The editors will help you further."),
    "copied": N_("The text has been copied."),
    "copiedToo": N_("We copied the text for you as well. Is the file on GitHub empty? Then paste it there."),
    "notCopied": N_(
        "Your browser does not let us copy. The text below is selected: press Ctrl+C, or Command+C on a Mac."
    ),
    "downloaded": N_("The file {name} has been downloaded."),
    "tooBig": N_(
        "Your text is too long to go along by itself ({size} kB, at most {limit} kB fits). The button copies it; paste it into the empty file on GitHub."
    ),
    "mailBig": N_("Your text is too long for a mail that opens by itself. Download the file and add it to the mail."),
    "subject": N_("Contribution to the handbook: {name}"),
    "attached": N_("I made this entry with the form; the file is attached."),
    "previewTitle": N_("The title comes here"),
    "previewSummary": N_("The summary comes here."),
    "source": N_("Source {number}"),
    "undated": N_("undated"),
}

_NAMED = re.compile(r"([‘“])(\w+)(?=[’”])")
_MISSING = (validation.MISSING, validation.MISSING_LABEL)


def labels_of(tree: Sequence[Field], language: Language) -> dict[str, str]:
    """The label of every key; that of a field of an entry goes before that of a part of a record."""
    inner = {field.key: language.say(field.label) for outer in tree for field in outer.fields}
    return inner | {field.key: language.say(field.label) for field in tree}


def sentences(language: Language, labels: dict[str, str]) -> dict[str, str]:
    """Every judgement in the words of a form; its ``%(name)s`` marks are still open."""
    return {
        name: _by_label(language.say(_IN_A_FORM.get(message_id, message_id)), labels)
        for name, message_id in JUDGEMENTS.items()
    }


def said(judgement: Message, language: Language, labels: dict[str, str]) -> str:
    """A judgement of ``check.py`` as a form says it."""
    if judgement.id in _MISSING:
        judgement = message(EMPTY, key=judgement.values["key"])
    elif judgement.id == text_rules.NO_SECTION:
        return language.say(EMPTY, key=Message(Section(slug(judgement.values["name"])).label))
    values: dict[str, Any] = dict(judgement.values)
    if "key" in values:
        values["key"] = labels.get(values["key"], values["key"])
    template = _by_label(language.say(_IN_A_FORM.get(judgement.id, judgement.id)), labels)
    return template % {name: language.value(value) for name, value in values.items()} if values else template


def _by_label(text: str, labels: dict[str, str]) -> str:
    """‘coverage’ becomes ‘Bereik’: the sentence names a field by the word that stands in the form."""
    return _NAMED.sub(lambda match: match[1] + labels.get(match[2], match[2]), text)
