"""A record: what every field of every source has in common, and how a field is declared.

A field is declared once, with its type, its limits, its label, a sentence of help and an example; labels and help are
message ids. Everything that reads, asks or explains fields starts from here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    PlainSerializer,
    StringConstraints,
    TypeAdapter,
    UrlConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ..words.language import N_
from ..words.names import LONGEST

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=LONGEST)]
# The id of a term or of another entry: whether it is one, the rules tell, which know what there is.
Reference = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    WithJsonSchema({"type": "string", "pattern": SLUG, "maxLength": LONGEST}),
]
Words = Annotated[str, StringConstraints(min_length=1, max_length=160)]


def _without_secret(url: HttpUrl) -> str:
    if url.username or url.password:
        raise PydanticCustomError("url_secret", "a name or a password")
    return str(url)


def _as_written(value: Any) -> Any:
    """Refuse what a browser would silently correct: a space, or a missing // before the name."""
    if isinstance(value, str) and MAIL.fullmatch(value.strip().removeprefix("mailto:")):
        raise PydanticCustomError("url_mail", "a mail address")
    if isinstance(value, str) and SPACED.match(value.strip()):
        raise PydanticCustomError("url_two" if _SECOND.search(value) else "url_spaced", "a space")
    if isinstance(value, str) and BARE.match(value.strip()):
        raise PydanticCustomError("url_parsing", "no //")
    return value


# A web address without its scheme.
UNBEGUN = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.)+(?:nl|be|eu|com|org|net|info)(?=[/?#]|$))\S*", re.IGNORECASE)
# One that is held by brackets or quotes, as in a mail or in a text.
HELD = re.compile(r"""[<(“„‘"']+((?:https?://|www\.)[^\s<>()“”’"']+)[>)”’"']+""", re.IGNORECASE)
MAIL = re.compile(r"[^\s@/:]+@[^\s@/]+\.[^\s@/.]+")
_SECOND = re.compile(r"\s.*(?:https?://|www\.)", re.IGNORECASE)
SPACED = re.compile(r"https?://\S*\s", re.IGNORECASE)
BARE = re.compile(r"https?:(?!//[^/\\])", re.IGNORECASE)
Address = Annotated[
    HttpUrl,
    UrlConstraints(max_length=500, allowed_schemes=["http", "https"]),
    BeforeValidator(_as_written),
    AfterValidator(_without_secret),
    PlainSerializer(str),
]


def in_full(text: str) -> str | None:
    """The whole web address of a text that lacks the scheme, or that stands between brackets or quotes; else None."""
    held = HELD.fullmatch(text)
    bare = held[1] if held else text
    if UNBEGUN.fullmatch(bare):
        return f"https://{bare}"
    return bare if held else None


def fault_of(url: str) -> str | None:
    """The type of the error in a web address, or None."""
    try:
        _address().validate_python(url)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return None


@cache
def _address() -> TypeAdapter[HttpUrl]:
    return TypeAdapter(Address)


def declared(label: str, help: str, example: Any = None, **limits: Any) -> Any:
    """A field as people meet it: label, help and example, beside pydantic's own limits."""
    return Field(title=label, description=help, examples=[] if example is None else [example], **limits)


FormerSlugs = tuple[Slug, ...]


def former_slugs() -> Any:
    """The same for entries, terms and what was removed."""
    return declared(
        N_("Former addresses"),
        N_("Ids under which it stood before; those addresses lead on to this one."),
        ["de-oude-naam"],
        default=(),
        max_length=20,
    )


class Record(BaseModel):
    """Frozen, and without room for keys that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def model_post_init(self, context: Any) -> None:
        """Records with the same fields share one set of their names: a set for each record of 10,000 entries takes 40 MB.
        A copy of a record gets its own set before anything is added to it."""
        object.__setattr__(self, "__pydantic_fields_set__", _shared(frozenset(self.__pydantic_fields_set__)))


@cache
def _shared(names: frozenset[str]) -> set[str]:
    return set(names)
