"""Where a reader in distress finds help: one sentence, at the foot of every page and in the colophon of every book.

The numbers are those of Stichting 113 Zelfmoordpreventie and of the emergency services.
"""

from __future__ import annotations

from html import escape

from .language import N_, Language

_SENTENCE = N_(
    "Need help? Call your doctor. Are you thinking of suicide? Call %(line)s, or %(free)s free of charge, or chat at %(chat)s. Immediate danger: call %(danger)s."
)
_PLACES = {
    "line": ("113", "tel:113"),
    "free": ("0800-0113", "tel:08000113"),
    "chat": ("113.nl", "https://www.113.nl/"),
    "danger": ("112", "tel:112"),
}


def text(language: Language) -> str:
    return language.say(_SENTENCE, **{key: name for key, (name, _) in _PLACES.items()})


def html(language: Language) -> str:
    """The sentence with its numbers to tap, each of which stays in one piece."""
    links = {key: f'<a href="{leads}">{name.replace("-", chr(0x2011))}</a>' for key, (name, leads) in _PLACES.items()}
    return escape(language.gettext(_SENTENCE), quote=False) % links
