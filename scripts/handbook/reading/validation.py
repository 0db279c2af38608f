"""From values to records: pydantic's judgement, in sentences that say what would be right.

Every error of pydantic has a stable type and the path of its value; the type chooses the sentence, the path
finds the line and column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..model.fields import TERMS
from ..model.gazetteer import gazetteer
from ..model.record import SLUG, in_full
from ..words.language import N_, Language, Message, languages, message
from ..words.names import nearest, same, slug
from ..words.vocabulary import Vocabulary
from .reader import Document, Path
from .unknown import causes, inner, owner_of, part_of, unknown, untold, wanting

MOST = 100  # problems with the fields of one file that are told at once

R = TypeVar("R", bound=BaseModel)

_ITEMS = re.compile(r"[\w ,;./’–-]{1,80}")  # words that between [ and ] are still the same words
BETWEEN = r"\s+(?:en|/|\+)\s+|\s*[;,]\s*|(?<=[a-z])\s+(?=[a-z])"  # what people put between the ids of terms
_ITEM = re.compile(r"[^\W_][\w./’–-]*(?: [\w./’–-]+)*")  # what may stand in a list without quotes
_LONGEST = 400  # signs of a list without brackets
_SHOWN = 100  # signs of a value in a sentence


def validate(document: Document, model: type[R], **given: Any) -> R | None:
    """The record that a document holds, or None after adding what is wrong to ``document.problems``.

    ``given`` are fields that do not come from the contributor, such as the slug; a contributor who writes one
    of them gets the same sentence as for any unknown field.
    """
    values = dict(document.values)
    for name in given:
        if name in values:
            document.complain(unknown(model, (name,), set(given)), *document.key_at((name,)))
            del values[name]
    try:
        record = model.model_validate(values | given)
    except ValidationError as error:
        items = error.errors(include_url=False, include_input=True)
        document.wrong.update(str(item["loc"][0]) for item in items)
        for item in causes(document, model, items[:MOST], set(given)):  # when these are mended, the rest is shown
            _complain(document, model, item, set(given))
        return None
    return None if document.problems else record


def draft(document: Document, model: type[R], stand_in: dict[str, Any]) -> R | None:
    """A record of what is right in a broken document, so that the rules can see the rest of it too.

    ``stand_in`` gives a value for each required field and whatever else must be there.
    """
    document.wrong.update(str(path[0]) for path in document.empty if path)
    document.wrong.update(name for name in stand_in if name not in document.values)
    right = stand_in | {name: value for name, value in document.values.items() if name not in document.wrong}
    try:
        return model.model_validate(right)
    except ValidationError:
        return None


def _complain(document: Document, model: type[BaseModel], item: dict[str, Any], given: set[str]) -> None:
    path, kind = item["loc"], item["type"]
    if kind == "extra_forbidden":
        document.problems.append(document.problem(path, unknown(model, path, given), of_key=True))
    elif kind == "missing":
        if not wanting(document, path):
            line, column = document.at(path[:-1]) if len(path) > 1 else (1, 1)
            document.complain(_missing(model, path), line, column)
    else:
        document.problems.append(document.problem(path, _sentence(model, item)))


def _missing(model: type[BaseModel], path: Path) -> Message:
    field = owner_of(model, path).model_fields[str(path[-1])]
    example = field.examples[0] if field.examples else None
    if example is None:
        return message(MISSING_LABEL, key=path[-1], label=Message(field.title or ""))
    written = f"[{', '.join(example)}]" if isinstance(example, list) else Message(str(example))
    return message(MISSING, key=path[-1], example=written)


def _sentence(model: type[BaseModel], item: dict[str, Any]) -> Message:
    kind, path, value = item["type"], item["loc"], item["input"]
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "enum":
        return _no_choice(model, key, path, value)
    if said := untold(model, path, value):
        return said
    if kind == "tuple_type":
        return _no_list(model, path, value)
    if kind == "string_type" or (kind in ("partial_date", "period") and not isinstance(value, str)):
        return _no_text(key, path, value, together=kind == "string_type")
    if kind in ("model_type", "model_attributes_type") and isinstance(value, str):
        return _no_record(model, key, path, value)
    context = item.get("ctx", {})
    if kind.startswith(("date_written", "date_short", "partial_date", "no_such_date", "period")):
        return Message(item["msg"], context)
    shown = shortened(value) if isinstance(value, str) else ""
    if kind == "url_parsing" and (right := in_full(shown)):
        return whole(value.strip(), right)
    if kind == "int_parsing" and key == "source":
        return message(_NO_SOURCE, value=shown)
    values = {
        "key": key,
        "value": shown,
        "length": len(value) if hasattr(value, "__len__") else 0,
        "reason": item["msg"],
        "slug": slug(shown) or "dagbesteding",
        "part": next(iter(owner_of(model, (*path, "")).model_fields)),
    }
    return Message(SENTENCES.get(kind, N_("“%(key)s” is not right: %(reason)s")), values | context)


def whole(address: str, right: str) -> Message:
    """How to write a web address that lacks its scheme, or that stands between brackets or quotes."""
    return message(IN_FULL if right.endswith(address) else WRITTEN, value=address, right=right)


def shortened(value: str) -> str:
    """A value as it fits in a sentence."""
    return value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"


def _no_choice(model: type[BaseModel], key: str, path: Path, value: Any) -> Message:
    """A word of a vocabulary was expected. It is known by its label too: case, accents and quotes do not count."""
    if not isinstance(value, str):
        return _no_text(key, path, value)
    names = tuple(part for part in path if isinstance(part, str))
    choices = tuple(inner(owner_of(model, names).model_fields[key].annotation, Vocabulary))
    labels = {slug(language.say(one.label)): one.value for language in map(Language, languages()) for one in choices}
    right = (labels | {slug(one): one.value for one in choices}).get(slug(value))
    return message(WRITTEN, value=value, right=right) if right else unknown_value(value, choices)


def _no_record(model: type[BaseModel], key: str, path: Path, value: str) -> Message:
    """A record was expected, and a text stands there: it is shown as the value of the first field, or of the address."""
    fields = owner_of(model, (*path, "")).model_fields
    first = "url" if "url" in fields and value.startswith(("http://", "https://")) else next(iter(fields))
    shown = "…" if " " in value and inner(fields[first].annotation, Vocabulary) else shortened(value)
    return message(_LISTED if isinstance(path[-1], int) else _OWN, key=key, part=first, value=shown)


def _no_text(key: str, path: Path, value: Any, together: bool = False) -> Message:
    """One text was expected, and there is a list or something else; with ``together`` its texts may become one."""
    if not isinstance(value, list):
        return message(SENTENCES["string_type"], key=key)
    if isinstance(path[-1], int):
        return message(N_("“%(key)s” is a list already; leave out the second brackets or hyphens"), key=key)
    texts = [item for item in value if isinstance(item, str)] or ["…"]
    what = N_("“%(key)s” has one value, no list; write “%(key)s: %(value)s”")
    return message(what, key=key, value=shortened(", ".join(texts if together else texts[:1])))


def _no_list(model: type[BaseModel], path: Path, value: Any) -> Message:
    """A list was expected; how it is written, with what stands there."""
    key = path[-1]
    part = part_of(owner_of(model, path), str(key))
    if part:
        what = N_("“%(key)s” must be a list: lines that begin with “- %(part)s: …”")
        return message(what, key=key, part=next(iter(part.model_fields)))
    shown = value.strip() if isinstance(value, str) else ", ".join(value) if isinstance(value, dict) else ""
    if shown[:1] in "-–—•*" and shown:
        return message(
            N_("begin each item of “%(key)s” with a hyphen and a space: “- %(item)s”"),
            key=key,
            item=re.split(r"\s[-–—•*]\s", shown[1:].strip())[0][:80],
        )
    if isinstance(value, str) and len(value) <= _LONGEST:
        items = re.split(r"\s*[,;/]\s*", shown) if key in TERMS else _places(shown) if key == "places" else [shown]
        several = key in TERMS and all(re.fullmatch(SLUG, one) for one in re.split(BETWEEN, shown))
        if all(map(_ITEM.fullmatch, items)) and not (several and " " in "".join(items)):
            return message(_LIST, key=key, value=value, right=tuple(items))
    shown = shown.strip("()[]{} ")
    items = re.sub(BETWEEN if key in TERMS else r"\s*;\s*", ", ", shown) if _ITEMS.fullmatch(shown) else "a, b"
    return message(SENTENCES["tuple_type"], key=key, items=items)


def _places(text: str) -> list[str]:
    """“Utrecht en Zeist” are two places if both are known, and “Bergen op Zoom” is one."""
    items, known = re.split(r"\s+en\s+|\s*[,;&]\s*", text), gazetteer()
    return items if same(text) not in known and all(same(item) in known for item in items) else [text]


def unknown_value(value: str, choices: Sequence[str]) -> Message:
    """The sentence for a value that is not among the choices: it names the one that was meant, or else all of them."""
    also = {other: one for one in choices if isinstance(one, Vocabulary) for other in one.also}
    guess = also.get(same(value)) or nearest(value, choices)
    if guess:
        return message(NEAREST, value=value, guess=guess)
    if not choices:
        return message(N_("“%(value)s” is not known here; there is nothing to choose from yet"), value=value)
    return message(POSSIBLE, value=value, choices=tuple(choices))


MISSING = N_("the field “%(key)s” is missing; for example “%(key)s: %(example)s”")
MISSING_LABEL = N_("the field “%(key)s” is missing (%(label)s)")
POSSIBLE = N_("“%(value)s” is not known here; possible are %(choices)s")
NEAREST = N_("“%(value)s” is not known here; did you mean “%(guess)s”?")
_LIST = N_("“%(key)s” must be a list: write “[%(right)s]”, or lines that begin with “- ”")
WRITTEN = N_("“%(value)s” is written “%(right)s” here")
IN_FULL = N_("write the web address in full: “%(right)s”")
_NO_SOURCE = N_("“%(value)s” is not the number of a source; write 1 for the first one in the list, 2 for the second")
_NO_DATE = N_("“%(value)s” cannot stand here; write a date that exists as year-month-day, such as 2026-11-22")
_LISTED = N_("begin with the name of the field: “- %(part)s: %(value)s”; its other fields stand below it, indented")
_OWN = N_("“%(key)s” must have fields of its own, each on an indented line such as “%(part)s: %(value)s”")
_OWN_FIELDS = N_("“%(key)s” must have fields of its own, each on an indented line such as “%(part)s: …”")
SENTENCES = {
    "string_too_long": N_("“%(key)s” is too long: %(length)d characters, at most %(max_length)d"),
    "string_too_short": N_("“%(key)s” is too short: at least %(min_length)d characters"),
    "string_type": N_("“%(key)s” must be text; put it in quotes, on one line"),
    "string_unicode": N_("“%(key)s” has signs that cannot be read; type it again"),
    "string_pattern_mismatch": N_(
        "“%(value)s” is not an id; use small letters, digits and hyphens, such as “%(slug)s”"
    ),
    "tuple_type": N_("“%(key)s” must be a list, such as [%(items)s] or lines that begin with “- ”"),
    "too_long": N_("“%(key)s” has %(actual_length)d items; at most %(max_length)d are possible"),
    "too_short": N_("“%(key)s” needs at least %(min_length)d item"),
    "model_type": _OWN_FIELDS,
    "model_attributes_type": _OWN_FIELDS,
    **dict.fromkeys(
        ("int_parsing", "int_parsing_size"), N_("“%(value)s” is not a whole number; write it with digits only")
    ),
    "int_type": N_("“%(key)s” must be a whole number"),
    "float_parsing": N_("“%(value)s” is not a number; write it with a point, such as 52.37"),
    "greater_than_equal": N_("“%(key)s” must be at least %(ge)s"),
    "less_than_equal": N_("“%(key)s” must be at most %(le)s"),
    **dict.fromkeys(("date_from_datetime_parsing", "date_from_datetime_inexact", "date_parsing"), _NO_DATE),
    "date_type": N_("“%(key)s” must be a date; write year-month-day, such as 2026-11-22"),
    "url_parsing": N_("“%(value)s” is not a web address; write it in full, such as https://www.example.nl/"),
    "url_scheme": N_("“%(value)s” is not a web address that begins with https:// or http://"),
    "url_spaced": N_("a web address has no spaces; remove them"),
    "url_two": N_("one web address stands here; the second one belongs to a source of its own, or in the text"),
    "url_mail": N_("“%(value)s” is a mail address; a web address stands here, such as https://www.example.nl/"),
    "url_secret": N_("a name or a password stands in this web address; remove what stands before the @"),
    "url_type": N_("“%(key)s” must be a web address, such as https://www.example.nl/"),
    "url_too_long": N_("“%(key)s” is too long: at most %(max_length)d characters"),
}
