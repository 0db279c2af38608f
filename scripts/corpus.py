"""Make a project with any number of invented initiatives, to measure and to test with.

The same size and seed give the same files. A text has 300 to 900 words, taken from the real descriptions and from
coined compounds, in sentences without meaning, with the usual sections, links, figures, sources and follow-ups. There
are twelve themes and two hundred places; a few entries are as long as the limits allow, and some are broken if asked.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.model.gazetteer import gazetteer
from handbook.running.project import CONFIG, between
from handbook.words.names import identifier, slug
from handbook.words.vocabulary import Role, Section, SourceKind

HERE = Path(__file__).resolve().parent.parent
THEMES, PLACES, ORGANISATIONS = 12, 200, 300
EVERY = {"stub": 10, "method": 20, "long": 500}  # one in every so many entries

_COINED = """
buurt wijk samen open vrij groen werk thuis maat zorg dag kunst muziek sport tuin hart mens kracht nieuw stad
huis kamer plek tuin atelier keuken groep kring maatje werkplaats café punt route salon markt club net lab
Linde Zonne Haven Molen Kerk Veld Berg Brug Duin Eik Heide Iep Kade Laan Meer Oever Plein Rijn Singel Tol
hof wijk zicht rust hoek oord steeg kamp donk beek dal gaard horst loo made nis
"""
_FIRST, _LAST, _NAMES, _ENDS = (line.split() for line in _COINED.strip().splitlines())


class Words:
    """The words of the real descriptions, common ones more often, and compounds of these that occur in few texts."""

    def __init__(self, chance: random.Random) -> None:
        texts = (path.read_text(encoding="utf-8") for path in sorted((HERE / "initiatives").glob("[!R]*.md")))
        body = " ".join(text.split("\n---\n", 1)[1] for text in texts)
        self.chance = chance
        self.known = re.findall(r"[a-zà-ÿ]{2,}", body)
        self.parts = sorted({word for word in self.known if 4 <= len(word) <= 9})

    def sentence(self) -> str:
        words = self.chance.choices(self.known, k=self.chance.randint(6, 17))
        if self.chance.random() < 0.4:
            words[self.chance.randrange(len(words))] = self.compound()
        return f"{' '.join(words).capitalize()}."

    def compound(self) -> str:
        return "".join(self.chance.sample(self.parts, 2))

    def text(self, words: int) -> str:
        """Paragraphs with at least ``words`` words; the last sentence is completed."""
        paragraphs: list[str] = []
        while words > 0:
            sentences: list[str] = []
            for _ in range(self.chance.randint(3, 6)):
                if words > 0:
                    sentences.append(self.sentence())
                    words -= counted(sentences[-1])
            paragraphs.append(" ".join(sentences))
        return "\n\n".join(paragraphs)


def counted(text: str) -> int:
    """The number of words in a text."""
    return len(text.split())


def corpus(size: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Paths from the root of the project, each with its text: the invented themes and every initiative."""
    chance = random.Random(seed)
    words = Words(chance)
    themes = sorted(path.stem for path in (HERE / "content" / "themas").glob("*.md") if path.stem != "index")
    for number in range(THEMES - len(themes)):
        title = f"{words.compound().capitalize()} en {words.compound()}"
        themes.append(slug(title))
        yield (
            f"content/themas/{slug(title)}.md",
            f"---\ntitle: {title}\nsummary: Een verzonnen thema, nummer {number + 1}, om mee te meten.\n"
            f"synonyms: [{words.compound()}, {words.compound()}]\n---\n\n{words.text(120)}\n",
        )
    groups = sorted(path.stem for path in (HERE / "content" / "doelgroepen").glob("*.md") if path.stem != "index")
    names = sorted({place.name for place in gazetteer().values()})
    cities = names[:: max(1, len(names) // PLACES)][:PLACES]
    organisations = [
        f"{chance.choice(_NAMES)}{chance.choice(_ENDS)} {chance.choice(_LAST)} {number}"
        for number in range(ORGANISATIONS)
    ]
    titles: dict[str, str] = {}
    while len(titles) < size:
        title = f"{chance.choice(_FIRST)}{chance.choice(_LAST)} {chance.choice(_NAMES)}{chance.choice(_ENDS)} {words.compound()}"
        titles.setdefault(identifier(title), title.capitalize())
    slugs = list(titles)
    methods = slugs[:: EVERY["method"]]
    for number, (name, title) in enumerate(titles.items()):
        entry = _Entry(chance, words, themes, groups, cities, organisations, methods, slugs)
        yield f"initiatives/{name}.md", entry.written(number, name, title)


class _Entry:
    def __init__(self, chance, words, themes, groups, cities, organisations, methods, slugs) -> None:  # noqa: ANN001
        self.chance, self.words, self.slugs = chance, words, slugs
        self.themes, self.groups, self.cities = themes, groups, cities
        self.organisations, self.methods = organisations, methods

    def written(self, number: int, name: str, title: str) -> str:
        chance, words = self.chance, self.words
        stub = number % EVERY["stub"] == 3
        method = name in self.methods
        year = chance.randint(2008, 2026)
        lines = [
            f"title: {title}",
            f"summary: {words.sentence()} {words.sentence()}"[:280],
            f"kind: {'methodiek' if method else 'initiatief'}",
            *(["stage: nog-te-beschrijven"] if stub else []),
            f"themes: [{', '.join(chance.sample(self.themes, chance.randint(1, 4)))}]",
            f"target_groups: [{', '.join(chance.sample(self.groups, chance.randint(1, 3)))}]",
            *self._place(),
            *self._organisations(),
            f"period: {year}–{min(2026, year + chance.randint(1, 5))}",
            "status:",
            f"  value: {chance.choice(['loopt', 'afgerond'])}",
            "  as_of: 2026",
            *(
                []
                if method
                else [
                    f"methods: [{', '.join(chance.sample(self.methods, chance.randint(1, min(2, len(self.methods)))))}]"
                ]
            ),
            f'project_number: "{chance.randrange(10**8, 10**9)}"',
            *self._figures(),
            *self._sources(name),
            *(
                []
                if chance.random() < 0.6
                else ["follow_up:", "  - date: 2026", f"    text: {words.sentence()}", "    source: 1"]
            ),
            f"added: 2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}",
            f"reviewed: 2026-11-{chance.randint(1, 22):02}",
        ]
        front = "\n".join(lines)
        return f"---\n{front}\n---\n{'' if stub else self._body(number)}"

    def _place(self) -> list[str]:
        if self.chance.random() < 0.1:
            return ["coverage: landelijk"]
        return [f"places: [{', '.join(self.chance.sample(self.cities, self.chance.choice([1, 1, 1, 2])))}]"]

    def _organisations(self) -> list[str]:
        lines = ["organisations:"]
        for name in self.chance.sample(self.organisations, self.chance.randint(1, 4)):
            lines += [f"  - name: {name}", f"    role: {self.chance.choice(list(Role)).value}"]
        return lines

    def _figures(self) -> list[str]:
        lines = ["figures:"]
        for _ in range(self.chance.randint(1, 4)):
            lines += [
                f"  - label: {self.words.compound().capitalize()} per jaar",
                f"    value: {self.chance.randint(2, 400)}",
                "    source: 1",
            ]
        return lines

    def _sources(self, name: str) -> list[str]:
        lines = ["sources:"]
        for number in range(self.chance.randint(1, 4)):
            lines += [
                f"  - title: {self.words.sentence().rstrip('.')}",
                f"    publisher: {self.chance.choice(self.organisations)}",
                f"    date: {self.chance.randint(2009, 2026)}",
                f"    kind: {self.chance.choice(list(SourceKind)).value}",
                f"    url: https://www.example.nl/{name}/{number}",
                "    retrieved: 2026-11-22",
            ]
        return lines

    def _body(self, number: int) -> str:
        words = 9000 if number % EVERY["long"] == 7 else self.chance.randint(300, 900)
        other = self.chance.choice(self.slugs)
        last = [
            f"Lees ook over [een ander initiatief]({other}.md), **{self.words.compound()}** en:\n",
            "\n".join(f"- {self.words.sentence()}" for _ in range(self.chance.randint(2, 5))) + "\n",
        ]
        parts, words = [""], words - sum(map(counted, last))
        for done, section in enumerate(Section):
            text = self.words.text(words // (len(Section) - done))
            words -= counted(text)
            parts.append(f"## {section.heading}\n\n{text}\n")
        return "\n".join([*parts, *last])


def project(folder: Path, size: int, seed: int = 1, broken: int = 0) -> None:
    """Make a whole project in an empty or missing folder, of which ``broken`` entries have a mistake."""
    folder.mkdir(parents=True)
    for name in ("content", "initiatives", "overrides"):  # the chapters link to the real entries, so these come first
        shutil.copytree(HERE / name, folder / name)
    shutil.copyfile(HERE / CONFIG, folder / CONFIG)
    (folder / "scripts").symlink_to(HERE / "scripts", target_is_directory=True)
    invented = max(0, size - sum(1 for _ in (folder / "initiatives").glob("[!R]*.md")))
    for number, (path, text) in enumerate(corpus(invented, seed)):
        if THEMES < number <= THEMES + broken:
            text = text.replace("themes: [", "themes: [bestaat-niet, ", 1)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--size", type=between(1, 1_000_000), default=1000, help="number of initiatives")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", type=int, default=0, help="number of initiatives with a mistake")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        parser.error(f"“{arguments.folder}” is there already; give a folder that does not exist yet")
    project(arguments.folder, arguments.size, arguments.seed, arguments.broken)
    return 0


if __name__ == "__main__":
    sys.exit(main())
