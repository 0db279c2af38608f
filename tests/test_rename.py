"""rename.py and remove.py: every reference follows, every other byte stays, and no address dies."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, run
from handbook.judging.against import standing
from handbook.reading.load import load

AWKWARD = """---
# Een opmerking boven de titel
title: "Praatgroep: vijf mensen"   # en een erachter
summary: Een praatgroep die alleen in deze test bestaat, voor mensen in de wijk.
kind: initiatief
themes:
  - 'zelfhulp' # het belangrijkst
  - "herstel"
target_groups: [ jongeren,psychische-kwetsbaarheid ]
places: ['Doetinchem', "Amsterdam/Nieuw-West", Doetinchem/Centrum]
organisations:
  - {name: "Vivenz", role: partner}
status: {value: loopt, as_of: 2020}
methods: [ zelfhulpgroepen ,eigen-kracht-conferentie]
sources: [{title: Over zelfhulp en zelfhulpgroepen}]
# Een opmerking bij de datum
added: 2026-11-22
reviewed: 2026-11-22
---

## Voor wie

Zie zelfhulpgroepen.md en [de groepen](zelfhulpgroepen.md#voor-wie), [nog eens](<../initiatives/zelfhulpgroepen.md>
"titel") en [zo][g]. Geen link: `[x](zelfhulpgroepen.md)` en \\[x](zelfhulpgroepen.md).

    [ook niet](zelfhulpgroepen.md)

## Waarom

Het thema [zelfhulp](../content/themas/zelfhulp.md), niet [zelfhulpgroepen](https://example.org/zelfhulpgroepen.md).
Wel [op de site](https://handboek-meedoen.example/initiatieven/zelfhulpgroepen/).

## Hoe het werkt

Tekst.

## Wat het oplevert

Tekst.

## Wat we nog niet weten

Tekst.

[g]: ./zelfhulpgroepen.md
"""

# An entry that nothing refers to, and that refers to nothing but a theme.
STUB = """---
title: Een proefrit
summary: Een naam die alleen in deze test bestaat; het verhaal moet nog geschreven worden.
kind: initiatief
stage: nog-te-beschrijven
themes: [dagbesteding]
coverage: niet-vermeld
status: {value: onbekend}
sources: [{title: Over een proefrit}]
added: 2026-11-22
reviewed: 2026-11-22
---

Nog niets.
"""


def rename(project, *arguments, verb="rename.py"):
    result = run(project, verb, *arguments)
    assert "Traceback" not in result.stderr, result.stderr
    return result


def sources(project):
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for folder in ("initiatives", "content")
        for path in (project / folder).rglob("*.md")
    }


def put(project, text=AWKWARD, name="praatgroep.md"):
    (project / "initiatives" / name).write_bytes(text.encode())


def clean(project):
    result = run(project, "check.py")
    return result.returncode == 0 or result.stdout


def test_an_entry_is_renamed_everywhere(project):
    put(project)
    before = sources(project)
    addresses = standing(load(project)[0])
    result = rename(project, "zelfhulpgroepen", "praten-met-elkaar", "--title", "Praten met elkaar")
    assert result.returncode == 0, result.stderr
    assert clean(project) is True
    after = sources(project)
    assert set(before) - set(after) == {"initiatives/zelfhulpgroepen.md"}
    assert set(after) - set(before) == {"initiatives/praten-met-elkaar.md"}
    expected = AWKWARD.replace("[ zelfhulpgroepen ,", "[ praten-met-elkaar ,")
    for old in ("(zelfhulpgroepen.md#voor-wie)", "(<../initiatives/zelfhulpgroepen.md>", "[g]: ./zelfhulpgroepen.md", "example/initiatieven/zelfhulpgroepen/"):  # fmt: skip
        assert expected.count(old) == 1
        expected = expected.replace(old, old.replace("zelfhulpgroepen", "praten-met-elkaar"))
    assert after["initiatives/praatgroep.md"].decode() == expected
    own = before["initiatives/zelfhulpgroepen.md"].decode()
    own = own.replace("title: Zelfhulpgroepen\n", "title: Praten met elkaar\n", 1)
    own = own.replace("\nadded:", "\nformer_slugs: [zelfhulpgroepen]\nadded:", 1)
    assert after["initiatives/praten-met-elkaar.md"].decode() == own
    for path in set(before) & set(after):
        assert after[path].count(b"\n") == before[path].count(b"\n")
    catalogue, _ = load(project)
    assert addresses <= standing(catalogue), "no address dies"
    assert not [path for path, data in after.items() if re.search(rb"\]\([^)]*zelfhulpgroepen(\.md|/)", data) and path != "initiatives/praatgroep.md"]  # fmt: skip
    assert "initiatives/praatgroep.md:14:12: zelfhulpgroepen → praten-met-elkaar" in result.stdout.splitlines()
    assert "initiatives/zelfhulpgroepen.md → initiatives/praten-met-elkaar.md" in result.stdout.splitlines()


def test_a_trial_writes_nothing_and_says_the_same(project):
    put(project)
    before = sources(project)
    trial = rename(project, "zelfhulpgroepen", "praten", "--dry-run")
    assert trial.returncode == 0 and sources(project) == before
    real = rename(project, "zelfhulpgroepen", "praten")
    assert set(trial.stdout.splitlines()) - set(real.stdout.splitlines()) == {
        "Er is niets veranderd: dit was een proef."
    }


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("zelfhulp", "lotgenoten", {"'zelfhulp' #": "'lotgenoten' #", "themas/zelfhulp.md": "themas/lotgenoten.md"}),
        ("themas/herstel", "beter-worden", {'"herstel"': '"beter-worden"'}),
        ("content/doelgroepen/jongeren.md", "jeugd", {"[ jongeren,": "[ jeugd,"}),
        ("https://handboek-meedoen.example/themas/herstel/#wat", "beter-worden", {'"herstel"': '"beter-worden"'}),
        ("/een/map/content/doelgroepen/jongeren.md", "jeugd", {"[ jongeren,": "[ jeugd,"}),
        (r"content\doelgroepen\jongeren.md", "jeugd", {"[ jongeren,": "[ jeugd,"}),
        ("doelgroepen/psychische-kwetsbaarheid/", "kwetsbaar", {",psychische-kwetsbaarheid ": ",kwetsbaar "}),
        ("Vivenz", "Vivenz: \"Zorg\" & Zo's", {'"Vivenz"': '"Vivenz: \\"Zorg\\" & Zo\'s"'}),
        ("steden/doetinchem", "Nieuw-Doetinchem", {"'Doetinchem'": "'Nieuw-Doetinchem'", "Doetinchem/C": "Nieuw-Doetinchem/C"}),
        ("amsterdam", "Groot: Amsterdam", {'"Amsterdam/': '"Groot: Amsterdam/'}),
    ],
)  # fmt: skip
def test_a_term_is_renamed_everywhere(project, old, new, changes):
    put(project)
    addresses = standing(load(project)[0])
    result = rename(project, old, new)
    assert result.returncode == 0, result.stdout + result.stderr
    assert clean(project) is True
    assert addresses <= standing(load(project)[0]), "no address dies"
    expected = AWKWARD
    for before, after in changes.items():
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    assert (project / "initiatives/praatgroep.md").read_text(encoding="utf-8") == expected
    assert ("generate.py" in result.stdout) is ("themas" in result.stdout or "doelgroepen" in result.stdout)


def test_a_programme_and_a_series_follow(project):
    for old, new in (("nieuwe-wegen-ggz-en-opvang", "wegen"), ("inspirerende-voorbeelden-van-dagbesteding", "serie")):
        assert rename(project, old, new).returncode == 0
    assert clean(project) is True
    catalogue, _ = load(project)
    assert {entry.programme for entry in catalogue.initiatives.values()} <= {None, "wegen", "beweging-in-kwetsbaarheid"}
    assert "](../programmas/wegen/)" in (project / "content/publicaties.md").read_text(encoding="utf-8")


def test_other_ways_of_saving_are_kept(project):
    """A byte order mark, CRLF and a missing final line end stay as they were."""
    put(project, "\ufeff" + AWKWARD.rstrip("\n").replace("\n", "\r\n"))
    path = project / "initiatives/zelfhulpgroepen.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert rename(project, "zelfhulpgroepen", "praten").returncode == 0
    data = (project / "initiatives/praatgroep.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n") and not re.search(rb"(?<!\r)\n", data) and not data.endswith(b"\n")
    assert b"[ praten ,eigen" in data and b"(praten.md#voor-wie)" in data
    assert b"\r\nformer_slugs: [zelfhulpgroepen]\r\nadded" in (project / "initiatives/praten.md").read_bytes()


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("former_slugs: [eerst]", "former_slugs: [eerst, praatgroep]"),
        ("former_slugs: [ 'eerst' , tweede ] # oud", "former_slugs: [ 'eerst' , tweede, praatgroep ] # oud"),
        ("former_slugs:\n  - eerst\n  - tweede # oud", "former_slugs:\n  - eerst\n  - tweede # oud\n  - praatgroep"),
        ("former_slugs: [eerst, nieuw]", "former_slugs: [eerst, praatgroep]"),
    ],
)
def test_the_former_address_joins_the_others(project, written, then):
    """Also when it returns to an earlier name."""
    text = AWKWARD.replace("# Een opmerking bij de datum", f"{written}\n# Een opmerking bij de datum")
    put(project, text)
    assert rename(project, "praatgroep", "nieuw").returncode == 0
    assert (project / "initiatives/nieuw.md").read_text(encoding="utf-8") == text.replace(written, then)
    assert clean(project) is True
    assert rename(project, "nieuw", "praatgroep").returncode == 0 and clean(project) is True


def test_a_new_field_stands_above_the_comment_of_the_next(project):
    put(project)
    assert rename(project, "praatgroep", "nieuw").returncode == 0
    text = (project / "initiatives/nieuw.md").read_text(encoding="utf-8")
    assert "}]\nformer_slugs: [praatgroep]\n# Een opmerking bij de datum\nadded:" in text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("zelfhulpgroep", "x", "bedoelde je ‘initiatieven/zelfhulpgroepen’?"),
        ("themas/zelfhlp", "x", "bedoelde je ‘themas/zelfhulp’?"),
        ("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "x", "bestaat hier niet"),
        ("zelfhulpgroepen", "Praten & Zo", "schrijf ‘praten-zo’"),
        ("zelfhulpgroepen", "x" * 81, "schrijf"),
        ("zelfhulpgroepen", "barbarahoes", "al in gebruik (initiatives/barbarahoes.md)"),
        (
            "themas/zelfhulp",
            "herstel",
            "Verwijder content/themas/zelfhulp.md, zet ‘zelfhulp’ bij former_slugs in content/themas/herstel.md",
        ),  # fmt: skip
        ("zelfhulpgroepen", "zelfhulpgroepen", "heet al zo"),
        ("Vivenz", "MEE plus", "al in gebruik (content/organisaties/mee-plus.md)"),
        ("zelfhulpgroepen", "oude-naam", "een vroeger adres van ‘initiatieven/odensehuis’"),
        ("oude-naam", "x", "‘oude-naam’ is een oude naam; schrijf ‘initiatieven/odensehuis’"),
        ("zelfhulpgroepen", "weg", "het adres van iets dat is vervallen"),
        ("weg", "x", "is al vervallen"),
        ("dubbel", "x", "doelgroepen/dubbel, themas/dubbel"),
        ("Vivenz", "!!!", "schrijf"),
    ],
)
def test_it_refuses_kindly_and_changes_nothing(project, old, new, says):
    path = project / "initiatives/odensehuis.md"
    path.write_text(path.read_text(encoding="utf-8").replace("\nadded", "\nformer_slugs: [oude-naam]\nadded", 1), encoding="utf-8")  # fmt: skip
    for folder in ("themas", "doelgroepen"):
        (project / f"content/{folder}/dubbel.md").write_text("---\ntitle: Dubbel\nsummary: Dubbel.\n---\n\nTekst.\n", encoding="utf-8")  # fmt: skip
    gone = project / "content/vervallen/initiatieven/weg.md"
    gone.parent.mkdir(parents=True)
    gone.write_text("---\ntitle: Weg\nremoved: 2026-11-22\nwhy: Het is er niet meer.\n---\n", encoding="utf-8")
    before = sources(project)
    result = rename(project, old, new)
    assert result.returncode == 1 and says in result.stderr, result.stderr
    assert sources(project) == before


def test_what_cannot_be_changed_safely_is_left_whole(project):
    """A value in a notation that cannot be replaced separately is reported with its place, and nothing is changed."""
    put(project, AWKWARD.replace("methods: [ zelfhulpgroepen ,", 'methods: [ "zelfhulp\\\n  groepen" ,'))
    assert clean(project) is True
    before = sources(project)
    result = rename(project, "zelfhulpgroepen", "praten")
    assert result.returncode == 1 and "initiatives/praatgroep.md:14:12: " in result.stderr
    assert sources(project) == before


def test_a_change_that_would_make_a_mistake_is_undone(project):
    """A place with an unknown name, which cannot be valid, leaves everything as it was."""
    before = sources(project)
    result = rename(project, "zelfhulpgroepen", "praten", "--title", "Buurtcirkels")
    assert result.returncode == 1 and "initiatives/praten.md:2:8: " in result.stdout
    assert "Er is niets veranderd" in result.stderr
    assert sources(project) == before and not list(project.rglob("*.part"))


def test_mistakes_that_were_there_do_not_stand_in_the_way(project):
    (project / "initiatives/kapot.md").write_text("---\ntitle: 'x\n---\n", encoding="utf-8")
    assert rename(project, "zelfhulpgroepen", "praten").returncode == 0
    assert run(project, "check.py").stdout.count("\n") == 1


# Removing


def test_something_removed_leaves_a_page_and_its_references_are_named(project):
    put(project)
    path = project / "initiatives/zelfhulpgroepen.md"
    path.write_text(path.read_text(encoding="utf-8").replace("\nadded", "\nformer_slugs: [groepen]\nadded", 1), encoding="utf-8")  # fmt: skip
    addresses = standing(load(project)[0])
    result = rename(
        project, "zelfhulpgroepen", "--why", "Het was: ‘dubbel’.", "--see", "peer-to-peer", "--see", "themas/zelfhulp", "--date", "2026-11-20", verb="remove.py",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert (project / "content/vervallen/initiatieven/zelfhulpgroepen.md").read_text(encoding="utf-8") == (
        "---\ntitle: Zelfhulpgroepen\nremoved: '2026-11-20'\nwhy: 'Het was: ‘dubbel’.'\nsee: [peer-to-peer, themas/zelfhulp]\n"
        "former_slugs: [groepen]\n---\n"
    ).replace("'2026-11-20'", "2026-11-20")
    assert not path.exists() and addresses <= standing(load(project)[0])
    found = [line for line in run(project, "check.py").stdout.splitlines() if ": waarschuwing: " not in line]
    assert found and all("op 20 november 2026 vervallen (Het was: ‘dubbel’)" in line for line in found)
    assert set(found) <= set(result.stdout.splitlines())
    assert "initiatives/praatgroep.md:14:12" in [line.partition(": ")[0] for line in found]


def test_a_city_and_an_organisation_of_a_removed_entry_keep_their_page(project):
    put(project, AWKWARD.replace("'Doetinchem'", "Emmer-Compascuum").replace('"Vivenz"', "Stichting Alleen"))
    addresses = standing(load(project)[0])
    assert rename(project, "praatgroep", "--why", "Het was een proef.", verb="remove.py").returncode == 0
    assert (project / "content/steden/emmer-compascuum.md").read_text(
        encoding="utf-8"
    ) == "---\ntitle: Emmer-Compascuum\n---\n"
    assert (project / "content/organisaties/stichting-alleen.md").exists()
    assert not (project / "content/steden/doetinchem.md").exists(), "another entry names it"
    assert clean(project) is True and addresses <= standing(load(project)[0])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["zelfhulpgroep", "--why", "Een goede reden."], "bedoelde je ‘initiatieven/zelfhulpgroepen’?"),
        (["odensehuis", "--why", "Een goede reden.", "--see", "peer-to-per"], "bedoelde je ‘peer-to-peer’?"),
        (["odensehuis", "--why", "Een goede reden.", "--see", "qqqqqq"], "‘qqqqqq’ bestaat hier niet\n"),
        (["odensehuis", "--why", "Een goede reden.", "--see", "over"], "‘over’ bestaat hier niet\n"),
        (["odensehuis", "--why", "Een goede reden.", "--see", "odensehuis"], "zelf wat weggaat"),
        (["odensehuis", "--why", "kort"], "te kort"),
        (["odensehuis", "--why", "Een goede reden.", "--date", "2062-01-01"], "in de toekomst"),
        (["Vivenz", "--why", "Een goede reden."], "initiatives/ervaringsdeskundigheid-bij-verward-gedrag.md"),
        (["odensehuis", "--why", "Een goede reden.", "--title", "Odensehuis"], "schrijf het hele adres"),
        (["initiatieven/odensehuis", "--why", "Een goede reden.", "--title", "Odensehuis"], "is er nog"),
    ],
)
def test_a_removal_is_refused_kindly(project, arguments, says):
    before = sources(project)
    result = rename(project, *arguments, verb="remove.py")
    assert result.returncode == 1 and says in result.stderr, result.stderr
    assert sources(project) == before


@pytest.mark.parametrize("site", ("", "https://handboek-meedoen.example/"))
def test_what_was_deleted_without_a_word_gets_its_page_afterwards(project, site):
    put(project, STUB, "proefrit.md")
    addresses = standing(load(project)[0])
    (project / "initiatives/proefrit.md").unlink()
    address = f"{site}initiatieven/proefrit"
    arguments = (address, "--title", "Een proefrit", "--why", "Het stond dubbel in het handboek.")
    assert rename(project, *arguments, verb="remove.py").returncode == 0
    assert clean(project) is True and addresses <= standing(load(project)[0])
    assert rename(project, *arguments, verb="remove.py").returncode == 1


def test_the_verbs_start_at_once():
    """--help reads nothing and imports nothing heavy."""
    for verb in ("rename.py", "remove.py", "addresses.py"):
        assert "usage:" in run(ROOT, verb, "--help").stdout
