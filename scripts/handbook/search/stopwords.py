"""Stop words: a language in; the words that say nothing by themselves, as the search takes words, out.

Who asks “Waar kan ik terecht in Amsterdam?” looks for “terecht” and “Amsterdam”; no text has all of those words. Each
language has a list of its own in its catalogue: what belongs to a question, and what stands in every text.
"""

from __future__ import annotations

from ..words.language import N_, Language
from .stems import fold

_LIST = N_("a about am an and are as at be been but by can could did do does find for from had has have he her him his how i if in is it its like look looking may me more my of on or our please she should so some than that the their them there these they this those to us want was we were what when where which who why will with would you your")  # fmt: skip


def stopwords(language: str) -> list[str]:
    return sorted(set(map(fold, Language(language).say(_LIST).split())))
