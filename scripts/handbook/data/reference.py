"""How a source is cited in a list of references: a Source in, its APA reference in parts out.

APA, seventh edition, in the language of the handbook. What the source does not have is left out, never guessed;
only the title is in italics, so an output can set the three parts in its own type.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model.initiative import Source
from ..words.language import N_, Language
from ..words.names import capital, order


@dataclass(frozen=True, slots=True)
class Reference:
    """``before`` the title stand author and date, ``after`` it its kind, publisher and day of retrieval."""

    before: str
    title: str
    after: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.before, self.title + self.after)))


def reference(source: Source, language: Language) -> Reference:
    """“Movisie. (2018, 25 juni). *Met Peer to Peer ontdek je waar je passie ligt* [Artikel].”"""
    author = source.author or source.publisher
    when = f"({_date(source, language)})."
    kind = source.kind and capital(language.say(source.kind.label))
    pages = source.pages and language.counted("%(count)d page", "%(count)d pages", source.pages)
    about = ", ".join(filter(None, (kind, pages)))
    about = f" [{about}]" if about else ""
    after = [f"{about}{'' if not about and source.title[-1] in '.?!' else '.'}"]
    if not author:
        after.append(when)
    if source.author and source.publisher and source.publisher != source.author:
        after.append(ended(source.publisher))
    if source.retrieved:
        after.append(ended(capital(language.say(N_("retrieved on %(date)s"), date=language.day(source.retrieved)))))
    return Reference(f"{ended(author)} {when}" if author else "", source.title, " ".join(after))


def rank(source: Source, language: Language) -> tuple:
    """Where it stands in an alphabetical list: by author, then by date, then by title."""
    date = source.date.rank if source.date else (9999, 0, 0)
    name = source.author or source.publisher or source.title
    return order(name, language.code), date, order(source.title, language.code)


def _date(source: Source, language: Language) -> str:
    if source.date is None:
        return language.say(N_("n.d."))
    return language.cited(*source.date)


def ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."
