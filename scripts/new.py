"""Start a new entry or term: ask what is needed, write a file with guidance, and say what to do next.

    new.py                                       asks everything
    new.py --title "Het Kompas" --theme dagbesteding --place Utrecht
    new.py theme --title Wonen                   also: target-group, organisation, programme, place

Questions that the options answer are not asked. Answers are judged as the check will judge them. An existing file is
never overwritten, and an interruption leaves nothing behind.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from typing import Any

from handbook.forms.dialogue import Dialogue, Stop
from handbook.forms.starter import starter, term
from handbook.judging.admission import judge
from handbook.judging.duplicates import akin, similar
from handbook.judging.fate import fate
from handbook.judging.place_rules import PLACE_WRITTEN
from handbook.model import address
from handbook.model.fields import fields
from handbook.model.folders import CONTENT, INITIATIVES
from handbook.model.gazetteer import spelt
from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.reading.catalogue import Catalogue
from handbook.reading.load import TERMS, load
from handbook.reading.sources import named
from handbook.reading.terms import terms
from handbook.reading.validation import unknown_value
from handbook.running.project import begin, day
from handbook.running.write import create
from handbook.words.language import N_, Message, message
from handbook.words.names import identifier, same
from handbook.words.vocabulary import Coverage, Kind, ProgrammeKind, Stage

FOLDERS = {
    "theme": "themas",
    "target-group": "doelgroepen",
    "organisation": "organisaties",
    "programme": "programmas",
    "place": "steden",
}


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        default="initiative",
        choices=["initiative", *FOLDERS],
        help="what to start (default: initiative)",
    )
    parser.add_argument("--title", help="the name by which people know it")
    parser.add_argument("--kind", help="initiatief, methodiek or handreiking; for a programme: programma or serie")
    parser.add_argument("--theme", action="append", help="the id or title of a theme; best first; may be repeated")
    parser.add_argument("--place", action="append", help="a city, or a city/district; may be repeated")
    parser.add_argument("--coverage", help="instead of a place: gemeenten, regio, landelijk or niet-vermeld")
    parser.add_argument("--stub", action="store_true", default=None, help="only the name and a source are known")
    parser.add_argument("--yes", action="store_true", help="go on even if something similar exists")
    parser.add_argument("--date", type=day, help="the day on which it is added (default: today)")
    options = parser.parse_args()
    chosen = settings(options.root)
    language = voice(chosen)
    questions = Dialogue(language)
    try:
        catalogue, _ = load(options.root)
        path, text = (initiative if options.what == "initiative" else new_term)(options, catalogue, questions)
        create(options.root / path, text)
    except FileExistsError:
        print(language.say(_taken(path)), file=sys.stderr)
        return 1
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + language.gettext(N_("Interrupted; nothing was made.")), file=sys.stderr)
        return 130
    print(language.say(N_("%(path)s is ready to be filled in."), path=path))
    for number, step in enumerate(_steps(options.what, path, chosen.email), start=1):
        print(f"  {number}. {language.say(step)}")
    return 0


def initiative(options: argparse.Namespace, catalogue: Catalogue, questions: Dialogue) -> tuple[str, str]:
    """The path and text of a new entry."""
    known = terms(catalogue, questions.language.code)
    if not known["themes"]:
        what = N_("No theme is ready yet. Start one with “new.py theme”, or mend what “check.py” names.")
        raise Stop(questions.language.gettext(what))
    today = (options.date or datetime.date.today()).isoformat()
    questions.ask("", lambda answer: (answer, judge(catalogue, "added", answer)), today)
    title = questions.ask(N_("What is it called?"), lambda answer: _title(answer, catalogue), options.title)
    found = similar(catalogue, title, place=(options.place or [None])[0])
    alike = [(other.title, f"{INITIATIVES}/{other.slug}.md") for other in found]
    _warn(N_("These entries look like it:"), alike, questions, options.yes)
    given: dict[str, Any] = {"title": title}
    kinds = tuple(kind.value for kind in Kind)
    given["kind"] = questions.ask(
        message(N_("What is it? (%(choices)s)"), choices=kinds),
        lambda answer: (answer, judge(catalogue, "kind", answer)),
        options.kind or (Kind.INITIATIVE.value if options.title else None),
    )
    stub = options.stub
    if stub is None and not options.title:
        stub = not questions.confirm(
            N_("Do you know enough to describe it? (yes or no; with “no” it becomes a page that invites others)")
        )
    if stub:
        given["stage"] = Stage.STUB.value
    given["themes"] = questions.ask(
        message(
            N_("Which themes fit, the best one first? With commas between them: %(choices)s"),
            choices=tuple(known["themes"]),
        ),
        lambda answer: _themes(answer, known["themes"], catalogue),
        ",".join(options.theme) if options.theme else None,
    )
    no_place = "" if options.coverage or options.title else None
    places = questions.ask(
        N_(
            "In which cities? With commas between them, such as “Rotterdam, Amsterdam/Nieuw-West”. Empty if none are named."
        ),
        lambda answer: _places(answer, catalogue, questions),
        ",".join(options.place) if options.place else no_place,
    )
    if places:
        given["places"] = places
    if options.coverage or not (places or options.title):
        reaches = tuple(coverage.value for coverage in Coverage if coverage is not Coverage.PLACES)
        given["coverage"] = questions.ask(
            message(
                N_("How far does it reach? (%(choices)s) Empty if your source does not say: %(unstated)s."),
                choices=reaches,
                unstated=Coverage.UNSTATED.value,
            ),
            lambda answer: (
                answer or Coverage.UNSTATED.value,
                judge(catalogue, "coverage", answer or Coverage.UNSTATED, places=places),
            ),
            options.coverage,
        )
    given |= {"added": today, "reviewed": today}
    return f"{INITIATIVES}/{identifier(title)}.md", starter(given, known, questions.language)


def new_term(options: argparse.Namespace, catalogue: Catalogue, questions: Dialogue) -> tuple[str, str]:
    """The path and text of a new theme, target group, organisation, programme or place."""
    folder = FOLDERS[options.what]

    def judged(answer: str) -> tuple[str, list[Message]]:
        answer = _spelt(answer, questions) if folder == "steden" else answer
        complaints = judge(catalogue, "title", answer) or _named(answer, folder)
        return answer, complaints or _met(f"{CONTENT}/{folder}/{identifier(answer)}.md", answer, catalogue)

    title = questions.ask(N_("What is it called?"), judged, options.title)
    _warn(N_("These names look like it:"), akin(catalogue, folder, title), questions, options.yes)
    given: dict[str, Any] = {"title": title}
    declared = fields(TERMS[folder])
    needed = {field.key for field in declared if field.required}
    if folder == "programmas":
        kinds = [kind.value for kind in ProgrammeKind]
        given["kind"] = questions.ask(
            message(N_("What is it? (%(choices)s)"), choices=tuple(kinds)),
            lambda answer: (answer, [] if answer in kinds else [unknown_value(answer, kinds)]),
            options.kind or (ProgrammeKind.PROGRAMME.value if options.title else None),
        )
    if folder == "steden" and catalogue.place(title) is None:
        needed |= {"province", "latitude", "longitude"}
    text = term(declared, given, frozenset(needed), questions.language)
    return f"{CONTENT}/{folder}/{identifier(title)}.md", text


def _title(answer: str, catalogue: Catalogue) -> tuple[str, list[Message]]:
    complaints = judge(catalogue, "title", answer) or _named(answer, INITIATIVES)
    return answer, complaints or _met(f"{INITIATIVES}/{identifier(answer)}.md", answer, catalogue)


def _themes(answer: str, titles: dict[str, str], catalogue: Catalogue) -> tuple[list[str], list[Message]]:
    by_title = {same(title): key for key, title in titles.items()}
    found = [by_title.get(same(name), name.strip()) for name in answer.split(",") if name.strip()]
    return found, judge(catalogue, "themes", found)


def _places(answer: str, catalogue: Catalogue, questions: Dialogue) -> tuple[list[str], list[Message]]:
    found = [_spelt(name.strip(), questions) for name in answer.split(",") if name.strip()]
    return found, judge(catalogue, "places", found)


def _spelt(place: str, questions: Dialogue) -> str:
    """The name of a place in the gazetteer; if the writer used another name, a message says so."""
    if (known := spelt(place)) != place:
        questions.say(message(PLACE_WRITTEN, value=place, right=known))
    return known


def _warn(what: str, alike: list[tuple[str, str]], questions: Dialogue, yes: bool) -> None:
    """Name what is similar, each with its file if it has one, and let the writer decide."""
    if not alike:
        return
    questions.say(what)
    for title, path in alike:
        print(f"  - {title} ({path})" if path else f"  - {title}")
    if not yes and not questions.confirm(N_("Is yours another one? (yes or no)")):
        raise Stop(questions.language.gettext(N_("Nothing was made. You can improve the one that is there.")))


def _named(title: str, folder: str) -> list[Message]:
    """What is wrong with the id that a title gives to a file in a folder."""
    if not identifier(title):
        return [message(N_("an id cannot be made of this title; it needs letters or digits"))]
    return [*filter(None, [named(identifier(title), folder)])]


def _met(path: str, title: str, catalogue: Catalogue) -> list[Message]:
    """What exists, or once existed, at the path or address of something new."""
    at = address.of_source(path) or ""
    past, gone = fate(catalogue, at, title), catalogue.removed.get(at)
    back = gone and message(N_("If it is to come back, delete %(path)s first."), path=gone.path)
    return [_taken(path)] if path in catalogue.documents else [*filter(None, (past, back))]


def _taken(path: str) -> Message:
    return message(N_("%(path)s is there already; improve that one, or choose another title"), path=path)


def _steps(what: str, path: str, email: str) -> list[Message]:
    steps = [
        message(N_("Open %(path)s and fill in what has no value and what begins with ✎."), path=path),
        Message(N_("Run “make check” (on Windows: .venv\\Scripts\\python scripts\\check.py) and mend what it names.")),
    ]
    if what in ("theme", "target-group"):
        steps.append(
            Message(
                N_(
                    "Run .venv/bin/python scripts/generate.py (on Windows: .venv\\Scripts\\python scripts\\generate.py), so that the forms offer it."
                )
            )
        )
    mailed = message(N_("Send it in as a pull request, or mail the file to %(email)s."), email=email)
    return [*steps, mailed if email else Message(N_("Send it in as a pull request."))]


if __name__ == "__main__":
    sys.exit(main())
