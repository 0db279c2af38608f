"""Pictures in the chapters: a Catalogue in; a problem for each picture without an alternative text out.

A description of an initiative holds no pictures at all (see ``text_rules``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.problem import Problem
from ..reading.catalogue import Catalogue
from ..reading.decode import placed
from ..words.language import N_, message

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_SILENT = re.compile(r"!\[\s*\](?=[(\[])|<img\b(?![^>]*\balt\s*=)", re.IGNORECASE)


def pictures(catalogue: Catalogue) -> Iterator[Problem]:
    """Every picture has an alternative text; one that only adorns is written as ``<img alt="" …>``."""
    for path, chapter in catalogue.chapters.items():
        text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), chapter.text)
        for match in _SILENT.finditer(text):
            what = N_("this picture has no alternative text; say between the brackets what it shows")
            yield Problem(path, *placed(text, match.start()), message(what))
