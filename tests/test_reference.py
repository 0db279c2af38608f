"""Sources in APA, seventh edition, in Dutch: what is known, in the right order, and nothing else."""

from __future__ import annotations

import pytest
from handbook.data.reference import rank, reference
from handbook.model.initiative import Source
from handbook.words.language import Language

NL = Language("nl")
URL = "https://example.org/x"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"publisher": "Movisie", "date": "2018-06-25", "kind": "artikel"}, "Movisie. (2018, 25 juni). Een titel [Artikel]."),
        ({"author": "Jansen, P.", "publisher": "Movisie", "date": "2018"}, "Jansen, P. (2018). Een titel. Movisie."),
        ({"author": "ZonMw", "publisher": "ZonMw", "date": "2021-03"}, "ZonMw. (2021, maart). Een titel."),
        ({"publisher": "ZonMw", "retrieved": "2026-11-22", "url": URL}, "ZonMw. (z.d.). Een titel. Geraadpleegd op 22 november 2026."),
        ({"kind": "handreiking", "pages": 16, "date": "2016"}, "Een titel [Handreiking, 16 pagina’s]. (2016)."),
        ({"title": "Hoe dan?", "publisher": "Movisie"}, "Movisie. (z.d.). Hoe dan?"),
    ],
)  # fmt: skip
def test_a_source_in_apa(given, said):
    assert str(reference(Source(**{"title": "Een titel"} | given), NL)) == said


def test_a_list_goes_by_author_then_date_with_undated_last():
    sources = [
        Source(title="B", publisher="ZonMw"),
        Source(title="A", publisher="ZonMw", date="2020"),
        Source(title="De C"),
        Source(title="D", author="De Bruin, A.", date="2019-05"),
    ]
    assert [source.title for source in sorted(sources, key=lambda source: rank(source, NL))] == ["D", "De C", "A", "B"]
