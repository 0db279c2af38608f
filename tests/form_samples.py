"""Values for the tests of the web form: good ones, difficult but allowed ones, and wrong ones."""

from __future__ import annotations

import copy
import random

NASTY = [
    "NO",
    "12:30",
    "1.10",
    "0o17",
    "0x1F",
    "1_000",
    "1e3",
    "null",
    "~",
    "yes",
    "on",
    "=",
    "<<",
    "- streep",
    "# hekje",
    "a: b",
    "sleutel:",
    "a #b",
    "'enkel'",
    '"dubbel"',
    "back\\slash",
    "{a}",
    "[b]",
    "a, b",
    "&anker",
    "*ster",
    "!tag",
    "%proc",
    "@apen",
    "`tik`",
    "?",
    "? vraag",
    "|",
    ">",
    "---",
    "...",
    "2026-11-22",
    "2018",
    "😀 👩‍👩‍👧 ❤️",
    "é ü ß ñ",
    "niet\u00a0breken",
    "een\u2009smalle spatie",
    "tab\there",
    "שלום",
    "’s-Hertogenbosch",
    "‘aanhaling’",
    "<b>vet</b>",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}",
    "${x}",
    "javascript:alert(1)",
    "x" * 150,
    "dubbele  spatie",
    ".",
    "-",
    ",",
    "::",
    "é" * 80,
]
NAMES = [
    "Eigen plan trekken door zelfhulp",
    "Súdwest-Fryslân",
    "’s-Hertogenbosch",
    "'t Lichtpuntje",
    "Café ‘De Brug’",
    "Peer-to-Peer",
    "MEE plus",
    "50+ & co.",
    "Straße",
    "ẞ",
    "ﬁets",
    "Ĳsselland",
    "ĳsbaan",
    "İstanbul",
    "Łódź",
    "Ærø",
    "Þing",
    "naïef",
    "coöperatie",
    "zeeën",
    "Ａｂｃ",
    "1️⃣ stap",
    "❤️ hart",
    "👩‍👩‍👧 gezin",
    "😀",
    "",
    "   ",
    "---",
    "a\u0301b",
    "a\u034fb",
    "²e kans",
    "½ uur",
    "Ω mega",
    "Привет",
    "日本",
    "ſtad",
    "K-elvin",
    "Å",
    "ŉ",
    "ǆ",
    "№ 5",
    "™merk",
    "a\u20ddb",
    "ı",
    "A" * 90,
    "een – twee — drie",
    "x\u00a0y",
    "ÅNGSTRÖM",
    "é́ü̈",
    "ZELFHULP",
    "De Gedachtenkamer",
    "`t Huis",
]

BASE = {
    "values": {
        "title": "",
        "summary": "Mensen in de wijk koken elke week samen en leren elkaar kennen.",
        "kind": "initiatief",
        "stage": "beschreven",
        "aliases": [],
        "themes": ["zelfhulp"],
        "target_groups": ["jongeren"],
        "places": ["Utrecht"],
        "coverage": "plaatsen",
        "coverage_note": "",
        "organisations": [],
        "people": [],
        "period": "",
        "status": {"value": "loopt", "as_of": "", "why": ""},
        "methods": [],
        "programme": "",
        "series": "",
        "project_number": "",
        "figures": [],
        "evidence": {"level": "", "assessor": "", "date": ""},
        "sources": [
            {
                "title": "Een bron",
                "author": "",
                "publisher": "",
                "date": "",
                "kind": "",
                "pages": "",
                "url": "",
                "retrieved": "",
                "archived": "",
            }
        ],
        "follow_up": [],
        "added": "2026-11-22",
        "reviewed": "2026-11-22",
    },
    "sections": {
        "voor-wie": "Voor iedereen.",
        "waarom": "Omdat het helpt.",
        "hoe-het-werkt": "Elke week.",
        "wat-het-oplevert": "Contact.",
        "wat-anderen-ervan-kunnen-leren": "",
        "wat-we-nog-niet-weten": "De kosten.",
    },
    "text": "",
}


def base(title: str) -> dict:
    """An entry with only the required fields."""
    entry = copy.deepcopy(BASE)
    entry["values"]["title"] = title
    return entry


def filled(title: str) -> dict:
    """An entry with every field."""
    entry = base(title)
    entry["values"] |= {
        "aliases": ["De Brug (vroeger: ‘Het Vlot’)", "Brug: samen"],
        "themes": ["herstel", "zelfhulp", "dagbesteding"],
        "target_groups": ["verslaving", "jongeren"],
        "places": ["Amsterdam/Nieuw-West", "Den Haag"],
        "coverage": "plaatsen",
        "coverage_note": "Vier gemeenten; zie: de bron.",
        "organisations": [
            {"name": "Stichting “X” & Y", "role": "uitvoerder", "url": "https://www.example.nl/?a=b#c"},
            {"name": "NO", "role": "financier", "url": ""},
        ],
        "people": [{"name": "A. de Vries", "role": "coördinator: dag"}],
        "period": "2017–2020",
        "status": {"value": "gestopt", "as_of": "2020-03", "why": "Geen geld: de subsidie stopte."},
        "methods": ["zelfhulpgroepen"],
        "programme": "nieuwe-wegen-ggz-en-opvang",
        "series": "inspirerende-voorbeelden-van-dagbesteding",
        "project_number": "638030006",
        "figures": [
            {"label": "Deelnemers", "value": "12–16", "source": "2", "as_of": "2019"},
            {"label": "Kosten", "value": "circa € 1.200", "source": "1", "as_of": ""},
        ],
        "evidence": {"level": "goed-beschreven", "assessor": "Movisie", "date": "2019-05"},
        "sources": [
            {
                "title": "Een bron: deel 1",
                "author": "J. Jansen",
                "publisher": "Movisie",
                "date": "2018-06-25",
                "kind": "artikel",
                "pages": "16",
                "url": "https://www.movisie.nl/artikel",
                "retrieved": "2026-11-01",
                "archived": "https://web.archive.org/web/2018/https://www.movisie.nl/",
            },
            {
                "title": "Tweede bron",
                "author": "",
                "publisher": "",
                "date": "2019",
                "kind": "boek",
                "pages": "",
                "url": "",
                "retrieved": "",
                "archived": "",
            },
        ],
        "follow_up": [{"date": "2020", "text": "Het stopte. Maar: er kwam iets nieuws.", "source": "1"}],
    }
    entry["sections"]["wat-anderen-ervan-kunnen-leren"] = (
        "Begin **klein**.\n\n- één\n- twee\n\n### Verder\n\nZie [Buurtcirkels](buurtcirkels.md) of https://www.example.nl."
    )
    return entry


_PROSE = [
    "Gewone tekst.",
    "Twee regels\nin één alinea.",
    "- een\n- twee\n  - dieper\n- drie",
    "1. eerst\n2. dan",
    "### Een kopje\n\nTekst.",
    "**vet** en *schuin* en _ook_",
    "> een citaat",
    "Kijk op [Movisie](https://www.movisie.nl) of www.example.nl.",
    "[Buurtcirkels](buurtcirkels.md)",
    "a < b en 3 > 2",
    "`<b>` is code",
    "\\<b> is tekst",
    "<https://www.example.nl>",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\n## Waarom\n<b>\n",
    "~~~ js\n# x\n~~~",
    "Tekst\n\n---\n\nMeer",
    "[ ] taak",
    "[los haakje",
    "](",
    "5 * 3 * 2",
    "~~weg~~",
    "&amp; &lt;b&gt;",
    "😀 שלום\u2009x",
    "#hashtag",
    "a_b_c en __x__",
    'Zo: "NO" en 12:30',
    "...",
    "- [x] klaar",
    "mail naar a@b.nl",
]


def random_entry(generator: random.Random, number: int) -> dict:
    """An entry with random fields, and difficult but allowed values."""
    entry = filled(f"Proef {number} {generator.choice([text for text in NASTY if len(text) < 60])}".strip())
    values = entry["values"]
    words = lambda: generator.choice(NASTY)  # noqa: E731
    some = lambda make, most: [make() for _ in range(generator.randint(1, most))]  # noqa: E731
    date = lambda: generator.choice(["2018", "2019-02", "2024-02-29", "1999-12-31", "2026-11-22"])  # noqa: E731
    url = lambda: generator.choice(  # noqa: E731
        [
            "https://www.example.nl/",
            "http://x.nl/a?b=c&d=%20#e",
            "https://é.nl/ü",
            "https://x.nl/a:b",
            "https://x.nl/'\"<>",
            "",
        ]
    )
    values["summary"] = f"{words()} Een zin die lang genoeg is voor de regel."[:280].strip()
    values["aliases"] = [f"{text} {number}.{index}" for index, text in enumerate(some(words, 3))]
    places = ["Utrecht", "Amsterdam/Nieuw-West", "Den Haag/Laak: noord", "Groningen/[x]", "Sneek", "Zwolle/NO"]
    values["places"] = generator.sample(places, generator.randint(0, 3))
    values["coverage"] = "plaatsen" if values["places"] else "regio"
    values["coverage_note"] = words()
    values["organisations"] = some(
        lambda: {"name": f"X {words()}", "role": generator.choice(["uitvoerder", "partner"]), "url": url()}, 3
    )
    values["people"] = some(lambda: {"name": words(), "role": words()}, 2)
    values["period"] = generator.choice(
        ["2017–2020", "2017", "vanaf 2017", "tot 2020-05", "2017-2019", "2017 t/m 2018", "2017 – heden"]
    )
    values["project_number"] = words()
    values["status"] = {"value": generator.choice(["afgerond", "gestopt"]), "as_of": date(), "why": words()}
    values["evidence"] = {
        "level": "effectief",
        "assessor": words(),
        "date": date(),
    }
    if generator.random() < 0.5:
        values["evidence"] = {"level": "niet-beoordeeld", "assessor": "", "date": ""}
    values["sources"] = some(
        lambda: {
            "title": words(),
            "author": words(),
            "publisher": words(),
            "date": date(),
            "kind": generator.choice(["", "boek"]),
            "pages": generator.choice(["", "1", "9999"]),
            "url": url(),
            "retrieved": generator.choice(["", "2026-01-31"]),
            "archived": url(),
        },
        3,
    )
    count = len(values["sources"])
    values["figures"] = some(
        lambda: {
            "label": words(),
            "value": generator.choice(["12–16", "circa 6", "11 weken", "4", "€ 1.200,50", "75 %", "ruim 100 mensen"]),
            "source": str(generator.randint(1, count)),
            "as_of": generator.choice(["", "2018"]),
        },
        3,
    )
    values["follow_up"] = some(
        lambda: {"date": date(), "text": words(), "source": generator.choice(["", str(generator.randint(1, count))])}, 2
    )
    needed = {
        "title",
        "summary",
        "kind",
        "stage",
        "themes",
        "target_groups",
        "places",
        "coverage",
        "status",
        "sources",
        "added",
        "reviewed",
    }
    for key in values:
        if key not in needed and generator.random() < 0.5 and not (key == "figures" and generator.random() < 0.3):
            values[key] = copy.deepcopy(BASE["values"][key])
    if generator.random() < 0.2:
        values |= {"places": [], "coverage": generator.choice(["gemeenten", "landelijk", "niet-vermeld"])}
    if generator.random() < 0.2:
        values |= {
            "kind": generator.choice(["methodiek", "handreiking"]),
            "status": copy.deepcopy(BASE["values"]["status"]) | {"value": ""},
        }
    if generator.random() < 0.15:
        values |= {"stage": "nog-te-beschrijven"}
        entry["text"] = "\n\n".join(generator.sample(_PROSE, 2))
    for key in entry["sections"]:
        entry["sections"][key] = "\n\n".join(["Woord.", *generator.sample(_PROSE, generator.randint(1, 4))])
    return entry


def _many(path: tuple, values: list) -> list[tuple[tuple, object]]:
    return [(path, value) for value in values]


_DATES = [
    "2018",
    "2018-06",
    "2018-06-25",
    "juni 2018",
    "25-06-2018",
    "2018-13",
    "2018-02-30",
    "1799",
    "2101",
    "2018-6",
    "2018-00",
    "2018-06-00",
    "25 juni 2018",
    "Sept. 2018",
    "25/6/2018",
    "31-2-2018",
    "0-6-2018",
    "5 nergens 2018",
    "NO",
    "12:30",
    "2030",
]
_ADDRESSES = [
    "https://www.example.nl/",
    "www.example.nl",
    "example",
    "ftp://x.nl",
    "javascript:alert(1)",
    "https://",
    "https://x y",
    "https://x.nl/a b",
    "https://ik:" + "geheim@x.nl/",
    "http:x.nl",
    "https://x.nl:99999",
    "https://é.nl/ü",
    "https://x.nl/" + "a" * 487,
    "https://x.nl/" + "a" * 488,
    "http://256.1.1.1",
    "https://x<y",
    "https://x^y",
    "https://x|y",
    'https://x"y',
    "https://x`y",
    "https://x{y}",
    "https://a_b.nl",
    "info@kringwijs.nl",
    "mailto:info@kringwijs.nl",
    "https://x.nl/a, https://x.nl/b",
    "https://x.nl/a of www.x.nl",
    "<https://x.nl/>",
    "“www.x.nl”",
    "(https://x.nl/a)",
    "geen",
    "Onbekend.",
    "https://[::1]/",
    "https://x%41.nl",
    "https://x%20y",
]
_SOURCE = BASE["values"]["sources"][0]
_FIGURE = {"label": "Deelnemers", "value": "12", "source": "1", "as_of": ""}

# (path in the values, value): the form and check.py both judge these.
NO_PLACES = (
    "Vlaanderen",
    "Gent (België)",
    "Antwerpen, België",
    "de Achterhoek",
    "West-Friesland",
    "Noordoost-Groningen",
    "’t Gooi",
    "Kop van Overijssel",
    "Fryslân",
    "HEEL NEDERLAND",
    "landelijke dekking",
    "meerdere gemeenten",
    "in vijf steden",
)

JUDGED: list[tuple[tuple, object]] = [
    *_many(
        ("title",),
        [
            "",
            "x",
            "ab",
            "t" * 80,
            "t" * 81,
            "Een\u00a0titel",
            "Buurtcirkels",
            "buurtCIRKELS",
            "Constructor",
            "NO",
        ],
    ),
    *_many(("summary",), ["", "kort", "s" * 19, "s" * 20, "s" * 280, "s" * 281, "😀" * 280, "😀" * 281]),
    *_many(("kind",), ["", "initiatief", "methodiek", "handreiking"]),
    *_many(("stage",), ["beschreven", "nog-te-beschrijven"]),
    *_many(("aliases",), [[], ["a"], ["Andere naam", "a" * 160], ["a" * 161], ["Buurtcirkels"]]),
    *_many(
        ("themes",),
        [
            [],
            ["zelfhulp"],
            ["zelfhulp", "herstel"],
            [
                "zelfhulp",
                "herstel",
                "dagbesteding",
                "leren-en-talent",
                "buurt-en-netwerk",
                "zorg-en-welzijn",
                "ervaringsdeskundigheid",
            ],
        ],
    ),
    *_many(("target_groups",), [[], ["jongeren", "naasten"]]),
    *_many(
        ("places",),
        [
            [],
            ["Utrecht"],
            ["Utrecth"],
            ["utrecht"],
            ["Utrecht/Zuilen"],
            ["’s-Gravenhage"],
            ["'s-gravenhage/Laak"],
            ["Xyzzyx"],
            ["Amsterdm", "Rotterdam"],
            ["p" * 161],
            ["Utrecht"] * 31,
        ],
    ),
    *_many(("coverage",), ["plaatsen", "regio", "landelijk", "niet-vermeld", "gemeenten"]),
    *_many(("coverage_note",), ["", "Vier gemeenten.", "n" * 160, "n" * 161]),
    *_many(
        ("organisations",),
        [
            [],
            [{"name": "X", "role": "partner", "url": ""}],
            [{"name": "", "role": "partner", "url": ""}],
            [{"name": "X", "role": "", "url": ""}],
            [{"name": "|", "role": "partner", "url": ""}],
            [{"name": "שלום", "role": "partner", "url": ""}],
            [{"name": name, "role": "partner", "url": ""} for name in ("113", "1-1-3", "1e hulp")],
            [{"name": "n" * 161, "role": "partner", "url": "x"}],
        ],
    ),
    *_many(
        ("people",),
        [
            [],
            [{"name": "A", "role": "b"}],
            [{"name": "A", "role": ""}],
            [{"name": "", "role": "b"}],
            [{"name": "A", "role": "r" * 161}],
        ],
    ),
    *_many(
        ("period",),
        [
            "2017–2020",
            "2017-2020",
            "2017",
            "vanaf 2017",
            "tot 2020-05",
            "2017 t/m 2018",
            "2017 tot en met 2018",
            "2017–heden",
            "2020–2017",
            "vroeger",
            "vanaf juni",
            "tot ",
            "2017-13–2018",
            "2017–2018–2019",
            "2017-03–2017-02",
            "2017-01-31 – 2018",
            "vanaf 2017-02-30",
        ],
    ),
    (("status",), {"value": "", "as_of": "", "why": ""}),
    (("status",), {"value": "", "as_of": "2018", "why": ""}),
    *_many(("status", "as_of"), _DATES),
    *[
        (("status",), {"value": value, "as_of": "", "why": why})
        for value in ("loopt", "onbekend", "gestopt", "afgerond")
        for why in ("Omdat.", "w" * 200, "w" * 201)
    ],
    *_many(("methods",), [[], ["zelfhulpgroepen"]]),
    *_many(("programme",), ["", "nieuwe-wegen-ggz-en-opvang"]),
    *_many(("series",), ["", "inspirerende-voorbeelden-van-dagbesteding"]),
    *_many(("project_number",), ["", "638030006", "p" * 161]),
    *[
        (("figures",), [_FIGURE | {"value": value}])
        for value in (
            "4",
            "12–16",
            "circa 6",
            "11 weken",
            "€ 1.200",
            "75%",
            "veel",
            "ongeveer 5",
            "12 - 16",
            "circa",
            "5 " + "w" * 25,
            "5 " + "w" * 26,
            "1" * 41,
            "",
            "½",
            "12 % van de groep",
        )
    ],
    *[
        (("figures",), [_FIGURE | {key: value}])
        for key, value in (
            ("label", ""),
            ("label", "l" * 161),
            ("source", ""),
            ("source", "2"),
            ("source", "50"),
            ("as_of", "gisteren"),
            ("as_of", "2019"),
        )
    ],
    (("figures",), [_FIGURE] * 41),
    *[
        (("evidence",), {"level": level, "assessor": who, "date": when})
        for level in ("", "niet-beoordeeld", "effectief")
        for who in ("", "Movisie")
        for when in ("", "2018", "ooit")
    ],
    *_many(("sources",), [[_SOURCE | {"title": ""}], [_SOURCE] * 50, [_SOURCE] * 51]),
    *[(("sources", 0, key), value) for key in ("title",) for value in ("", "t", "t" * 200, "t" * 201)],
    *[(("sources", 0, key), value) for key in ("author", "publisher") for value in ("NO", "a" * 160, "a" * 161)],
    *_many(("sources", 0, "date"), _DATES),
    (("sources", 0, "retrieved"), "2062-03-03"),
    *_many(("period",), ["sinds 2017", "van 2017 tot 2020", "2017–", "tot juni 2020", "begin 2017", "2020 tot 2017"]),
    *_many(("status", "as_of"), ["begin 2018", "maandag 25 juni 2018", "2018 of 2019"]),
    *_many(("period",), ["juni 2018", "25-06-2018", "n.v.t.", "niet bekend"]),
    *_many(
        ("period",),
        ["vanaf '19", "’17-’20", "2017-20", "2017-12", "03/26", "12-03-26", "van 03/24 tot 05/26", "tot ’98", "17-20"],
    ),
    *_many(
        ("sources", 0, "date"), ["12-03-26", "'19", "03/26", "12-03", "25 juni 18", "juni ’18", "31-02-26", "1-1-68"]
    ),
    *_many(("added",), ["22-11-26", "22 nov. ’26", "11/26"]),
    *_many(("sources", 0, "pages"), ["geen", "weet ik niet"]),
    *_many(("places",), [["Beek en Donk"], ["Online"], ["Utrecht en Overvecht"]]),
    *_many(("period",), ["2062", "vanaf 2062-03", "2020–2062"]),
    (("aliases",), ["Een naam", "Een naam"]),
    *_many(("sources", 0, "url"), _ADDRESSES),
    *_many(("sources", 0, "archived"), _ADDRESSES[:6]),
    *_many(
        ("sources", 0, "pages"),
        ["1", "0", "-1", "9999", "10000", "zestien", "1,5", "1.0", "1.5", "+7", "007", "1_0", "1e3"],
    ),
    *_many(
        ("sources", 0, "retrieved"),
        ["2026-11-01", "2026-1-1", "2026", "2026-02-30", "1 mei 2026", "20261101", "NO", "0000-01-01"],
    ),
    *[
        (("follow_up",), [{"date": date, "text": text, "source": source}])
        for date, text, source in (
            ("2020", "Gestopt.", ""),
            ("", "Gestopt.", ""),
            ("2020", "", ""),
            ("2020", "t" * 600, "1"),
            ("2020", "t" * 601, "1"),
            ("2020", "x", "3"),
            ("2027", "x", ""),
        )
    ],
    *_many(("themes",), [["zelfhulp", "herstel", "zelfhulp"]]),
    *_many(
        ("places",),
        [["Utrecht", "Utrecht"], ["Utrecht/Overvecht", "Utrecht/ overvecht"], ["Utrecht/"], ["Utrecht/", "Utrechd"]],
    ),
    *_many(
        ("places",),
        [
            ["gemeente Zwolle"],
            ["Amersfoort en Nijmegen"],
            ["Utrecht, Overvecht"],
            ["Amsterdam-Noord", "Amsterdam Noord"],
            ["Den Haag e.o."],
            ["Den Bosch en omstreken"],
            ["Gelderland"],
            ["Regio Twente"],
            ["Bergen op Zoom en Ede"],
            ["Utrecht - Oog in Al"],
            ["Gemeente Zwol"],
            ["/Zuid"],
            ["en Utrecht"],
            ["Utrecht, "],
            ["-"],
            ["Súdwest-Fryslân"],
            ["gemeente Sudwest Fryslan"],
            ["De Friese Meren"],
            ["De gemeente Hollands Kroon"],
            ["Groningen (stad)"],
            ["Utrecht (provincie)"],
            ["Bergen (L)", "Bergen (Limburg)", "Bergen (NH)", "Utrecht (Zuilen)"],
            [
                "Nuenen, Gerwen en Nederwetten",
                "Nuenen c.a.",
                "Alphen a/d Rijn",
                "Horst a/d Maas",
                "Alphen a/d Rijn/Noord",
            ],
            ["Ljouwert", "Midden-Groningen", "Midden Groningen", "Hasselt"],
            *map(list, zip(NO_PLACES)),
        ],
    ),  # fmt: skip
    *_many(("added",), ["2099-01-01", "", "2026-11-22", "2026-11-23", "gisteren", "22-11-2026", "12:30"]),
    *_many(
        ("reviewed",),
        ["", "2026-11-21", "2026-12-01", "vandaag", "9999-12-31", "1799-12-31", "2026-02-30", "2062-11-22"],
    ),
]

# Texts of a section without a readable word, and some that only look so.
UNSAID = ["…", "---", "-", "1.", "> ", "[x]: https://x.nl", "&nbsp;", "| |\n|-|\n| |", "```js\n```"]
SAID = ["- 3", "1. a", "[x]", "[Wat]: zie hieronder", "`a`", "é", "&euml;", "```\nx\n```"]

# (text of a section, whether it is refused): the form and check.py must agree; for None the latter only warns.
TEXTS: list[tuple[str, bool]] = [
    *[(text, False) for text in _PROSE],
    ("# Kop", True),
    ("## Mijn kop", True),
    ("# Een titel", True),
    ("#### Diep", True),
    ("<b>vet</b>", True),
    ("<script>alert(1)</script>", True),
    ("<!-- x -->", True),
    ("<div\n", True),
    ("<br/>", True),
    ("![plaatje](https://x.nl/a.png)", True),
    ("[x](javascript:alert(1))", True),
    ("[x](data:text/html,y)", True),
    ("[x](../../etc/passwd)", True),
    ("[x](bestaat-niet.md)", True),
    ("[x](www.movisie.nl)", True),
    ("[x](movisie.nl/artikel?a=b)", True),
    ("[x](/initiatieven/peer-to-peer/)", True),
    ("[x](../initiatieven/peer-to-peer)", True),
    ("[x](../initiatieven/bestaat-niet/)", True),
    ("ftp://x.nl/bestand", True),
    ("<tel:0612345678>", True),
    ("[x](tel:06)", True),
    ("Titel\n===", True),
    ("Titel\n---", True),
    ("✎ schrijf hier", True),
    ("> " * 13 + "x", True),
    ("[x]: /weg\n\n[x]", True),
    ("> # Kop", True),
    ("[x](https://movisie.nl", True),
    ("[x](het kompas.md)", True),
    ("[x] (https://x.nl/a)", True),
    ("Zie [x]  (www.movisie.nl).", True),
    ("Zie [[Zelfhulp]].", True),
    ("`[[x]]` of [[x]](https://x.nl) of \\[x] (https://x.nl) of [x] (zie ook y)", False),
    ("`[x](het kompas.md)` en \\[x\\](y z) of \\[x](y.md)", False),
    ('[x](https://x.nl "een titel") en [y](https://x.nl/a_(b))', False),
    ("- # Kop", True),
    ("- ### Kop", True),
    ("> ### Kop\n> tekst", True),
    ("> ## Waarom", True),
    ("- een\n\n  ### Kop", True),
    ("1. een\n   # Kop", True),
    ("> Kop\n> ---", True),
    ("- Kop\n  ===", True),
    ("- een\n\n  ---\n\n- twee\n---\n\nEn\n\n  ### Kop\n\n> tekst\n---", False),
    ("[](buurtcirkels.md)", True),
    ("[ ` ` ](https://x.nl)", True),
    ("[&nbsp;](https://x.nl)", True),
    ("[][x]\n\n[x]: https://x.nl", True),
    ("[`code`](https://x.nl) en [\\*](https://x.nl)", False),
    ("### ", True),
    ("### ###", True),
    ("## ", True),
    ("[a](http://)", True),
    ("[b](mailto:)", True),
    ("[c](http:foo)", True),
    ("[d](https://ik:" + "geheim@x.nl)", True),
    ("[e](mailto:a@b.nl?subject=Hallo) en [f](HTTPS://x.nl)", False),
    ("Tekst &#x202e;om", True),
    ("&#0;", True),
    ("a&shy;b", True),
    ("`&shy;` en &euml; &nbsp; &amp;shy;", False),
    ("|a|b|\n|-|-|\n|1|2|3|", True),
    ("a | b\n-|-\n1 | 2 \\| 3\n1 | 2 |", False),
    ("| a | b |\n| 1 | 2 |", True),
    ("| x |", False),
    ("[a](#waarom) en [b](#een-kopje)\n\n### Een kopje", False),
    ("[a](#warom)", True),
    ("[a](../content/over.md) en [b](../content/publicaties.md#dagbesteding-in-ontwikkeling)", False),
    ("[a](../content/publicaties.md#nergens)", True),
    ("[a](../content/themas/zelfhulp.md) en [b](./buurtcirkels.md#waarom)", False),
    ("[a](het-kompas.md#waarom)", True),
    (
        "[a](barbarahoes.md#wat-anderen-ervan-kunnen-leren) en [b](eigen-plan-trekken-door-zelfhulp.md#twee-methodieken)",
        False,
    ),
    ("[a](zelfhulpgroepen.md#wat-anderen-ervan-kunnen-leren)", True),
    ("[a](peer-to-peer.md#wat-anderen-ervan-leren)", True),
    ("[a](buurtcirkel.md)", True),
    ("(x)[https://x.nl/a]", True),
    ("[x](“https://x.nl/a”)", True),
    ("[x](info@x.nl)", True),
    ("[x](initiatives/peer-to-peer.md)", True),
    ("[x](peer-to-peer.html)", True),
    ("![een foto](mijn foto.jpg)", True),
    ("![[foto.jpg]]", True),
    ("Zie [Movisie] (https://x.nl) en ![x](y z.png)", True),
    ("(x)[peer-to-peer.md#waarom] of (y)[zie z]", True),
    ("`(x)[y.md]` of (x)[1] of \\(x\\)[y.md]", False),
    ("Een ** vet ** woord.", None),
    ("**Een** en **twee ** woorden.", None),
    ("**Een** en **twee** en `** drie **` en 2 ** 3 en \\*\\* vier \\*\\*", False),
    ("-een\n-twee", None),
    ("Dus:\n– een\n– twee", None),
    ("1.een\n2.twee", None),
    ("– Kom binnen, zei ze.\n\n– Goed – zei hij\n2.0 en\n`– a`\n1.a", False),
    ("-5 graden\n- een\n---", False),
    ("Een noot[^1].", True),
    ("`x[^1]` en \\[^1] en [^ ]", False),
    ("naam\tjaar\nJan\t2018", True),
    ("1.\teen\n2.\ttwee\n\nnaam\tjaar", False),
    ("[^1]: x", True),
    ("Tekst[^1].\n\n[^1]: x", True),
    ("[Wat]: zie hieronder", False),
]

# What people type in a field as if it were Markdown or HTML, with the text that they mean; “” if that has no word.
MARKED = {
    "**Titel**": [("**Titel**", "Titel")],
    "**Ik** en **jij**": [("**Ik**", "Ik"), ("**jij**", "jij")],
    "Een *nieuw* begin": [("*nieuw*", "nieuw")],
    "Een _één_ begin": [("_één_", "één")],
    "__Titel__": [("__Titel__", "Titel")],
    "De `Buurtkamer`": [("`Buurtkamer`", "Buurtkamer")],
    "[De Buurtkamer](https://x.nl)": [("[De Buurtkamer](https://x.nl)", "De Buurtkamer")],
    "Zie [[Zelfhulp]]": [("[[Zelfhulp]]", "Zelfhulp")],
    "## De Buurtkamer": [("## De Buurtkamer", "De Buurtkamer")],
    "Een <b>vet</b> woord": [("<b>vet</b>", "vet")],
    '<a href="https://x.nl">De Buurtkamer</a>': [('<a href="https://x.nl">De Buurtkamer</a>', "De Buurtkamer")],
    "Een<br>twee<br/>drie": [("<br>", ""), ("<br/>", "")],
    "Werk &amp; meedoen": [("&amp;", "&")],
    "Cli&euml;nten en co&#246;rdinator": [("&euml;", "ë"), ("&#246;", "ö")],
}
UNMARKED = (
    "C* en B*, 5 * 3 * 2, (*) verplicht (*), Zorg*in*zicht en vijf sterren *****",
    "Naam_met_streep, mail@een_twee_drie.nl, _ en __",
    "`t Huis in `t Zand, de pilot [2019](2020) en [sic] (zie bron)",
    "#MeToo, C# en F#, R&D; Jansen & Co; 1 < 2 > 1, A <3 B",
)
