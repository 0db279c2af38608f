"""Descriptions as trees for the book: everything appears, nothing runs, and nothing is left that would stop Typst."""

from __future__ import annotations

import json

import pytest
from conftest import walk
from handbook.book.glossary import marked
from handbook.book.hyphens import hyphenated
from handbook.book.nodes import MAX_DEPTH, nodes, plain, safe_address, visible
from handbook.reading.body import render
from handbook.reading.glossary import Glossary, read_words


def tree(text):
    """A description in Markdown, as the book gets it."""
    return nodes(render(text, "initiatives"), lambda href: {"url": href} if safe_address(href) else None)


def kinds(children):
    return [child if isinstance(child, str) else child["t"] for child in children]


def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0)


def test_blocks_and_inline_elements_keep_their_order():
    found = tree(
        "## Kop\n\nEen *twee* **drie** `vier` ~~vijf~~\n\n> zes\n\n- zeven\n- acht\n\n***\n\n```\nnegen\n  tien\n```"
    )
    assert kinds(found) == ["h", "p", "blockquote", "ul", "hr", "pre"]
    assert kinds(found[1]["c"]) == ["Een ", "em", " ", "strong", " ", "code", " ", "del"]
    assert found[-1]["text"] == "negen\n  tien"
    assert plain(found) == "KopEen twee drie vier vijfzeszevenachtnegen\n  tien"


def test_a_list_keeps_its_first_number_and_its_inner_lists():
    (found,) = tree("3. drie\n   - binnen\n4. vier")
    assert (found["t"], found["start"]) == ("ol", 3)
    assert kinds(found["c"][0]["c"]) == ["drie ", "ul"]


def test_headings_never_skip_a_level():
    found = tree("#### Diep\n\n## Boven\n\n#### Weer diep\n\n> ### In een citaat")
    assert [child["level"] for child in found if child["t"] == "h"] == [3, 3, 4]
    assert found[-1]["c"][0]["level"] == 4


@pytest.mark.parametrize(
    "href", ["", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.nl", "ftp://x.nl"]
)
def test_an_address_that_is_not_safe_is_no_link(href):
    assert safe_address(href) == ""
    assert tree(f"[tekst]({href})") == [{"t": "p", "c": ["tekst"]}]


def test_a_web_link_keeps_its_address_whole():
    long = "https://example.org/" + "a" * 200
    (found,) = tree(f"[hier]({long})")
    assert found["c"] == [{"t": "a", "url": long, "c": ["hier"]}]


def test_a_table_has_a_head_and_even_rows():
    (found,) = nodes("<table><tr><td>a</td><td align='right'>b</td></tr><tr><td>c</td></tr></table>", lambda href: None)
    assert found["head"] == [["a"], ["b"]]
    assert found["align"] == ["left", "right"]
    assert found["rows"] == [[["c"], []]]
    assert nodes("<table></table>", lambda href: None) == []


def test_many_columns_are_shared_out_evenly_and_every_part_has_the_first():
    for width in range(1, 40):
        (found,) = nodes(f"<table><tr>{'<td>a</td>' * width}</tr></table>", lambda href: None)
        parts = found["parts"]
        assert all(part[0] == 0 and len(part) <= 8 for part in parts) and (len(parts) > 1) == (width > 8)
        assert [column for part in parts for column in part[1:]] == list(range(1, width))
        assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_an_endless_word_can_be_broken_and_is_otherwise_the_same():
    shown = visible("x" * 300)
    assert max(map(len, shown.split("\u200b"))) <= 40
    assert shown.replace("\u200b", "") == "x" * 300
    assert visible("arbeidsongeschiktheidsverzekering") == "arbeidsongeschiktheidsverzekering"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("op 25 juni 2018 in 26 dorpen", "op 25~juni~2018 in 26~dorpen"),
        ("10 % van € 25, bij 20 °C", "10~% van €~25, bij 20~°C"),
        ("in 1234 jaar, zie 3-4, en `5 kg`", "in 1234 jaar, zie 3-4, en 5 kg"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(text, shown):
    """In code every space stays as it is."""
    assert plain(tree(text)) == shown.replace("~", "\u00a0")


def test_a_row_that_may_fill_a_page_may_be_split():
    (short, long) = tree("| a | b |\n|---|---|\n| c | d |\n\n| a | b |\n|---|---|\n| c | " + "d e " * 400 + "|")
    assert short["whole"] and not long["whole"]


def test_signs_that_steer_are_left_out():
    assert visible("a\x00b\x07c\u202ed\u2066e\ufefff") == "abcdef"


def test_what_is_nested_without_end_still_appears():
    html = "<blockquote>" * 500 + "<p>diep</p>" + "</blockquote>" * 500
    found = nodes(html, lambda href: None)
    assert plain(found) == "diep"
    assert depth(found) < 3 * MAX_DEPTH + 6 < 128
    json.dumps(found)


def test_unclosed_and_unknown_elements_do_no_harm():
    found = nodes("<script>let x</script><p>een <em>twee<p>drie</em></p></div>vier", lambda href: None)
    assert "een twee" in plain(found) and "vier" in plain(found)


def test_empty_elements_are_left_out():
    assert nodes("<p> </p><ul></ul><h2></h2><ul><li></li></ul><p><a href=''></a></p>", lambda href: None) == []


def test_a_compound_breaks_at_its_seam():
    """Dutch hyphenation patterns would break it at the wrong place; code stays as it is."""
    assert tree("Mantelzorgondersteuning") == [{"t": "p", "c": ["Mantelzorg\u00adondersteuning"]}]
    words = "buurt|ontmoetingen eind|evaluatie Jeugd|opvang wijk|aanpak zorg|indicaties zorg|organisatie zorg|overleg"
    (found,) = tree(words.replace("|", ""))
    assert found["c"] == [words.replace("|", "\u00ad")]
    (found,) = tree("```\ncliëntondersteuning\n```")
    assert found["text"] == "cliëntondersteuning"


def test_only_long_words_may_be_hyphenated_and_no_address():
    """Nothing else changes: the same words, in the same order."""
    text = (
        "De *ervaringsdeskundigen* van de dagbesteding, mantelzorgondersteuning, zie www.example.nl/publicaties/onderzoek"
        " of redactie-handboek@voorbeeldgemeente.nl.\n\n| kop |\n|---|\n| zelfhulpgroep |\n\n`vijandigecode`"
    )
    found = hyphenated(tree(text))
    long = [node["c"] for node in walk(found) if isinstance(node, dict) and node["t"] == "long"]
    assert long == [["aringsdeskundig"], ["bestedi"], ["telzorg\u00adondersteuni"]]
    assert found[1]["rows"] == [[["zel", {"t": "long", "c": ["fhulpgro"]}, "ep"]]]
    assert plain(found) == plain(tree(text)) and hyphenated(["kort"]) == ["kort"]


def test_no_line_is_half_a_word():
    """The last word of a paragraph, and the part after a hyphen; but a very long one may be broken there too."""
    text = "Het begeleiden is niet beschreven.\n\n- ggz-instellingen\n- een *zelfhulpgroep*\n- ervaringsdeskundigen."
    found = [node["c"][0] for node in walk(hyphenated(tree(text))) if isinstance(node, dict) and node["t"] == "long"]
    assert found == ["eleid", "aringsdeskundig"]


def test_the_first_use_of_an_explained_word_leads_to_its_explanation():
    glossary = Glossary(read_words("## Peer\n\nOok: peers\n\nIemand die iets meemaakte.\n\n## Ggz\n\nZorg.\n"))
    text = "De **peers** en een peer uit de ggz, [ggz](https://x.nl).\n\n## Peer\n\n| a |\n|---|\n| ggz |"
    found, used = marked(tree(text), glossary, "Titel")
    marks = [(mark["to"], mark["c"]) for mark in walk(found) if isinstance(mark, dict) and mark["t"] == "w"]
    assert marks == [("w-peer", ["peers"]), ("w-ggz", ["ggz"])]
    assert [word.name for word in used] == ["Peer", "Ggz"] and plain(found) == plain(tree(text))
    assert marked(tree("Een peer."), glossary, "Peer to Peer")[1] == []
