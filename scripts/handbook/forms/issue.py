"""An issue that was written with the form: its text in; the values and the description of an entry out.

The text is data. A line counts as a question only if it is the label of one, and each question once; an answer
becomes a value of its own field or text below its own heading, and nothing in it can end that place. What cannot
be understood becomes a complaint with the label of its question. The rules themselves stay in ``admission``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..judging.place_rules import PLACE_WRITTEN
from ..model.fields import Shape
from ..model.gazetteer import spelt
from ..model.initiative import FrontMatter
from ..model.record import Record
from ..reading.decode import MAX_BYTES, visible
from ..reading.terms import Terms
from ..reading.unknown import NOTHING
from ..words.language import N_, Language, Message, message
from ..words.names import same
from ..words.vocabulary import Section, Stage
from .answer import PLACES, value
from .issue_form import TEXT, Question, consent, promises, questions, stub_questions
from .passage import contained

_LONGEST = MAX_BYTES // 2  # of one answer
_UNANSWERED = re.compile(r"[\W_]{0,5}|_No response_|none|n\.?\s?v\.?\s?t\.?", re.IGNORECASE)  # also “-” and “n.v.t.”
_NO_SUCH = re.compile(r"geen(?: [\w-]+){1,3}\.?", re.IGNORECASE)  # “geen contactpersoon”
_TICKED = re.compile(r"^[-*] \[x\] +(.*\S)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What cannot be understood, and below which question."""

    label: str
    message: Message


@dataclass(slots=True)
class Draft:
    """What an issue holds: the values of an entry by key, and its description.

    ``complaints`` prevent an entry; ``mended`` tells what was understood although the sources write it in another way.
    """

    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    complaints: list[Complaint] = field(default_factory=list)
    mended: list[Complaint] = field(default_factory=list)


def understand(text: str, terms: Terms, language: Language, licence: str) -> Draft:
    """Read the text of an issue. The draft is complete only if nothing was complained of."""
    draft = Draft()
    asked = {
        question.label: question for question in (*stub_questions(language), *questions(language), consent(language))
    }
    answers = _answers(visible(text), asked, draft)
    if not answers:
        draft.complaints.append(
            Complaint("", message(N_("this issue was not written with the form; its questions are missing")))
        )
        return draft
    for label, answer in answers.items():
        question = asked[label]
        if question.field and answer:
            found = value(question.field, answer, terms, language, _complainer(draft, label))
            _put(draft, question, _spelt(found, label, draft) if question.field.key == PLACES else found)
    agreed = consent(language).label
    if not set(promises(licence, language)) <= set(_TICKED.findall(answers.get(agreed, ""))):
        what = message(N_("tick every box; if you cannot, do not send the text in"))
        draft.complaints.append(Complaint(agreed, what))
    if not any(question.section for label in answers if (question := asked[label])):
        draft.values["stage"] = Stage.STUB.value  # the short form
    draft.values = {key: value for key, value in draft.values.items() if value != _default(key)}
    draft.body = "\n\n".join(_texts(answers, asked, draft))
    return draft


def _default(key: str) -> Any:
    """What holds for a field that is left out, so that it need not be said."""
    default = FrontMatter.model_fields[key].get_default()
    return default.model_dump(exclude_none=True) if isinstance(default, Record) else default


def _answers(text: str, asked: Mapping[str, Question], draft: Draft) -> dict[str, str]:
    """The answer below each question."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        label = line[4:].strip() if line.startswith("### ") else ""
        if label not in asked:
            lines.append(line)
        elif label in found:
            draft.complaints.append(
                Complaint(
                    label,
                    message(N_("this question stands in the issue twice; remove the one that is not from the form")),
                )
            )
            lines = []
        else:
            lines = found[label] = []
    answers = {label: "\n".join(lines).strip() for label, lines in found.items()}
    for label, answer in answers.items():
        size = len(answer.encode())
        if size > _LONGEST:
            what = message(
                N_("this answer is %(size)d kB; at most %(limit)d kB is possible"),
                size=size // 1024,
                limit=_LONGEST // 1024,
            )
            draft.complaints.append(Complaint(label, what))
            answers[label] = ""
    return {label: "" if _silent(asked[label], answer) else answer for label, answer in answers.items()}


def _silent(question: Question, answer: str) -> bool:
    """Whether an answer is empty, or says “none” in words where these are not an answer themselves."""
    field = question.field
    if _UNANSWERED.fullmatch(answer):
        return True
    if field is None or (field.required and not field.many) or same(answer) in field.choices:
        return False
    answer = answer.lstrip("-*• ")
    return bool(NOTHING.fullmatch(answer) or (field.shape is Shape.RECORD and _NO_SUCH.fullmatch(answer)))


def _complainer(draft: Draft, label: str) -> Callable[[Message], None]:
    return lambda what: draft.complaints.append(Complaint(label, what))


def _spelt(places: list[str], label: str, draft: Draft) -> list[str]:
    """Places by their names in the gazetteer; “Den Bosch” is accepted and becomes ’s-Hertogenbosch."""
    for place in places:
        if (right := spelt(place)) != place:
            what = message(PLACE_WRITTEN, value=place, right=right)
            draft.mended.append(Complaint(label, what))
    return list(map(spelt, places))


def _put(draft: Draft, question: Question, value: Any) -> None:
    if value in (None, [], ""):
        return
    values = draft.values
    for key in question.path[:-1]:
        values = values.setdefault(key, {})
    key = question.path[-1]
    if isinstance(values.get(key), list) or question.id.endswith("-first"):  # the first theme, and the others
        value = list(dict.fromkeys([*values.get(key, []), *(value if isinstance(value, list) else [value])]))
    values[key] = value


def _texts(answers: Mapping[str, str], asked: Mapping[str, Question], draft: Draft) -> Iterator[str]:
    """The description: each answer below the heading of its section, in their order."""
    by_section = {asked[label].section: label for label in answers if asked[label].section}
    for section in Section:
        label = by_section.get(section)
        if label and answers[label]:
            yield f"## {section.heading}\n\n{_passage(answers[label], label, draft)}"
    for label, answer in answers.items():
        if asked[label].id == TEXT and answer:
            yield _passage(answer, label, draft)


def _passage(answer: str, label: str, draft: Draft) -> str:
    text, complaints = contained(answer)
    draft.complaints += [Complaint(label, what) for what in complaints]
    return text
