"""A dialogue: questions on the terminal, each asked again until its answer is right. One of the ends of the library."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..words.language import N_, Language, Message

# What becomes of an answer: the value that it means, and what is wrong with it.
Judgement = Callable[[str], tuple[Any, list[Message]]]

_WORD = re.compile(r"\w*")


class Stop(Exception):
    """Nothing is made; the text says why."""


class Dialogue:
    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, what: Message | str) -> None:
        print(self.language.say(what))

    def ask(self, question: Message | str, judged: Judgement, given: str | None = None) -> Any:
        """The value of the first answer that is right. One that was given beforehand has a single chance."""
        if given is not None:
            value, complaints = judged(given)
            if complaints:
                raise Stop("\n".join(map(self.language.say, complaints)))
            return value
        while True:
            try:
                value, complaints = judged(input(f"{self.language.say(question)}\n> ").strip())
            except EOFError:
                raise Stop(self.language.gettext(N_("An answer is missing, so nothing was made."))) from None
            if not complaints:
                return value
            for complaint in complaints:
                self.say(complaint)

    def confirm(self, question: Message | str) -> bool:
        """Whether the first word of the answer is “yes” or a begin of it; anything else is “no”."""
        yes = self.language.gettext(N_("yes"))
        return self.ask(question, lambda answer: (yes.startswith(_WORD.match(answer.casefold())[0] or "-"), []))
