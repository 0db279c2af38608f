"""The words of the forms: the sentences that judge what somebody fills in, and those around the inputs.

The form judges with the message ids of ``validation``, ``dates``, ``field_rules`` and ``text_rules``, so that it and
``check.py`` say the same. It differs in three ways, all here: a form names a field by its label, not by its
key; a field that a file lacks is one that is still empty; and nothing is said of files. An issue speaks likewise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..judging.blocks import LOOSE, NO_BULLETS, UNNUMBERED, UNSPACED
from ..judging.fate import FORMER
from ..judging.link_rules import TELEPHONE
from ..judging.marked import MARKED, TAGGED
from ..judging.place_rules import GUESSED, PLACE_WRITTEN, UNKNOWN
from ..judging.quotes import QUOTED
from ..judging.reach import IN_LAND, IN_REGION, IN_SEVERAL, OUTSIDE
from ..judging.table_rules import TABBED
from ..judging.text_rules import NOTED, TITLED, TURNED
from ..model.fields import Field
from ..reading.unknown import UNTOLD
from ..reading.validation import IN_FULL, SENTENCES, WRITTEN
from ..words.dates import SHORT_YEAR
from ..words.language import N_, Language, Message, message
from ..words.names import slug
from ..words.vocabulary import Section

EMPTY = N_("“%(key)s” is still empty")

# What check.py says, and how a form says it: who fills in a form knows nothing of files.
_IN_A_FORM = {
    IN_LAND: N_(
        "“%(value)s” is no place; leave “places” empty and choose “the whole of the Netherlands” for “coverage”"
    ),
    IN_SEVERAL: N_(
        "“%(value)s” is no place; name each one, or leave “places” empty and choose “several municipalities, not named”"
        " for “coverage”"
    ),
    IN_REGION: N_(
        "“%(value)s” is no place; leave “places” empty, choose “a region” for “coverage” and name it in “coverage_note”"
    ),
    OUTSIDE: N_(
        "“%(value)s” lies outside the Netherlands; leave “places” empty, choose “a region” for “coverage” and name it in"
        " “coverage_note”"
    ),
    GUESSED: N_("the place “%(value)s” is not known; did you mean “%(guess)s”?"),
    UNKNOWN: N_("the place “%(value)s” is not known; take its municipality, or the largest place in that"),
    N_(
        "name at least one place, or say with “coverage” how far it reaches (gemeenten, regio, landelijk, niet-vermeld)"
    ): N_("name at least one place, or say with “coverage” how far it reaches"),
    N_("this name is also used in initiatives/%(other)s.md; one of the two must change"): N_(
        "there is a page with this name already (initiatieven/%(other)s/); improve that one, or choose another name"
    ),
    N_("the file name must be an id of small letters, digits and hyphens, such as “%(guess)s.md”"): N_(
        "this title gives no address for its page; write it in the letters a to z or with digits"
    ),
    UNTOLD: N_("if there is nothing to tell, leave “%(key)s” empty"),
    QUOTED: N_("the quotes of %(value)s come along on the page; leave them out"),
}

# By the names that the form's rules use. What comes from pydantic has its sentence in ``validation``.
JUDGEMENTS = {
    "empty": EMPTY,
    "tooLong": SENTENCES["string_too_long"],
    "tooShort": SENTENCES["string_too_short"],
    "tooMany": SENTENCES["too_long"],
    "tooFew": SENTENCES["too_short"],
    "notWhole": SENTENCES["int_parsing"],
    "tooSmall": SENTENCES["greater_than_equal"],
    "tooLarge": SENTENCES["less_than_equal"],
    "notDay": SENTENCES["date_parsing"],
    "notAddress": SENTENCES["url_parsing"],
    "notWeb": SENTENCES["url_scheme"],
    "addressSpaced": SENTENCES["url_spaced"],
    "addressSecret": SENTENCES["url_secret"],
    "addressTwo": SENTENCES["url_two"],
    "addressMail": SENTENCES["url_mail"],
    "nothing": UNTOLD,
    "addressTooLong": SENTENCES["url_too_long"],
    "notDate": N_("“%(value)s” is not a date; write a year, year-month or year-month-day, such as %(guess)s"),
    "dateWritten": N_("the date “%(value)s” is written “%(right)s” here"),
    "dateShort": SHORT_YEAR,
    "noSuchDate": N_("the date “%(value)s” does not exist"),
    "notPeriod": N_("“%(value)s” is not a period; write 2017–2020, 2017, vanaf 2017 or tot 2020"),
    "periodWritten": N_("the period “%(value)s” is written “%(right)s” here"),
    "reversed": N_("the period “%(value)s” ends before it begins"),
    "unknown": N_("“%(value)s” is not known here; possible are %(choices)s"),
    "written": WRITTEN,
    "unknownGuess": N_("“%(value)s” is not known here; did you mean “%(guess)s”?"),
    "invisible": N_("an invisible character (U+%(code)s) stands here; remove it"),
    "place": UNKNOWN,
    "placeGuess": GUESSED,
    "placeCity": N_("the city is missing before “/%(district)s”; fill it in as well"),
    "placeWhole": IN_LAND,
    "placeSeveral": IN_SEVERAL,
    "placeWider": IN_REGION,
    "placeAbroad": OUTSIDE,
    "placeTwo": N_("name each place by itself: “%(value)s” is “%(one)s” and “%(other)s”"),
    "placeWritten": PLACE_WRITTEN,
    "noDistrict": N_("“%(value)s” names no district; leave out the “/”"),
    "twice": N_("“%(value)s” stands here twice"),
    "nowhere": N_(
        "name at least one place, or say with “coverage” how far it reaches (gemeenten, regio, landelijk, niet-vermeld)"
    ),
    "notFigure": N_(
        "“%(value)s” is not a figure; write a number (11 weken), a range (12–16) or an approximation (circa 6)"
    ),
    "figureFalls": N_("“%(value)s” counts down; write the smaller number first"),
    "noSource": N_("there is no source %(number)d; the last one has number %(count)d"),
    "reviewedEarly": N_("“reviewed” lies before “added”"),
    "future": N_("the date %(date)s lies after the day of the review"),
    "ahead": N_("“%(value)s” lies in the future; is the year right?"),
    "bothReach": N_("“coverage” tells how far it reaches where no places are named; leave out one of the two"),
    "noJudgement": N_("“assessor” and “date” belong to a judgement; choose its level, or leave them out"),
    "unjudged": N_("a judgement needs “assessor” and “date”: who gave it, and when"),
    "notEnded": N_("“why” belongs to something that is completed or stopped"),
    "noAddress": N_("“%(value)s” gives no address; write it in Latin letters"),
    "quoted": QUOTED,
    "marked": MARKED,
    "tagged": TAGGED,
    "digits": N_("“%(value)s” has digits only; write the name in full"),
    "nameTaken": N_("this name is also used in initiatives/%(other)s.md; one of the two must change"),
    "isTitle": N_("“%(value)s” is the title itself; leave it out"),
    "fileTaken": N_("there is an entry with the address “%(slug)s” already; give this one another title"),
    "fileName": N_("the file name must be an id of small letters, digits and hyphens, such as “%(guess)s.md”"),
    "fileReserved": N_("“%(name)s” is a name that computers use for something else; choose another"),
    "fileSize": N_("the file is %(size)d kB; at most %(limit)d kB is possible"),
    "level": N_("a heading of level %(level)d is not possible here; begin with %(marks)s"),
    "heading": N_(
        "the heading “%(text)s” is not one of the fixed ones (%(names)s); below one of those it begins with ###"
    ),
    "headingTitle": TITLED,
    "headingInside": N_("a heading cannot stand in a list or a quote; begin its line with %(marks)s"),
    "html": N_("HTML is not possible here; write plain Markdown, or put it between backquotes"),
    "linkTurned": TURNED,
    "noLink": N_("this is no link yet: write [text](address), with no space in the address or before it"),
    "conflict": N_("“%(mark)s” stands where Git found two versions; keep one of them and remove its marks"),
    "image": N_("images are not possible in a description"),
    "scheme": N_("a link with “%(scheme)s:” is not possible; use https:, http: or mailto:"),
    "telephone": TELEPHONE,
    "dead": N_("the link “%(target)s” leads nowhere; link to another entry as [name](its-file.md)"),
    "deadGuess": N_("the link “%(target)s” leads nowhere; did you mean “%(guess)s”?"),
    "linkBare": IN_FULL,
    "linkOpen": N_("this link leads nowhere; write its address between the brackets: [text](address)"),
    "formerName": FORMER,
    "removed": N_("“%(value)s” was removed on %(date)s (%(why)s)"),
    "removedSee": N_("“%(value)s” was removed on %(date)s (%(why)s); see “%(see)s” instead"),
    "anchor": N_("“%(source)s” has no heading “#%(anchor)s”"),
    "anchorGuess": N_("“%(source)s” has no heading “#%(anchor)s”; did you mean “#%(guess)s”?"),
    "linkEmpty": N_("this link has no text; write between the square brackets where it leads"),
    "headingEmpty": N_("this heading has no text; write it behind the #, or remove the line"),
    "notMail": N_("“%(value)s” is no mail address; write it in full, such as mailto:name@example.nl"),
    "tableCells": N_(
        "this row has more cells than the first row of its table, which has %(count)d; what is too many vanishes (write a | in a text as \\|)"
    ),
    "noTable": N_("this is no table yet: put a line with “%(dashes)s” below its first row"),
    "tabTable": TABBED,
    "note": NOTED,
    "noItem": UNSPACED,
    "noBullets": NO_BULLETS,
    "unnumbered": UNNUMBERED,
    "loose": LOOSE,
    "toWrite": N_("here is still to be written: “%(prompt)s”"),
    "deep": N_("lists or quotes are nested deeper than %(limit)d levels"),
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
_MISSING = (
    N_("the field “%(key)s” is missing; for example “%(key)s: %(example)s”"),
    N_("the field “%(key)s” is missing (%(label)s)"),
)
_SECTION_MISSING = N_("the section “## %(name)s” is missing")


def labels_of(tree: Sequence[Field], language: Language) -> dict[str, str]:
    """The label of every key. Where records use one key for different things, the sentence names none of them."""
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
    elif judgement.id == _SECTION_MISSING:
        return language.say(EMPTY, key=Message(Section(slug(judgement.values["name"])).label))
    values: dict[str, Any] = dict(judgement.values)
    if "key" in values:
        values["key"] = labels.get(values["key"], values["key"])
    template = _by_label(language.say(_IN_A_FORM.get(judgement.id, judgement.id)), labels)
    return template % {name: language.value(value) for name, value in values.items()} if values else template


def _by_label(text: str, labels: dict[str, str]) -> str:
    """‘coverage’ becomes ‘Bereik’: the sentence names a field by the word that stands in the form."""
    return _NAMED.sub(lambda match: match[1] + labels.get(match[2], match[2]), text)
