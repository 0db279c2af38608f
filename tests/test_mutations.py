"""Five hundred ways to damage an entry: each is reported at its place, in a useful sentence, or does no harm.

The mutants are made from a complete entry with a fixed seed, and checked in this process; a few go through the real
command. Each has its expectation: the lines where a problem may be reported, and a part of the sentence.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, run
from handbook.judging.rules import check
from handbook.model.problem import Line, errors, told
from handbook.reading.load import load
from handbook.words.language import Language

FRONT = """title: Een complete beschrijving
summary: Een initiatief dat alleen in deze test bestaat, voor mensen in de wijk.
kind: initiatief
stage: beschreven
aliases: [Een andere naam]
themes: [zelfhulp, herstel]
target_groups: [jongeren]
places: [Utrecht, Amsterdam/Nieuw-West]
coverage: plaatsen
coverage_note: De bron noemt twee steden.
organisations:
  - name: Kringwijs
    role: verantwoordelijk
    url: https://www.example.nl/
people:
  - name: J. de Vries
    role: projectleider
period: 2017–2020
status:
  value: afgerond
  as_of: 2020-06
  why: Er was geen geld voor een vervolg.
methods: [methode]
programme: beweging-in-kwetsbaarheid
series: inspirerende-voorbeelden-van-dagbesteding
project_number: "638030006"
figures:
  - label: Deelnemers per groep
    value: 12–16
    source: 1
    as_of: 2018
evidence:
  level: niet-beoordeeld
sources:
  - title: Een bron
    author: A. Jansen
    publisher: Movisie
    date: 2018-06-25
    kind: artikel
    pages: 16
    url: https://www.example.nl/bron
    retrieved: 2026-11-22
    archived: https://web.archive.org/web/2026/https://www.example.nl/bron
follow_up:
  - date: 2020
    text: Het project is overgegaan naar de wijkteams.
    source: 1
added: 2026-11-22
reviewed: 2026-11-22
""".splitlines()
BODY = "\n\n".join(
    f"## {name}\n\nTekst met een [link](methode.md)."
    for name in ("Voor wie", "Waarom", "Hoe het werkt", "Wat het oplevert", "Wat we nog niet weten")
).splitlines()
TERMS = {
    "themas": ["zelfhulp", "herstel"],
    "doelgroepen": ["jongeren"],
    "programmas": ["beweging-in-kwetsbaarheid", "inspirerende-voorbeelden-van-dagbesteding"],
}


def write_terms(root: Path) -> None:
    """Without their introductions, which link to files that do not exist here."""
    for folder, stems in TERMS.items():
        (root / "content" / folder).mkdir(parents=True)
        for stem in stems:
            path = f"content/{folder}/{stem}.md"
            fields = (ROOT / path).read_text(encoding="utf-8").split("\n---\n")[0]
            (root / path).write_text(f"{fields}\n---\n\nEen inleiding.\n", encoding="utf-8")


KEY = re.compile(r"^( *(?:- )?)([a-z_]+):(.*)$")
REQUIRED = {
    "title",
    "summary",
    "kind",
    "themes",
    "target_groups",
    "status",
    "value",
    "sources",
    "added",
    "reviewed",
    "name",
    "role",
    "label",
    "source",
    "level",
    "date",
    "text",
}
# Keys that are optional in one of the records that have them, or whose absence is reported elsewhere.
SOMETIMES = {"date", "source", "level", "value"}


@dataclass(frozen=True)
class Mutant:
    """``lines`` are the lines where a problem may be reported; None: the file must pass."""

    name: str
    data: bytes
    lines: tuple[int, ...] | None = None
    says: str = ""
    may_pass: bool = False


def whole(front: list[str], body: list[str] | None = None) -> bytes:
    return "\n".join(["---", *front, "---", "", *(BODY if body is None else body), ""]).encode()


def around(number: int, reach: int = 1) -> tuple[int, ...]:
    return tuple(range(number - reach, number + reach + 1))


def keys() -> Iterator[tuple[int, str, str, str]]:
    """Index in FRONT, indentation, key, value."""
    for index, line in enumerate(FRONT):
        match = KEY.match(line)
        if match:
            yield index, match[1], match[2], match[3].strip()


def block(index: int) -> int:
    """The end of the value that begins at a line: deeper indented lines belong to it."""
    depth = len(re.match(r" *(- )?", FRONT[index])[0])
    end = index + 1
    while end < len(FRONT) and len(re.match(r" *", FRONT[end])[0]) >= depth + 1:
        end += 1
    return end


def with_line(index: int, *lines: str) -> list[str]:
    return [*FRONT[:index], *lines, *FRONT[index + 1 :]]


def keys_removed_doubled_emptied() -> Iterator[Mutant]:
    for index, indent, key, _ in keys():
        place, end = index + 2, block(index)
        first = indent.endswith("- ")
        removed = FRONT[:index] + FRONT[end:]
        if first:  # the next key of the record gets the hyphen
            removed = [*FRONT[:index], indent + FRONT[index + 1].lstrip(), *FRONT[index + 2 :]]
        missing = (1, 2, place - 1, place, place - 2, place - 3) if indent else (1, 2)
        if key in REQUIRED:
            says = "" if key in SOMETIMES else f"‘{key}’ ontbreekt"
            yield Mutant(
                f"{key} removed",
                whole(removed),
                tuple(range(1, len(FRONT))) if key == "sources" else missing,
                says if not (key == "kind" and indent) else "",
                key in SOMETIMES or bool(indent and key == "kind"),
            )
        else:
            yield Mutant(f"{key} removed", whole(removed), (1, 2, *around(place)), "", True)
        twice = [*FRONT[:end], FRONT[index].replace("- ", "  "), *FRONT[index + 1 : end], *FRONT[end:]]
        yield Mutant(f"{key} doubled", whole(twice), (end + 2,), "tweede keer")
        yield Mutant(
            f"{key} emptied", whole([*FRONT[:index], f"{indent}{key}:", *FRONT[end:]]), (place,), "heeft geen waarde"
        )
        yield Mutant(
            f"{key} emptied by quotes",
            whole([*FRONT[:index], f'{indent}{key}: ""', *FRONT[end:]]),
            (place,),
            "heeft geen waarde",
        )


def keys_mistyped(chance: random.Random) -> Iterator[Mutant]:
    for index, _, key, _ in keys():
        for number in range(2):
            at = chance.randrange(1, len(key))
            wrong = [
                key[:at] + key[at + 1 :],
                key[:at] + "x" + key[at:],
                key[: at - 1] + key[at] + key[at - 1] + key[at + 1 :],
                key.upper(),
            ][(index + number * 2) % 4]
            if wrong != key:
                line = FRONT[index].replace(f"{key}:", f"{wrong}:", 1)
                certain = wrong in (key.upper(), "titel", "rol", "serie")  # only in capitals, or the name on the site
                says = f"{'heet hier' if certain else 'bedoelde je'} ‘{key}’"
                yield Mutant(f"{key} as {wrong}", whole(with_line(index, line)), (index + 2,), says)


def values_of_another_type() -> Iterator[Mutant]:
    for index, indent, key, _ in keys():
        end = block(index)
        for value in ("42", "[a, b]", "{a: b}", "[[a]]", "true", "2026-02-30", "~", "{}", "[]", "'x'"):
            spoilt = [*FRONT[:index], f"{indent}{key}: {value}", *FRONT[end:]]
            yield Mutant(f"{key} is {value}", whole(spoilt), (1, 2, *around(index + 2)), "", True)


def indentation_broken() -> Iterator[Mutant]:
    for index, line in enumerate(FRONT):
        place = index + 2
        for name, spoilt in (
            ("space", f" {line}"),
            ("four", f"    {line}"),
            ("tab", f"\t{line}"),
            ("none", line.lstrip()),
        ):
            if spoilt != line:
                yield Mutant(
                    f"line {place} indented: {name}", whole(with_line(index, spoilt)), (1, *around(place, 4)), "", True
                )
        if ":" in line and not line.endswith(":"):
            yield Mutant(
                f"line {place} without space",
                whole(with_line(index, line.replace(": ", ":", 1))),
                (1, *around(place, 2)),
                "",
                True,
            )
            yield Mutant(
                f"line {place} tab after colon",
                whole(with_line(index, line.replace(": ", ":\t", 1))),
                (place,),
                "",
                True,
            )
            yield Mutant(f"line {place} two colons", whole(with_line(index, line + ": x")), around(place), "", True)
            yield Mutant(
                f"line {place} open quote",
                whole(with_line(index, re.sub(r": (?=\S)", ': "', line, count=1))),
                tuple(range(place - 2, len(FRONT) + 4)),
                "",
                True,
            )
            yield Mutant(
                f"line {place} full-width colon",
                whole(with_line(index, line.replace(": ", "： ", 1))),
                (1, *around(place, 2)),
            )


def odd_signs() -> Iterator[Mutant]:
    for index, _, key, value in keys():
        if not value or value[0] in '[{"' or not value[0].isalpha():
            continue
        place = index + 2
        for sign in ("\u202e", "\u200b", "\ufeff", "\x00", "\x07", "\x7f", "\x85", "\uffff"):
            yield Mutant(
                f"{key} with U+{ord(sign):04X}",
                whole(with_line(index, FRONT[index] + sign + "x")),
                (place,),
                f"U+{ord(sign):04X}",
            )
        for written in ("\\u202e", "\\0", "\\e[2J", "\\u200b", "\\ud800"):
            line = FRONT[index].replace(value, f'"{value}{written}"')
            yield Mutant(f"{key} with {written}", whole(with_line(index, line)), (place,))
        for sign in ("\u00a0", "é", "e\u0301", "😀", "ﬁ", "‘’", "\u3000"):
            yield Mutant(
                f"{key} with {sign!r}", whole(with_line(index, f"{FRONT[index]} {sign}x")), (place, 1, 2), "", True
            )
        yield Mutant(
            f"{key} in Latin-1", whole(with_line(index, FRONT[index] + "@@")).replace(b"@@", b"\xe9"), (place,), "UTF-8"
        )


def whole_files() -> Iterator[Mutant]:
    good = whole(FRONT)
    yield Mutant("as it is", good)
    yield Mutant("with a BOM", b"\xef\xbb\xbf" + good)
    yield Mutant("with CRLF", good.replace(b"\n", b"\r\n"))
    yield Mutant("with CR", good.replace(b"\n", b"\r"))
    yield Mutant("with BOM and CRLF", b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    yield Mutant("without last line end", good.rstrip())
    yield Mutant("spaces behind lines", re.sub(rb"(?m)$", b"  ", good))
    yield Mutant("in UTF-16", good.decode().encode("utf-16"), (1,), "UTF-8")
    yield Mutant("two marks of the begin", b"---\n" + good, (1, 2, 3))
    yield Mutant("an empty line first", b"\n" + good, (1,), "---")
    yield Mutant("without begin", good[4:], (1,), "---")
    yield Mutant("without end", good.replace(b"\n---\n", b"\n"), tuple(range(len(FRONT), 200)), "---")
    yield Mutant("nothing", b"", (1,), "leeg")
    for size in (10, 100, 1000, len(good) // 2):
        yield Mutant(f"cut at {size}", good[:size], tuple(range(1, 200)))


def mutants() -> list[Mutant]:
    found = [
        *keys_removed_doubled_emptied(), *keys_mistyped(random.Random(20261122)), *values_of_another_type(),
        *indentation_broken(), *odd_signs(), *whole_files(),
    ]  # fmt: skip
    return found


MUTANTS = mutants()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project with the terms that the entry needs, and one method that it refers to."""
    root = tmp_path_factory.mktemp("mutants")
    write_terms(root)
    (root / "initiatives").mkdir()
    method = whole([line for line in FRONT if line[:4] not in ("alia", "meth")])
    method = (
        method.replace(b"kind: initiatief", b"kind: methodiek")
        .replace(b"Een complete beschrijving", b"Methode")
        .replace(b"638030006", b"1")
    )
    (root / "initiatives" / "methode.md").write_bytes(method.replace(b"/bron\n", b"/methode\n"))
    return root


def problems_of(root, data: bytes) -> list[Line]:
    (root / "initiatives" / "proef.md").write_bytes(data)
    catalogue, problems = load(root)
    return told(errors([*problems, *check(catalogue)]), Language("nl"))


def complaint(mutant: Mutant, found: list[Line]) -> str | None:
    """What is wrong with the answer of the check to a mutant, or None."""
    if not found:
        return None if mutant.lines is None or mutant.may_pass else "passes"
    if mutant.lines is None:
        return f"refused: {found[0]}"
    text = (
        mutant.data.decode("utf-8", "replace")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .removeprefix("\ufeff")
        .split("\n")
    )
    for line in found:
        if (
            line.path != "initiatives/proef.md"
            or not 1 <= line.line <= len(text)
            or not 1 <= line.column <= len(text[line.line - 1]) + 1
        ):
            return f"outside the file: {line}"
        if re.search(r"\b(the|expected|found|Input|should|must|value is|while)\b", line.text.replace(mutant.name, "")):
            return f"English: {line}"
    if not any(line.line in mutant.lines for line in found):
        return f"not at {mutant.lines[:6]}: {found[0]}"
    if mutant.says and not any(mutant.says in line.text for line in found):
        return f"does not say “{mutant.says}”: {found[0]}"
    return None


def test_every_mutant_is_named_at_its_place_or_does_no_harm(small):
    assert len(MUTANTS) >= 500
    wrong = []
    missed_suggestions = 0
    for mutant in MUTANTS:
        said = complaint(mutant, problems_of(small, mutant.data))
        if said and mutant.says.startswith("bedoelde je") and said.startswith("does not say"):
            missed_suggestions += 1
        elif said:
            wrong.append(f"{mutant.name}: {said}")
    assert not wrong, f"{len(wrong)} of {len(MUTANTS)}:\n" + "\n".join(wrong)
    mistyped = sum(mutant.says.startswith("bedoelde je") for mutant in MUTANTS)
    assert missed_suggestions <= mistyped * 0.05, f"{missed_suggestions} of {mistyped} without the right suggestion"


# Mistakes of newcomers, and the words that help them: (text in the file, what they make of it, the words).
NEWCOMERS = [
    ("  value: afgerond", "\tvalue: afgerond", "een tab; spring in met spaties"),
    ("  value: afgerond", "\u00a0\u00a0value: afgerond", "bijzondere spaties"),
    ("title: Een complete", "title: Een: complete", "nog een ‘: ’; zet de hele waarde tussen aanhalingstekens"),
    ("title: Een complete beschrijving", "title: “Een: compleet”", "rechte aanhalingstekens"),
    ("title: Een complete beschrijving", "title: 't Complete huis", "schrijf ’t en ’s met een krul"),
    ("title: Een complete beschrijving", 'title: "Een" beschrijving', "tekst na het aanhalingsteken"),
    ("title: Een complete beschrijving", "title: [Een] beschrijving", "tekst na het aanhalingsteken of de haak"),
    ("title: Een complete beschrijving", "title: @Huis", "die met dit teken begint"),
    ("kind: initiatief", "kind:initiatief", "na de dubbele punt hoort een spatie"),
    ("  - name: Kringwijs", "  -name: Kringwijs", "na het streepje hoort een spatie"),
    ("bestaat, voor mensen", "bestaat,\nvoor mensen", "hoort deze regel nog bij de regel erboven"),
    ("[zelfhulp, herstel]", "[Zelfhulp, herstel]", "schrijf je hier als ‘zelfhulp’"),
    ("[zelfhulp, herstel]", "zelfhulp, herstel", "schrijf ‘[zelfhulp, herstel]’"),
    ("evidence:\n  level: niet-beoordeeld", "evidence: goed", "zoals ‘level: goed’"),
    ("added: 2026-11-22", "added: 22-11-2026", "schrijf je hier als ‘2026-11-22’"),
    ("added: 2026-11-22", "added: nov 2026", "schrijf een datum die bestaat"),
    ("date: 2018-06-25", "date: 25 juni 2018", "schrijf je hier als ‘2018-06-25’"),
    ("kind: initiatief", "kind:\u00a0initiatief", "een bijzondere spatie"),
    ("kind: initiatief", "kind\u00a0: initiatief", "een bijzondere spatie"),
    ("  - name: Kringwijs", "  -\u00a0name: Kringwijs", "een bijzondere spatie"),
    ("## Waarom", "##\u00a0Waarom", "een gewone spatie tussen de hekjes en ‘Waarom’"),
    ("Een complete beschrijving", "Een #complete beschrijving", "wat na ‘ #’ staat, telt niet mee"),
    ("(methode.md)", "(https://movisie.nl", "dit wordt geen link"),
    ("(methode.md)", "(het kompas.md)", "dit wordt geen link"),
    ("(methode.md)", " (https://www.movisie.nl)", "dit wordt geen link"),
    ("(methode.md)", " of [[Zelfhulp]]", "dit wordt geen link"),
    ("url: https://www.example.nl/bron", "url: https://www.example.nl/de bron", "staan geen spaties"),
    (
        "url: https://www.example.nl/bron",
        "url: https://ik:" + "geheim@www.example.nl/",
        "een gebruikersnaam of wachtwoord",
    ),
    ("value: 12–16", "value: 16–12", "loopt af; schrijf het kleinste"),
    ("[zelfhulp, herstel]", "[Zelf hulp samen]", "je kunt kiezen uit"),
    ("[zelfhulp, herstel]", "zelfhulp en herstel", "zoals [zelfhulp, herstel]"),
    ("[zelfhulp, herstel]", "\n  -zelfhulp", "een streepje en een spatie: ‘- zelfhulp’"),
    ("people:\n  - name: J. de Vries\n    role: projectleider", "people: Jan Jansen", "die beginnen met ‘- name: …’"),
    ("aliases:", "andere_namen:", "heet hier ‘aliases’"),
    ("    publisher: Movisie", "    uitgever: Movisie", "heet hier ‘publisher’"),
    ("coverage: plaatsen", "coverage: heel Nederland", "schrijf je hier als ‘landelijk’"),
    ("aliases: [Een andere naam]", "publisher: Movisie", "hoort onder sources"),
    ("[Utrecht, ", "[Nederland, ", "is geen plaats"),
    ("[Utrecht, ", "[Berlijn, ", "ligt buiten Nederland"),
    ("[Utrecht, ", "[Rotterdam (Noord), ", "als ‘Rotterdam/Noord’"),
    ("[Utrecht, ", "[/Noord, ", "vóór ‘/Noord’ ontbreekt de stad"),
    ("kind: initiatief", "kind: [initiatief]", "schrijf ‘kind: initiatief’"),
    ("period: 2017–2020", "period: [2017, 2020]", "één waarde, geen lijst"),
    ("  as_of: 2020-06", "     as_of: 2020-06", "springt anders in"),
    ("title: Een", "title:Een", "na de dubbele punt hoort een spatie"),
    ("reviewed: 2026-11-22", "reviewed: 20261122", "schrijf je hier als ‘2026-11-22’"),
    ("## Waarom", "**Waarom**", "een van de vaste koppen"),
    ("## Waarom", "##Waarom", "er hoort een gewone spatie tussen de hekjes en ‘Waarom’"),
    ("## Waarom", "### Waarom", "begin hem met twee hekjes"),
    ("## Waarom", "# Waarom", "begin met ##"),
    ("Tekst met", "<p>Tekst met", "haal de codes tussen < en > weg"),
    ("title: Een complete", "titel: Een complete", "heet hier ‘title’"),
    ("target_groups:", "audience:", "bedoelde je ‘target_groups’"),
    ("places:", "plaats:", "bedoelde je ‘places’"),
    ("kind: init", "type: init", "bedoelde je ‘kind’"),
    ("summary:", "description:", "bedoelde je ‘summary’"),
    ("[zelfhulp, herstel]", "[zelfhulp; herstel]", "zet er komma’s tussen: zelfhulp, herstel"),
    ("[zelfhulp, herstel]", "(zelfhulp, herstel)", "zoals [zelfhulp, herstel]"),
    ("[zelfhulp, herstel]", "[[zelfhulp, herstel]]", "al een lijst"),
    ("[zelfhulp, herstel]", "\n  • zelfhulp", "een streepje en een spatie: ‘- zelfhulp’"),
    ("people:\n  - name: J. de Vries\n    role: projectleider", "people:\n  - Jan Jansen", "‘- name: Jan Jansen’"),
    ("  - name: J. de Vries\n    role", "  - name: J. de Vries\n  - role", "laat ‘role’ even ver inspringen"),
    ("  - name: Kringwijs", "  • name: Kringwijs", "begin deze regel met een streepje"),
    ("  - title: Een bron", "  – title: Een bron", "begin deze regel met een streepje"),
    ("  - title: Een bron", "  1. title: Een bron", "begin deze regel met een streepje"),
    ("title: Een complete", "title: *Een* complete", "die met & of * begint"),
    ("title: Een complete", "title: #Een complete", "wat na ‘ #’ staat, telt niet mee"),
    ("title: Een complete", "**title:** Een complete", "haal de sterretjes om de naam"),
    ("title: Een complete", "title: 't Huis van 's-Graveland, een", "schrijf ’t en ’s met een krul"),
    ("[Utrecht, ", "['s-Hertogenbosch, ", "schrijf ’t en ’s met een krul"),
    ("22\n---", "22\n—", "drie gewone streepjes"),
    ("22\n---", "22\n...", "drie gewone streepjes"),
    ("## Waarom", "## Aanleiding", "bedoelde je ‘Waarom’"),
    ("## Wat het oplevert", "## Wat levert het op", "bedoelde je ‘Wat het oplevert’"),
    ("## Waarom", "Waarom", "begin hem met twee hekjes"),
    ("## Waarom", "    ## Waarom", "helemaal links"),
    ("## Waarom", "> ## Waarom", "niet in een lijst of een citaat staan; laat de regel beginnen met ##"),
    ("## Waarom", "- ## Waarom", "niet in een lijst of een citaat staan; laat de regel beginnen met ##"),
    ("Tekst met", "- een\n\n  ### Tekst met", "niet in een lijst of een citaat staan"),
    ("Tekst met", "## Tekst met", "een eigen kop onder een van die begint met ###"),
    ("Tekst met", "#### Tekst met", "begin met ###"),
    ("(methode.md)", "(www.movisie.nl)", "voluit: ‘https://www.movisie.nl’"),
    ("(methode.md)", "(movisie.nl/artikel)", "voluit: ‘https://movisie.nl/artikel’"),
    ("(methode.md)", "(/initiatieven/methode/)", "schrijf je hier als ‘methode.md’"),
    ("period: 2017–2020", "period: van 2017 tot 2020", "als ‘2017–2020’"),
    ("period: 2017–2020", "period: sinds juni 2017", "als ‘vanaf 2017-06’"),
    ("date: 2018-06-25", "date: begin 2018", "zoals 2018"),
    ("[Utrecht, ", "[Amersfoort; Nijmegen, ", "noem elke plaats apart"),
    ("[Utrecht, ", "[Amersfoort & Nijmegen, ", "noem elke plaats apart"),
    ("title: Een complete beschrijving", "title: [Een huis](https://x.nl)", "alleen de woorden, zonder de haken"),
    ("title: Een complete", "title: **Een** complete", "vet moeten maken, laat je weg"),
    ("[zelfhulp, herstel]", "{zelfhulp, herstel}", "zet er haken omheen"),
    ("title: Een complete beschrijving", "title: {Een complete beschrijving}", "moet tekst zijn"),
    ("title: Een complete", "title: > Een complete", "laat dat teken weg"),
    ("    value: 12–16", "    value: >12", "laat dat teken weg"),
    ("title: Een complete beschrijving", 'title: "Een complete",', "haal het teken aan het eind van de regel weg"),
    ("title: Een complete beschrijving", '"title": "Een complete",', "haal het teken aan het eind van de regel weg"),
    ("title: Een complete", "title (verplicht): Een complete", "heet hier ‘title’"),
    ("    author: A. Jansen", "    author: [A. Jansen, B. de Wit]", "schrijf ‘author: A. Jansen, B. de Wit’"),
    ("    author: A. Jansen", "    auteurs: A. Jansen", "bedoelde je ‘author’"),
    ("    date: 2018-06-25", "    date: zonder datum", "vul je hier niets in"),
    ("    date: 2018-06-25", "    date: 2018-06-25 10:30", "zoals 2018-06-25"),
    ("    pages: 16", "    pages: blz. 16", "gebruik alleen cijfers"),
    ("12–16\n    source: 1", "12–16\n    source: #1", "haal het hekje weg"),
    ("[zelfhulp, herstel]", "zelfhulp/herstel", "schrijf ‘[zelfhulp, herstel]’"),
    ("[zelfhulp, herstel]", "[#zelfhulp, #herstel]", "haal het hekje weg"),
    ("[jongeren]", "[jongeren (16–27 jaar)]", "zoals ‘jongeren’"),
    ("22\n---\n", "22\n---\n\n# Een complete beschrijving", "staat al boven de pagina"),
    ("period: 2017–2020", "period: -", "is geen waarde; vul iets in of haal de regel weg"),
    ("period: 2017–2020", "period: ?", "is geen waarde; vul iets in of haal de regel weg"),
    ("    source: 1", "    source: Movisie", "is geen nummer van een bron; schrijf 1 voor"),
    ("url: https://www.example.nl/bron", "url: www.movisie.nl/bron", "voluit: ‘https://www.movisie.nl/bron’"),
    (
        "2026/https://www.example.nl/bron",
        "2026/https://www.example.nl/bron\n  - https://www.example.nl/nog",
        "‘- url: https://www.example.nl/nog’",
    ),
    ("Tekst met", "<p class=MsoNormal><span>Tekst<o:p></o:p></span></p> met", "haal de codes tussen < en > weg"),
    ("[Utrecht, ", "[gemeente Zwolle, ", "schrijven we hier als ‘Zwolle’"),
    ("[Utrecht, ", "[gemeente Sudwest Fryslan, ", "schrijven we hier als ‘Súdwest-Fryslân’"),
    ("[Utrecht, ", "[De Friese Meren, ", "schrijven we hier als ‘De Fryske Marren’"),
    ("[Utrecht, ", "[Bergen (Limburg), ", "schrijven we hier als ‘Bergen (L.)’"),
    ("[Utrecht, ", "[Groningen (stad), ", "schrijven we hier als ‘Groningen’"),
    ("[Utrecht, ", "[Alphen a/d Rijn, ", "schrijven we hier als ‘Alphen aan den Rijn’"),
    ("[Utrecht, ", "[Bakkeveen, ", "neem de gemeente, of de grootste plaats daarvan"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[Vlaanderen]", "ligt buiten Nederland"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[Gent (België)]", "ligt buiten Nederland"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[de Achterhoek]", "noem hem bij ‘coverage_note’"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[West-Friesland]", "voor ‘regio’"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[Utrecht (provincie)]", "voor ‘regio’"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[diverse gemeenten]", "kies bij ‘coverage’ voor ‘gemeenten’"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[heel nederland]", "voor ‘landelijk’"),
    ("[Utrecht, ", "[Rotterdam-Noord, ", "bedoelde je ‘Rotterdam/Noord’"),
    ("[Utrecht, ", "[Amersfoort en Nijmegen, ", "noem elke plaats apart"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "[regio Twente]", "kies bij ‘coverage’ voor ‘regio’"),
    ("  - name: J. de Vries\n    role: project", "  - Jan: project", "het veld ‘Jan’ bestaat niet"),
    ("kind: initiatief\nstage", "kind: initiatief stage", "zet ‘stage’ op een eigen regel"),
    ("kind: initiatief\nstage", "kind: initiatief, stage", "zet ‘stage’ op een eigen regel"),
    (FRONT[1], "summary:", "moet je altijd invullen"),
    ("    role: projectleider", "    role:", "moet je altijd invullen"),
    ("period: 2017–2020", "period:", "haal de regel weg"),
    ("methods: [methode]", "methods: geen", "vul je hier niets in"),
    ("methods: [methode]", "methods: [geen]", "vul je hier niets in"),
    ("aliases: [Een andere naam]", "aliases: n.v.t.", "vul je hier niets in"),
    ("people:\n  - name: J. de Vries\n    role: projectleider", "people: onbekend", "vul je hier niets in"),
    ("programme: beweging-in-kwetsbaarheid", "programme: geen", "vul je hier niets in"),
    ("    date: 2018-06-25", "    date: onbekend", "vul je hier niets in"),
    ("    pages: 16", "    pages: niet bekend", "vul je hier niets in"),
    ("url: https://www.example.nl/bron", "url: geen", "vul je hier niets in"),
    ("url: https://www.example.nl/bron", "url: https://www.example.nl/bron, https://x.nl/", "één webadres"),
    ("url: https://www.example.nl/bron", "url: https://www.example.nl/bron en www.x.nl/", "één webadres"),
    (
        "verantwoordelijk\n    url: https://www.example.nl/",
        "verantwoordelijk\n    url: info@kringwijs.nl",
        "is een mailadres",
    ),
    (
        "verantwoordelijk\n    url: https://www.example.nl/",
        "verantwoordelijk\n    url: mailto:info@kringwijs.nl",
        "is een mailadres",
    ),
    (
        "verantwoordelijk\n    url: https://www.example.nl/",
        "verantwoordelijk\n    url: <https://www.example.nl/>",
        "schrijf je hier als ‘https://www.example.nl/’",
    ),
    (
        "verantwoordelijk\n    url: https://www.example.nl/",
        "verantwoordelijk\n    url: “www.example.nl”",
        "schrijf je hier als ‘https://www.example.nl’",
    ),
    (
        "verantwoordelijk\n    url: https://www.example.nl/",
        "verantwoordelijk\n    url: [x](https://www.example.nl/)",
        "alleen het webadres",
    ),
    ("(methode.md)", "(“https://movisie.nl”)", "schrijf je hier als ‘https://movisie.nl’"),
    ("(methode.md)", "(info@kringwijs.nl)", "als ‘mailto:info@kringwijs.nl’"),
    ("(methode.md)", "(tel:030-1234567)", "het nummer gewoon in de tekst"),
    ("(methode.md)", "(initiatives/methode.md)", "als ‘methode.md’"),
    ("(methode.md)", "(methode.html)", "als ‘methode.md’"),
    ("[link](methode.md)", "![een foto](mijn foto.jpg)", "afbeeldingen kunnen niet"),
    ("[link](methode.md)", "![[foto.jpg]]", "afbeeldingen kunnen niet"),
    ("22\n---", "22\n  ---", "drie gewone streepjes"),
    ("22\n---", "22\n\u00a0---", "drie gewone streepjes"),
    ("[zelfhulp, herstel]", "\n-zelfhulp", "na het streepje hoort een spatie"),
    ("title: Een complete beschrijving", 'title: "Een complete beschrijving”', "maak beide recht"),
    ("title: Een complete beschrijving", "title: 'Een complete beschrijving’", "maak beide recht"),
    ("target_groups:", "doelgroep:", "bedoelde je ‘target_groups’"),
    ("people:", "persoon:", "bedoelde je ‘people’"),
    ("figures:", "cijfer:", "bedoelde je ‘figures’"),
    ("period:", "looptijd:", "bedoelde je ‘period’"),
    ("[Utrecht, ", "[Beek en Donk, ", "is hier niet bekend; neem de gemeente"),
    ("[Utrecht, ", "[online, ", "is geen plaats"),
    ("[Utrecht, Amsterdam/Nieuw-West]", "Utrecht en Amsterdam", "schrijf ‘[Utrecht, Amsterdam]’"),
    ("added: 2026-11-22", "added: 22-11-26", "schrijf er vier, zoals ‘2026-11-22’"),
    ("    date: 2018-06-25", "    date: 06/18", "zoals ‘2018-06’"),
    ("    date: 2018-06-25", "    date: 25 juni ’98", "zoals ‘1998-06-25’"),
    ("period: 2017–2020", "period: vanaf '19", "zoals ‘vanaf 2019’"),
    ("period: 2017–2020", "period: 2017-20", "zoals ‘2017–2020’"),
    ("period: 2017–2020", "period: juni 2018", "als ‘2018-06’"),
    (
        "status:\n  value: afgerond\n  as_of: 2020-06\n  why: Er was geen geld voor een vervolg.",
        "status: gestopt in 2020",
        "zoals ‘value: …’",
    ),
    ("evidence:\n  level: niet-beoordeeld", "evidence: Er is geen onderzoek gedaan", "zoals ‘level: …’"),
]


@pytest.mark.parametrize(("old", "new", "says"), NEWCOMERS)
def test_a_newcomers_mistake_is_told_in_words_that_help(small, old, new, says):
    """On the line where it was made, with what to do about it, and without a series of consequences."""
    text = whole(FRONT).decode()
    line = text[: text.index(old)].count("\n") + 1 + new.count("\n")
    found = problems_of(small, text.replace(old, new, 1).encode())
    assert [(problem.line, says in problem.text) for problem in found if says in problem.text] == [(line, True)], found
    assert len(found) == 1, found


@pytest.mark.parametrize(("value", "says"), [("", "vóór value, as_of, why"), (" afgerond", "zoals ‘value: afgerond’")])
def test_what_should_be_indented_is_one_mistake(small, value, says):
    before, _, after = whole(FRONT).decode().partition("status:\n")
    own, mark, after = after.partition("methods:")
    own = own.replace("  ", "") if not value else own.partition("\n")[2].replace("  ", "")
    found = problems_of(small, f"{before}status:{value}\n{own}{mark}{after}".encode())
    assert [(line.line, says in line.text) for line in found] == [(20, True)], found


def test_a_heading_too_many_is_not_taken_for_one_that_is_missing_elsewhere(small):
    text = whole(FRONT).decode().replace("## Waarom\n\nTekst met een [link](methode.md).\n\n", "")
    found = problems_of(small, f"{text}\n## Geschiedenis\n\nTekst.\n".encode())
    assert sorted(line.text.split(";")[0][:30] for line in found) == [
        "de kop ‘Geschiedenis’ hoort ni",
        "het onderdeel ‘## Waarom’ ontb",
    ]
    assert not any("bedoelde" in line.text for line in found)


@pytest.mark.parametrize("text", ["", "…", "---", "-", "1.", "> ", "[x]: https://x.nl", "&nbsp;", "| |\n|-|\n| |"])
def test_a_part_in_which_nobody_reads_a_word_is_empty(small, text):
    whole_text = whole(FRONT).decode()
    line = whole_text[: whole_text.index("## Waarom")].count("\n") + 1
    data = whole_text.replace("## Waarom\n\nTekst met een [link](methode.md).", f"## Waarom\n\n{text}").encode()
    found = problems_of(small, data)
    assert [(problem.line, problem.text) for problem in found] == [(line, "onder de kop ‘Waarom’ staat niets")]


def test_one_stray_space_is_one_mistake(small):
    """What could not be read is not reported as missing."""
    found = problems_of(small, whole(FRONT).replace(b"title:", b" title:", 1))
    assert [(line.line, "springt anders in" in line.text) for line in found] == [(3, True)]


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        ("—\n".encode() + whole(FRONT)[4:], 1, "drie gewone streepjes"),
        (b"```markdown\n" + whole(FRONT) + b"```\n", 1, "nu regel 2; haal weg wat erboven staat"),
        (b"Beste redactie,\n\nhierbij.\n\n" + whole(FRONT), 1, "nu regel 5; haal weg wat erboven staat"),
        (b"<p>Een huis</p>\n\n# Kop\n", 1, "moet beginnen met een regel ‘---’"),
        (whole(FRONT).replace(b"kind: init", b"---\nkind: init", 1), 4, "haal hem weg"),
        (b"---\ntitle: Mijn tekst\n---\n\n" + whole(FRONT), 5, "een tweede reeks velden"),
        (whole(FRONT) + b"\n\n" + whole(FRONT), whole(FRONT).count(b"\n") + 3, "een tweede reeks velden"),
        (b"PK\x03\x04\x14\x00\x06\x00 Word", 1, "een bestand van Word"),
        (b"---\n" + b"title:\n" * 3000 + b"x", 3002, "de velden houden niet op"),
        (b"---\ntitle: x\n---\n" + b"a:\n" + b"   \n\n" * 9000 + b"x\n", 1, ""),  # quickly, whatever follows
    ],
)
def test_a_file_without_fields_is_one_mistake(small, data, line, says):
    found = problems_of(small, data)
    assert found[0].line == line and says in found[0].text, found
    assert len(found) == 1 or not says, found


def test_a_mark_of_git_is_the_only_thing_told(small):
    for old, mark in itertools.product((b"kind: init", b"## Waarom"), (b"<<<<<<< HEAD\n", b">>>>>>> main\n")):
        data = whole(FRONT).replace(old, mark + old, 1)
        found = problems_of(small, data)
        assert ["Git twee versies" in line.text for line in found] == [True], found


@pytest.mark.parametrize(
    ("written", "shown"),
    [("12-16", "12–16"), ("ca. 12 - 16", "circa 12–16"), ("± 6", "circa 6"), ("1.200-1.500", "1.200–1.500")],
)
def test_a_figure_may_have_the_signs_of_a_keyboard(small, written, shown):
    data = whole(FRONT).replace("value: 12–16".encode(), f"value: {written}".encode())
    assert problems_of(small, data) == []
    assert load(small)[0].initiatives["proef"].figures[0].value == shown


def test_the_real_command_says_the_same(project):
    """A sample of all kinds, through the shell: an exit code and a place, never a traceback."""
    for mutant in random.Random(1).sample(MUTANTS, 12):
        (project / "initiatives" / "proef.md").write_bytes(mutant.data)
        result = run(project, "check.py", "initiatives/proef.md")
        assert result.returncode in (0, 1) and "Traceback" not in result.stderr, mutant.name
        assert (
            all(re.match(r"initiatives/proef\.md:\d+:\d+: ", line) for line in result.stdout.splitlines())
            or result.returncode == 0
        )
