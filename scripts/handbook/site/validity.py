"""Repairs of the theme's frame, where it breaks the rules of HTML or cannot be used with a keyboard.

In: a rendered frame, or a page that holds one. Out: the same with a few small repairs; see ``tests/test_html.py`` and ``test_keyboard.py``.
"""

from __future__ import annotations

import re

# The switch of the menu stands in our header, where it can be found, and not before it; that of the theme's search has
# nothing to switch. The header has a way past itself, on every page. A label takes no focus: its checkbox does, see
# handbook.css.
_REPAIRS = (
    (re.compile(r'<input class="md-toggle" data-md-toggle="(?:drawer|search)"[^>]*>\s*'), ""),
    (re.compile(r'<div data-md-component="skip">.*?</div>\s*', re.DOTALL), ""),
    (re.compile(r'(<label class="md-nav__link[^>]*) tabindex="0?"'), r"\1"),
)
# A label for a list of contents that is not there.
_CONTENTS = re.compile(r'(<label class="md-nav__title") for="__toc"')


def repaired(page: str) -> str:
    for pattern, right in _REPAIRS:
        page = pattern.sub(right, page)
    return page if 'id="__toc"' in page else _CONTENTS.sub(r"\1", page)
