"""Duplicates: planted ones are found, real entries are not reported, and ten thousand entries are no problem."""

from __future__ import annotations

import datetime
import random
import re
import time
from dataclasses import replace

import pytest
from conftest import ROOT, run
from handbook.judging.duplicates import duplicates, similar
from handbook.judging.traits import address, packed, project_number, traits, unpacked
from handbook.model.initiative import Initiative, Source
from handbook.model.problem import Severity
from handbook.reading.catalogue import Catalogue
from handbook.reading.load import load
from handbook.reading.reader import Document

LATER = datetime.date(2027, 3, 1)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return load(ROOT)[0]


@pytest.fixture(scope="module")
def addressed(real) -> Catalogue:
    """The first edition as if each source had its web address: entries from one source share it."""
    entries = {}
    for slug, entry in real.initiatives.items():
        sources = tuple(
            source.model_copy(update={"url": f"https://www.example.org/{re.sub('[^a-z]', '', source.title.lower())}"})
            for source in entry.sources
        )
        entries[slug] = changed(entry, sources=sources)
    return replace(real, initiatives=entries)


def changed(entry: Initiative, **changes) -> Initiative:
    """A changed copy, without cached results of the original's values."""
    copy = entry.model_copy(update=changes)
    vars(copy).pop("cities", None)
    return copy


def planted(catalogue: Catalogue, original: str, **changes) -> Catalogue:
    """The catalogue with one more entry: a changed copy of ``original``, with another text unless it is given."""
    entry = catalogue.initiatives[original]
    other = {
        "summary": "Iemand schreef hier later nog eens over, met heel andere woorden dan de eerste keer.",
        "body": "Een volstrekt nieuwe beschrijving, op een regenachtige middag gemaakt.",
        "aliases": (),
        "project_number": None,
        "added": LATER,
        "slug": "geplant",
    }
    copy = changed(entry, **other | changes)
    documents = {**catalogue.documents, "initiatives/geplant.md": Document("initiatives/geplant.md")}
    return replace(catalogue, initiatives={**catalogue.initiatives, "geplant": copy}, documents=documents)


def pairs(catalogue: Catalogue) -> list[tuple[str, str]]:
    found = list(duplicates(catalogue, {stem: traits(entry) for stem, entry in catalogue.entries()}))
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [(problem.path, problem.message.values["where"]) for problem in found]


def test_traits_are_the_same_when_they_were_kept_as_text(real):
    kept = {stem: packed(traits(entry)) for stem, entry in real.entries()}
    assert {stem: packed(unpacked(text)) for stem, text in kept.items()} == kept
    assert not any("\n" in text or "\t" in text for text in kept.values())
    assert all(unpacked(kept[stem]).names[0] == traits(entry).names[0] for stem, entry in real.entries())


def test_the_first_edition_has_no_duplicates(real, addressed):
    """Different entries are not reported, even if they share the address of their source."""
    assert pairs(real) == [] and pairs(addressed) == []


def test_neighbours_in_one_source_need_no_link_to_be_told_apart(addressed):
    """They are kept apart by what they say, not only by links to each other."""
    without = {
        slug: changed(entry, body=re.sub(r"\]\([^)]*\)", "]", entry.body), methods=())
        for slug, entry in addressed.initiatives.items()
    }
    assert pairs(replace(addressed, initiatives=without)) == []


NAMES = [
    # letters: missing, doubled, swapped, replaced, misheard
    ("odensehuis", "Odenshuis"),
    ("odensehuis", "Odensehuijs"),
    ("odensehuis", "Odnesehuis"),
    ("dagcentrum-kraaipan", "Dagcentrum Kraaypan"),
    ("dagcentrum-kraaipan", "Dagcentrum Kraipan"),
    ("dagcentrum-kraaipan", "Dagcenrtum Kraaipan"),
    ("de-gedachtenkamer", "De Gedachtekamer"),
    ("de-gedachtenkamer", "De Gedagtenkamer"),
    ("flevo-fiets", "Flevo Fietz"),
    ("resourcegroepen", "Recourcegroepen"),
    ("resourcegroepen", "Resource-groep"),
    ("buurtcirkels", "Buurtcircels"),
    ("buurtcirkels", "Buurcirkels"),
    ("zelfhulpgroepen", "Zelfhulpgroeppen"),
    ("stadskamer-doetinchem", "Stadskamer Doetichem"),
    ("enik-recovery-college", "Enik Recoverycolege"),
    ("sociale-netwerkversterking", "Sociale netwerkversterkng"),
    ("groningse-model-dagbesteding", "Groningsche model"),
    ("amsterdams-ontmoetingscentrum-de-pijp", "Amsterdams Ontmoetingcentrum de Pyp"),
    # spaces, hyphens, capitals, accents
    ("barbarahoes", "Barbara Hoes"),
    ("barbarahoes", "BARBARA-HOES"),
    ("flevo-fiets", "FlevoFiets"),
    ("ggz-coaches", "GGZ coaches"),
    ("peer-to-peer", "Peer-to-Peer"),
    ("peer-to-peer", "Péér to Péér"),
    ("zelfhulpgroepen", "Zelfhulp-groepen"),
    ("eigen-kracht-conferentie", "Eigenkrachtconferentie"),
    # articles and words with little meaning
    ("het-kompas", "Kompas"),
    ("het-kompas", "De Kompas"),
    ("odensehuis", "Het Odensehuis"),
    ("peer-to-peer", "Training Peer to Peer"),
    ("de-gedachtenkamer", "Project Gedachtenkamer"),
    ("werken-met-je-eigen-ervaring", "Werken met eigen ervaring"),
    ("eigen-plan-trekken-door-zelfhulp", "Je eigen plan trekken met zelfhulp"),
    # other order, shorter, longer
    ("enik-recovery-college", "Recovery College Enik"),
    ("dagcentrum-kraaipan", "Kraaipan, dagcentrum"),
    ("ervaringsdeskundigheid-bij-verward-gedrag", "Verward gedrag en ervaringsdeskundigheid"),
    ("eigen-plan-trekken-door-zelfhulp", "Eigen plan trekken"),
    ("odensehuis", "Odensehuis Nederland"),
    ("amsterdams-ontmoetingscentrum-de-pijp", "Ontmoetingscentrum de Pijp"),
    ("enik-recovery-college", "Enik Recovery College Utrecht"),
    # another name of the original
    ("resourcegroepen", "R ACT"),
    ("sociale-netwerkversterking", "Sociale netwerkversterkings-methodiek"),
]


IN_TOWN = [
    ("Qwik-coaches", "Qwik coach"),
    ("Leer-coaches", "Leercoach"),
    ("Buddyproject Ede", "Buddy project"),
    ("Inloophuis De Brug", "De Brug"),
    ("Inloophuis De Brug", "Inloop De Brug"),
    ("Zorgboerderij Het Lam", "Boerderij het Lam"),
    ("De 5e Kamer", "De Vijfde Kamer"),
    ("De 5de Kamer", "Vijfde Kamer Ede"),
]


@pytest.mark.parametrize(("one", "other"), IN_TOWN)
def test_a_name_in_another_guise_in_the_same_city_is_found(real, one, other):
    known = changed(real.initiatives["odensehuis"], title=one, places=("Ede",))
    catalogue = replace(real, initiatives={**real.initiatives, "odensehuis": known})
    found = pairs(planted(catalogue, "odensehuis", title=other))
    assert found == [("initiatives/geplant.md", "initiatives/odensehuis.md")]


@pytest.mark.parametrize(
    ("one", "other", "city"),
    [
        ("Huis van Herstel", "Herstelhuis", "Zwolle"),
        ("Inloophuis De Brug", "De Brug", "Zwolle"),
        ("Buurthuis De Brug", "Zorgboerderij De Brug", "Ede"),
        ("De 5e Kamer", "De 6e Kamer", "Ede"),
        ("De Vijf Linden", "De Zes Linden", "Ede"),
        ("Inloophuis Ede", "Buurthuis Ede", "Ede"),
        ("Dagbesteding Ede", "Werkplaats", "Ede"),
    ],
)
def test_other_names_in_or_out_of_town_are_left_in_peace(real, one, other, city):
    known = changed(real.initiatives["odensehuis"], title=one, places=("Ede",))
    catalogue = replace(real, initiatives={**real.initiatives, "odensehuis": known})
    assert pairs(planted(catalogue, "odensehuis", title=other, places=(city,))) == []


@pytest.mark.parametrize(("original", "title"), NAMES, ids=[title for _, title in NAMES])
def test_a_name_in_another_spelling_is_found(real, original, title):
    assert pairs(planted(real, original, title=title)) == [("initiatives/geplant.md", f"initiatives/{original}.md")]


def test_a_name_among_the_other_names_is_found(real):
    assert pairs(planted(real, "odensehuis", title="Iets anders", aliases=("Het Odense-huis",))) == [
        ("initiatives/geplant.md", "initiatives/odensehuis.md")
    ]


DESCRIBED = [
    "peer-to-peer",
    "barbarahoes",
    "ggz-coaches",
    "stadskamer-doetinchem",
    "groningse-model-dagbesteding",
    "eigen-plan-trekken-door-zelfhulp",
]


def shuffled(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(paragraphs[::-1])


def abridged(text: str) -> str:
    """The text with half of its paragraphs."""
    return "\n\n".join(text.split("\n\n")[::2])


def edited(text: str) -> str:
    """The text with every tenth word replaced."""
    words = text.split(" ")
    return " ".join("iets" if number % 10 == 9 else word for number, word in enumerate(words))


@pytest.mark.parametrize(
    "change",
    [
        str,
        shuffled,
        abridged,
        edited,
        str.upper,
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text + "\n\nNieuw. " * 40,
    ],
)
@pytest.mark.parametrize("original", DESCRIBED)
def test_a_copied_text_is_found(real, original, change):
    """Under another title, in another city, with paragraphs moved, left out or edited."""
    body = change(real.initiatives[original].body)
    catalogue = planted(real, original, title="Een naam van niks", places=("Zwolle",), body=body)
    assert ("initiatives/geplant.md", f"initiatives/{original}.md") in pairs(catalogue)


STUBS = [
    "amsterdams-ontmoetingscentrum-de-pijp",
    "dagcentrum-kraaipan",
    "de-gedachtenkamer",
    "enik-recovery-college",
    "flevo-fiets",
    "het-kompas",
    "odensehuis",
]


@pytest.mark.parametrize("change", [str, shuffled, edited])
@pytest.mark.parametrize("original", STUBS)
def test_a_copied_stub_is_found(real, original, change):
    body = change(real.initiatives[original].body)
    catalogue = planted(real, original, title="Een naam van niks", body=body)
    assert ("initiatives/geplant.md", f"initiatives/{original}.md") in pairs(catalogue)


@pytest.mark.parametrize("written", ["ZonMw 63803-0006", "ZonMw-nummer: 638030006", "nr. 63803 0006"])
def test_a_project_number_with_words_around_it_is_found(real, written):
    original = "eigen-plan-trekken-door-zelfhulp"
    other = {"title": "Samen beter worden", "project_number": written}
    assert pairs(planted(real, original, **other)) == [("initiatives/geplant.md", f"initiatives/{original}.md")]


def test_short_numbers_of_two_funders_are_two():
    assert project_number("ZonMw 123") != project_number("Oranje Fonds 123") and project_number("A") == "a"


def test_a_project_number_is_found(real):
    number = {"title": "Samen beter worden", "project_number": "63803-0006"}
    original = "eigen-plan-trekken-door-zelfhulp"
    assert pairs(planted(real, original, **number)) == [("initiatives/geplant.md", f"initiatives/{original}.md")]
    assert pairs(planted(real, original, **number, methods=(original,))) == []


def test_a_source_counts_together_with_a_name(addressed):
    """A shared address alone is no sign of a duplicate; together with a fairly similar name it is."""
    source = addressed.initiatives["stadskamer-doetinchem"].sources[0]
    other = (Source(title="Andere titel", url=source.url.replace("https://www.", "http://") + "/?utm_source=x#top"),)
    assert pairs(planted(addressed, "stadskamer-doetinchem", title="Huiskamer Doetinchem", sources=other)) == [
        ("initiatives/geplant.md", "initiatives/stadskamer-doetinchem.md")
    ]
    assert pairs(planted(addressed, "stadskamer-doetinchem", title="Iets heel anders", sources=other)) == []


DIFFERENT = [
    ("het-kompas", {"title": "Kompas", "places": ("Zwolle",), "original": {"places": ("Utrecht",)}}),
    ("zelfhulpgroepen", {"title": "Zelfhulpgroep Sneek", "places": ("Sneek",), "kind": "initiatief"}),
    ("stadskamer-doetinchem", {"title": "Stadskamer Zutphen", "places": ("Zutphen",)}),
    ("stadskamer-doetinchem", {"title": "Stadskamer 2"}),
    ("dagcentrum-kraaipan", {"title": "Dagcentrum Molenpan"}),
    ("enik-recovery-college", {"title": "Recovery College Zwolle"}),
    ("ggz-coaches", {"title": "Ggz-coördinatoren"}),
    ("flevo-fiets", {"title": "Flevo Vis"}),
    ("peer-to-peer", {"title": "Peer support"}),
    ("buurtcirkels", {"title": "Buurtpunt"}),
    ("eigen-kracht-conferentie", {"title": "Eigen regie-conferentie"}),
    ("odensehuis", {"title": "Odensegroep", "body": "Wij doen het anders dan het [Odensehuis](odensehuis.md)."}),
]


@pytest.mark.parametrize(("near", "changes"), DIFFERENT, ids=[changes["title"] for _, changes in DIFFERENT])
def test_what_only_resembles_is_left_in_peace(real, near, changes):
    changes = dict(changes)
    original = changes.pop("original", {})
    catalogue = replace(real, initiatives={**real.initiatives, near: changed(real.initiatives[near], **original)})
    assert pairs(planted(catalogue, near, **changes)) == []


def test_entries_that_link_to_each_other_are_no_duplicates(real):
    """A link from one to the other says that they differ, so there is no warning."""
    body = "Dit is een ander huis dan het [Odensehuis](odensehuis.md)."
    assert pairs(planted(real, "odensehuis", title="Odenshuis", body=body)) == []


def test_the_check_warns_at_the_newer_one_and_still_passes(project):
    """Both places are named; a warning does not prevent publishing."""
    text = (project / "initiatives" / "odensehuis.md").read_text(encoding="utf-8")
    text = (
        text.replace("title: Odensehuis", "title: Odenshuis")
        .replace("added: 2026-11-22", "added: 2026-11-23")
        .replace("reviewed: 2026-11-22", "reviewed: 2026-11-23")
    )
    (project / "initiatives" / "aanloop.md").write_text(text, encoding="utf-8")
    result = run(project, "check.py")
    (line,) = (line for line in result.stdout.splitlines() if "aanloop.md" in line)
    assert line.startswith("initiatives/aanloop.md:2:8: waarschuwing: ") and "initiatives/odensehuis.md" in line


@pytest.mark.parametrize(("file", "kind"), [("Mijn Huis.md", "initiatief"), ("mijn-huis.md", "huis")])
def test_a_broken_file_is_compared_too(project, file, kind):
    """The warning comes besides the errors, even if the file name is one of them."""
    text = (project / "initiatives" / "odensehuis.md").read_text(encoding="utf-8")
    text = text.replace("title: Odensehuis", "title: Odenshuis").replace("added: 2026-11-22", "added: 2026-11-23")
    (project / "initiatives" / file).write_text(text.replace("kind: initiatief", f"kind: {kind}"), encoding="utf-8")
    result = run(project, "check.py")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert f"initiatives/{file}:2:8: waarschuwing: " in result.stdout


def test_spellings_of_one_address_are_recognised():
    same = {
        address(url)
        for url in (
            "https://www.x.nl/a",
            "http://x.nl/a/",
            "https://X.nl/A/index.html?utm_source=y#z",
            "https://x.nl/a?fbclid=1",
            "https://x.nl//a?print=1",
            "https://web.archive.org/web/2020/https://www.x.nl/a",
            "https://web.archive.org/web/20200101000000if_/http://x.nl/a/",
        )
    }
    assert same == {"x.nl/a"}
    assert address("https://x.nl/?id=1") != address("https://x.nl/?id=2")


def test_a_new_title_meets_what_is_like_it(real):
    """For somebody who starts an entry: the best match first, at most five, and none for a new name."""
    assert similar(real, "Barbara Hoes")[0].slug == "barbarahoes"
    assert similar(real, "Zelfhulp groepen", place="Amsterdam")[0].slug == "zelfhulpgroepen"
    assert (
        similar(real, "Iets nieuws", aliases=["stads kamer"], place="Doetinchem/Centrum")[0].slug
        == "stadskamer-doetinchem"
    )
    assert similar(real, "Het Gouden Fietswiel") == []
    assert len(similar(generated(real, 300), "Inloop")) <= 5


def generated(real: Catalogue, count: int) -> Catalogue:
    """Varied entries: names combined from recurring words, texts with common and rare words."""
    chance = random.Random(20261122)
    syllables = [consonant + vowel for consonant in "bdghklmnprstvw" for vowel in "aeo"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 6))) for _ in range(60_000)]
    names = [word for word in words[2000:30_000] if len(word) > 5]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    cities = [f"Stad{word}" for word in words[:400]]
    entry = real.initiatives["ggz-coaches"]
    entries, documents = {}, {}
    for number in range(count):
        first, second = chance.choices(names, k=2)
        city = chance.choice(cities)
        title = chance.choice(
            [
                f"Inloop {first}",
                f"De {first} {second}",
                f"Buurthuis {first} {city}",
                f"{first} in {city}",
                f"Herstelgroep {first}{second}",
            ]
        )
        text = chance.choices(words, weights, k=330)
        slug = f"e{number:05}"
        entries[slug] = changed(
            entry,
            slug=slug,
            title=title,
            places=(city,),
            aliases=(),
            added=datetime.date(2026, 1, 1),
            summary=" ".join(text[:30]),
            body=" ".join(text[30:]),
        )
        documents[f"initiatives/{slug}.md"] = Document(f"initiatives/{slug}.md")
    return Catalogue(initiatives=entries, documents=documents)


def test_ten_thousand_entries_are_no_trouble(real):
    """Planted ones are found among ten thousand, and hardly anything else; the time is printed, not judged."""
    many = generated(real, 10_000)
    chance = random.Random(1)
    entries, documents, expected = dict(many.initiatives), dict(many.documents), set()
    for slug in chance.sample(sorted(many.initiatives), 60):
        entry = many.initiatives[slug]
        at = chance.choice([match.start() + 3 for match in re.finditer(r"\w{5,}", entry.title)])
        changes = chance.choice(
            [
                {"title": f"Het {entry.title}", "body": "", "summary": "x"},
                {"title": entry.title[:at] + entry.title[at + 1 :], "body": "", "summary": "x"},
                {"title": "Volkomen nieuw", "body": shuffled(entry.body)},
            ]
        )
        copy = f"{slug}-kopie"
        entries[copy] = changed(entry, **changes, slug=copy, added=LATER)
        documents[f"initiatives/{copy}.md"] = Document(f"initiatives/{copy}.md")
        expected.add((f"initiatives/{copy}.md", f"initiatives/{slug}.md"))
    start = time.process_time()
    found = set(pairs(replace(many, initiatives=entries, documents=documents)))
    print(f"{len(entries)} entries: {time.process_time() - start:.2f} s of CPU, {len(found - expected)} others")
    assert expected - found == set()
    assert len(found - expected) <= 10
