"""Check that no published address disappears: would the built site break a link to an earlier edition?

    addresses.py                     compare site/ with the recorded addresses and with the published site
    addresses.py --published LIST    compare with another list: a file or a web address; may be repeated
    addresses.py --keep              record the addresses of site/; do this when an edition is published

The recorded addresses are in .github/addresses.txt. Exit code 0: none disappears; 1: some would, and each is named;
2: unknown, as a list cannot be read, or nothing was built since the sources changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.judging.formats import tell
from handbook.judging.vanished import names, vanished
from handbook.links.published import NO_LIST, Unread, listed
from handbook.model.problem import Problem, told
from handbook.model.settings import settings
from handbook.model.voice import voice
from handbook.reading.load import load
from handbook.running.project import begin
from handbook.running.tree import Tree
from handbook.running.write import replace
from handbook.site import imprint, promises
from handbook.words.language import N_, Language, message

KEPT = ".github/addresses.txt"


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("--published", action="append", metavar="LIST", help="a file, or a web address")
    parser.add_argument("--keep", action="store_true", help=f"record the addresses of site/ in {KEPT}")
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help="output for a person or for GitHub"
    )
    options = parser.parse_args()
    root: Path = options.root
    chosen = settings(root)
    language = voice(chosen)
    now = set(promises.promised(Tree(root / "site"))) if (root / "site").is_dir() else set()
    if not now:
        print(language.gettext(N_("There is no site yet; run “make site” first.")), file=sys.stderr)
        return 2
    if not imprint.is_of(root / "site", root):
        print(language.gettext(N_("The site was not made from these sources; run “make site” first.")), file=sys.stderr)
        return 2
    if options.keep:
        return _keep(root, now, f"# {chosen.name}: {chosen.edition} ({chosen.date})\n", language)
    kept = [str(root / KEPT)] if (root / KEPT).is_file() else []
    problems: list[Problem] = []
    compared = 0
    catalogue, _ = load(root)
    staying = names(now)
    for where in options.published or [*kept, chosen.url]:
        try:
            found = listed(where)
            before = promises.read(found[1], chosen.url) if found else []
            if found and not promises.is_list(before):
                raise Unread(message(NO_LIST))
        except Unread as error:
            said = N_("What was published at %(where)s cannot be read: %(reason)s")
            print(language.say(said, where=where, reason=error.said), file=sys.stderr)
            return 2
        if found is None:
            print(language.say(N_("Nothing is published at %(where)s yet."), where=where), file=sys.stderr)
            continue
        place = found[0]
        compared += len(before)
        gone = promises.broken(before, now, {*catalogue.removed, *_led(catalogue.former, catalogue.removed)})
        problems += _told(gone, KEPT if place in kept else place, staying)
    lines = told(problems, language)
    if lines:
        tell(lines, options.format, language)
    said = N_("Addresses compared: %(count)d; would vanish: %(gone)d")
    print(language.say(said, count=compared, gone=len(problems)), file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


def _led(former: dict[str, str], removed: dict[str, object]) -> Iterator[str]:
    """The former addresses of removed pages."""
    return (at for at, now in former.items() if now in removed)


def _told(gone: Iterator[tuple[int, str]], place: str, now: Mapping[str, list[str]]) -> Iterator[Problem]:
    for line, at in gone:
        yield Problem(place, line, 1, vanished(at, now))


def _keep(root: Path, now: set[str], head: str, language: Language) -> int:
    path = root / KEPT
    before = {at for _, at in promises.read(path.read_text(encoding="utf-8"), "")} if path.is_file() else set()
    replace(path, (head + "".join(f"{at}\n" for at in sorted(before | now))).encode())
    said = N_("%(path)s: %(new)d addresses added, %(count)d kept")
    print(language.say(said, path=KEPT, new=len(now - before), count=len(before | now)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
