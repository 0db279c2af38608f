"""Stop words: a language in; its words that mean nothing by themselves, folded as the search folds words, out.

The question “Waar kan ik terecht in Amsterdam?” is about “terecht” and “Amsterdam”; no text has all of its words. Each
language has its own list in its catalogue: words of questions, and words that every text has.
"""

from __future__ import annotations

from ..words.language import N_, Language
from .stems import fold

_LIST = N_("a about am an and are as at be been but by can could did do does find for from had has have he her him his how i if in is it its like look looking may me more my of on or our please she should so some than that the their them there these they this those to us want was we were what when where which who why will with would you your")  # fmt: skip


def stopwords(language: str) -> list[str]:
    return sorted(set(map(fold, Language(language).say(_LIST).split())))
