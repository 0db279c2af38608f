"""A dialogue: questions on the terminal, each asked again until its answer is right. One of the ends of the library."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..reading.decode import visible
from ..words.language import N_, Language, Message

# What becomes of an answer: the value that it means, and what is wrong with it.
Judgement = Callable[[str], tuple[Any, list[Message]]]

_WORD = re.compile(r"\w*")
_MISSING = N_("An answer is missing, so nothing was made.")


class Stop(Exception):
    """Nothing is made; the text says why."""


def _clean(answer: str) -> str:
    """The answer on one line, without the invisible characters that pasted text may hold."""
    return " ".join(visible(answer).split())


class Dialogue:
    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, what: Message | str) -> None:
        print(self.language.say(what))

    def ask(self, question: Message | str, judged: Judgement, given: str | None = None) -> Any:
        """The value of the first right answer. A wrong answer that was ``given`` beforehand raises Stop at once.

        Where an empty answer is wrong, two of them in a row raise Stop.
        """
        if given is not None:
            value, complaints = judged(_clean(given))
            if complaints:
                raise Stop("\n".join(map(self.language.say, complaints)))
            return value
        stops = False
        while True:
            try:
                answer = _clean(input(f"{self.language.say(question)}\n> "))
            except EOFError:
                print()
                raise Stop(self.language.gettext(_MISSING)) from None
            value, complaints = judged(answer)
            if not complaints:
                return value
            if stops and not answer:
                raise Stop(self.language.gettext(_MISSING))
            stops = not answer
            for complaint in complaints:
                self.say(complaint)
            if stops:
                self.say(N_("Give another empty answer to stop; nothing is made then."))

    def confirm(self, question: Message | str) -> bool:
        """Whether the first word of the answer is “yes” or its beginning; an empty answer is “no”, others are refused."""
        yes, no = self.language.gettext(N_("yes")), self.language.gettext(N_("no"))

        def judged(answer: str) -> tuple[bool, list[Message]]:
            word = _WORD.match(answer.casefold())[0]
            agrees = bool(word) and yes.startswith(word)
            return agrees, [] if agrees or no.startswith(word) else [Message(N_("Answer yes or no."))]

        return self.ask(question, judged)
