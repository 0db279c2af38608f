"""What ``mkdocs.yml`` names: its text and the files below ``content/`` in; a Problem for each that is not there out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from ..model.folders import CONTENT
from ..model.problem import Problem
from ..model.settings import LOADER
from ..running.project import CONFIG
from ..words.language import N_, message


def menu(root: Path) -> Iterator[Problem]:
    """The pages of the menu, and the picture in the tab of the browser."""
    with (root / CONFIG).open(encoding="utf-8") as file:
        top = yaml.compose(file, Loader=LOADER)
    pages = list(_texts(_value(top, "nav")))
    if not pages:
        yield Problem(CONFIG, 1, 1, message(N_("the menu is missing; name its pages under “nav”")))
    for node in (*pages, *_texts(_value(_value(top, "theme"), "favicon"))):
        name, mark = node.value, node.start_mark
        if "://" not in name and not (root / CONTENT / name).is_file():
            what = N_("there is no file content/%(name)s; add it, or take this out")
            yield Problem(CONFIG, mark.line + 1, mark.column + 1, message(what, name=name))


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _texts(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode) and node.value:
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item)
    elif isinstance(node, yaml.MappingNode):
        for _, item in node.value:
            yield from _texts(item)
