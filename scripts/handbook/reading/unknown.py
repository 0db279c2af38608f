"""Undeclared fields: what was meant by them. And which errors follow from others, so that a mistake is told once."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from ..words.language import N_, Language, Message, languages, message
from ..words.names import nearest, slug
from .builder import EMPTY
from .reader import Document, Path

Item = dict[str, Any]  # an error of pydantic

# What people call a field elsewhere, beside its labels.
ELSEWHERE = {
    "summary": ("description", "intro", "inleiding", "omschrijving", "beschrijving"),
    "themes": ("tags", "topics", "onderwerpen"),
    "target_groups": ("audience", "doelgroep"),
    "places": ("location", "locations", "city", "stad", "gemeente", "locatie"),
    "coverage_note": ("toelichting",),
    "people": ("persons", "contact", "persoon", "personen"),
    "period": ("looptijd",),
    "figures": ("cijfer",),
    "programme": ("program",),
    "series": ("reeks",),
    "sources": ("source", "references", "bron"),
    "follow_up": ("vervolg",),
    "added": ("created", "aangemaakt"),
    "reviewed": ("updated", "bijgewerkt"),
    "author": ("auteurs", "schrijver", "schrijvers"),
    "url": ("link", "website", "adres"),
    "date": ("jaar",),
}

# What people write in a field that they could leave out.
NOTHING = re.compile(
    r"(?:geen|onbekend|nvt|n\.v\.t|z\.d|niet (?:bekend|vermeld|van toepassing)|(?:zonder|geen) (?:datum|jaar|jaartal)|(?:dat )?weet ik niet)\.?",
    re.IGNORECASE,
)
WANTING = N_("“%(key)s” has no value, and always needs one; fill it in")
UNTOLD = N_("if there is nothing to tell, nothing is filled in here: remove “%(key)s”")


def untold(model: type[BaseModel], path: Path, value: Any) -> Message | None:
    """The advice to leave out an optional field whose value says that there is nothing to tell; else None."""
    if not isinstance(value, str) or not NOTHING.fullmatch(value.strip()):
        return None
    names = tuple(part for part in path if isinstance(part, str))
    optional = not owner_of(model, names).model_fields[names[-1]].is_required()
    return message(UNTOLD, key=names[-1]) if optional else None


def wanting(document: Document, path: Path) -> bool:
    """Whether a required field has no value; if so, the complaint about that no longer advises to remove the line."""
    if path not in document.empty:
        return False
    place, said = document.key_at(path), message(WANTING, key=path[-1])
    document.problems = [
        replace(problem, message=said)
        if (problem.line, problem.column) == place and problem.message.id == EMPTY
        else problem
        for problem in document.problems
    ]
    return True


def unknown(model: type[BaseModel], path: Path, given: set[str]) -> Message:
    """What to say of a field that does not exist: where it belongs, what was meant, or what is possible."""
    owner, guess, around, called = _meant(model, path, given)
    if guess and _labels(owner).get(called) == guess and called not in map(_key, ELSEWHERE.get(guess, ())):
        return message(N_("the field “%(value)s” is written “%(right)s” here"), value=path[-1], right=guess)
    if guess:
        return message(N_("the field “%(key)s” does not exist; did you mean “%(guess)s”?"), key=path[-1], guess=guess)
    if around:
        what = N_("the field “%(key)s” belongs below %(owners)s: put it there, indented")
        return message(what, key=_labels(part_of(owner, around[0]))[called], owners=tuple(around))
    names = tuple(name for name in owner.model_fields if name not in given)
    return message(N_("the field “%(key)s” does not exist; possible are %(names)s"), key=path[-1], names=names)


def _meant(model: type[BaseModel], path: Path, given: set[str]) -> tuple[type[BaseModel], str | None, list[str], str]:
    """The model that would hold the field, the field that was meant, the records that have this field, and its key."""
    owner = owner_of(model, path)
    names = [name for name in owner.model_fields if name not in given]
    called = _key(str(path[-1]).partition("(")[0])  # what stands between brackets was its explanation
    labels = _labels(owner)
    if (label := labels.get(called)) in names:
        return owner, label, [], called
    around = [name for name in names if called in _labels(part_of(owner, name))] if len(path) == 1 else []
    if around and (own := _labels(part_of(owner, around[0]))[called]) in names:
        return owner, own, [], called
    if around:
        return owner, None, around, called
    label = nearest(called, labels)
    return owner, label if label in names else nearest(str(path[-1]), names), [], called


def causes(document: Document, model: type[BaseModel], items: list[Item], given: set[str]) -> list[Item]:
    """The errors without those that follow from another."""
    extras = [item["loc"] for item in items if item["type"] == "extra_forbidden"]
    wrong = {str(item["loc"][0]) for item in items if item["type"] != "missing"}
    follow: set[Path] = {path[:-1] for path in extras if len(path) > 1}  # what is missing beside it may be what it is
    strayed: dict[str, list[Path]] = {}
    for path in extras:
        _, guess, around, _ = _meant(model, path, given)
        if guess:
            follow.add((*path[:-1], guess))
            document.wrong.add(str(path[0]) if len(path) > 1 else guess)
        elif owners := [name for name in around if name in wrong or (name,) in document.empty]:
            strayed.setdefault(owners[0], []).append(path)
    for name, paths in strayed.items():
        _not_indented(document, name, paths)
    for item in items:
        if item["type"] in ("string_type", "tuple_type"):
            _none_within(document, item["loc"])
    split = _split(document, items)
    led = {path for paths in strayed.values() for path in paths}

    def follows(item: Item) -> bool:
        path = item["loc"]
        if item["type"] == "missing" and ({path, path[:-1]} & follow - {()} or path[:1] in split):
            return True
        return path in led or any(other is not item and other["loc"][: len(path)] == path for other in items)

    return [item for item in items if not follows(item)]


def _not_indented(document: Document, name: str, paths: list[Path]) -> None:
    """A field without a value whose own fields stand below it, but not indented."""
    if (name,) not in document.empty:
        return
    place = document.key_at((name,))
    document.problems = [problem for problem in document.problems if (problem.line, problem.column) != place]
    what = N_("what belongs to “%(key)s” must be indented: put two spaces before %(names)s")
    document.complain(message(what, key=name, names=tuple(str(path[-1]) for path in paths)), *place)


def _none_within(document: Document, path: Path) -> None:
    """Drop complaints about missing values inside a value of the wrong kind, as in “{zelfhulp, herstel}”."""
    places = {document.key_at(own) for own in document.empty if own[: len(path)] == path != own}
    document.problems = [
        problem
        for problem in document.problems
        if (problem.line, problem.column) not in places or problem.message.id != EMPTY
    ]


def _split(document: Document, items: list[Item]) -> set[Path]:
    """The lists in which one record became several, because each of its fields was given a hyphen."""
    found: set[Path] = set()
    for name in {item["loc"][0] for item in items if item["type"] == "missing" and len(item["loc"]) == 3}:
        records = document.values.get(name)
        if not isinstance(records, list) or len(records) < 2:
            continue
        if not all(isinstance(record, dict) and len(record) == 1 for record in records):
            continue
        if len({next(iter(record)) for record in records}) == len(records):
            what = N_("a hyphen begins something new here; leave it out, and indent “%(key)s” as the field above it")
            document.complain(message(what, key=next(iter(records[1]))), *document.at((name, 1)))
            found.add((name,))
    return found


@cache
def _labels(model: type[BaseModel] | None) -> dict[str, str]:
    """The names of the fields of a model, by themselves, by the labels that people see, in any language, and by what they
    are called elsewhere."""
    found = {}
    fields = model.model_fields if model else {}
    for name in fields:
        found |= dict.fromkeys(map(_key, ELSEWHERE.get(name, ())), name)
    for language in map(Language, languages()) if model else ():
        found |= {_key(language.say(info.title)): name for name, info in fields.items() if info.title}
    return found | {_key(name): name for name in fields}


def _key(name: str) -> str:
    """A key that is the same for all spellings of the name of a field."""
    return slug(name).replace("-", "")


def part_of(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    return inner(model.model_fields[name].annotation, BaseModel)


@cache
def owner_of(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The model that declares the last name of a path."""
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = inner(model.model_fields[part].annotation, BaseModel) or model
    return model


def inner(annotation: Any, wanted: type) -> Any:
    """The class inside ``tuple[X, ...]``, ``X | None`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, wanted):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner(part, wanted))), None)
