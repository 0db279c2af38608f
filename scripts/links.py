"""Visit the links to other sites, politely, and report which are dead, moved or uncertain.

Exit code 0: nothing to correct (uncertain links do not count); 1: there are dead or moved links; 2: no server at all
was found, as without a network. Results are kept in .cache/links.json, so that a good link is not visited again for
some days.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from handbook.links import links
from handbook.links.answer import ABSENT, Manners
from handbook.links.links import State, Verdict
from handbook.links.visit import visit
from handbook.model.settings import Settings, settings
from handbook.model.voice import denied, voice
from handbook.reading.load import chapters, load
from handbook.running.project import begin, between
from handbook.running.write import replace
from handbook.words.language import N_, Language, Message

_LASTS = {State.GOOD: 1.0, State.DEAD: 0.2, State.MOVED: 0.2, State.UNSURE: 0.0}  # as a part of --max-age


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="output for a person, or for an issue on GitHub"
    )
    parser.add_argument(
        "--max-age",
        type=between(0.0, 3650.0),
        default=6.0,
        metavar="DAYS",
        help="how long a good result stays valid (6)",
    )
    parser.add_argument(
        "--pause",
        type=between(0.0, 3600.0),
        default=1.0,
        metavar="SECONDS",
        help="wait between two visits to the same host (1)",
    )
    parser.add_argument(
        "--timeout",
        type=between(0.1, 600.0),
        default=15.0,
        metavar="SECONDS",
        help="how long to wait for an answer (15)",
    )
    parser.add_argument("--private", action="store_true", help="also visit addresses inside this network, for testing")
    arguments = parser.parse_args()
    chosen = settings(arguments.root)
    language = voice(chosen)
    manners = Manners(
        _agent(chosen),
        pause=arguments.pause,
        timeout=arguments.timeout,
        patience=2 * arguments.timeout + 10,
        private=arguments.private,
    )
    try:
        return _check(arguments, chosen, manners, language)
    except KeyboardInterrupt:
        return 130


def _check(arguments: argparse.Namespace, chosen: Settings, manners: Manners, language: Language) -> int:
    root = arguments.root
    catalogue, _ = load(root)
    texts = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors="replace") for path in chapters(root)
    }
    found = links.outward(catalogue, texts)
    today = datetime.datetime.now(datetime.UTC).date()
    memory = _Memory(root / ".cache" / "links.json", today, arguments.max_age)
    verdicts = {url: verdict for url in found if (verdict := memory.recent(url))}
    new = [url for url in found if url not in verdicts]
    try:
        for number, (url, verdict) in enumerate(visit(new, manners), start=1):
            verdicts[url] = memory.keep(url, verdict)
            _progress(number, len(new), language)
        if _nowhere(new, verdicts):
            memory.forget(new)
            said = N_("none of the servers can be found; is this computer on the internet? Nothing has been concluded")
            print(language.say(said), file=sys.stderr)
            return 2
    finally:
        try:
            memory.save(found)
        except OSError as error:  # the results are reported all the same
            print(language.say(denied(error)), file=sys.stderr)
    if arguments.format == "markdown":
        print(links.issue(found.values(), verdicts, language, chosen.edit), end="")
    else:
        print(
            *links.listed(found.values(), verdicts, language),
            sep="\n",
            end="\n" if any(v.state is not State.GOOD for v in verdicts.values()) else "",
        )
    counts = {state: sum(verdict.state is state for verdict in verdicts.values()) for state in State}
    said = language.gettext(N_("%(count)d links checked: %(dead)d dead, %(moved)d moved, %(unsure)d unsure"))
    print(said % {"count": len(found), **{state.value: count for state, count in counts.items()}}, file=sys.stderr)
    return 1 if counts[State.DEAD] or counts[State.MOVED] else 0


def _nowhere(urls: list[str], verdicts: dict[str, Verdict]) -> bool:
    """Whether all servers seem to have gone at once: then it is this computer that has no network."""
    reasons = (verdicts[url].reason for url in urls)
    return len({urlsplit(url).hostname for url in urls}) > 1 and all(why and why.id == ABSENT for why in reasons)


def _agent(chosen: Settings) -> str:
    """The user agent: it names this program and an address, so that a site can refuse it or contact us."""
    return f"Handbook-links/1.0 (+{chosen.repository})"


def _progress(number: int, count: int, language: Language) -> None:
    if sys.stderr.isatty():
        said = language.gettext(N_("%(number)d of %(count)d links visited")) % {"number": number, "count": count}
        print(f"\r{said}", end="\n" if number == count else "", file=sys.stderr, flush=True)


class _Memory:
    """Earlier results, in a file: the verdict on each address, with its date and the first date of its state."""

    def __init__(self, path: Path, today: datetime.date, days: float) -> None:
        self.path, self.today, self.days = path, today, days
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self.known: dict[str, dict[str, Any]] = known if isinstance(known, dict) else {}

    def recent(self, url: str) -> Verdict | None:
        """An earlier verdict that is still valid; a bad link is visited again sooner than a good one."""
        entry = self.known.get(url)
        try:
            age = (self.today - datetime.date.fromisoformat(entry["visited"])).days
            state = State(entry["state"])
            reason = Message(str(entry["reason"]["id"]), dict(entry["reason"]["values"])) if entry["reason"] else None
            verdict = Verdict(state, reason, str(entry["target"]), datetime.date.fromisoformat(entry["since"]))
        except (TypeError, KeyError, ValueError):
            return None
        return verdict if 0 <= age < self.days * _LASTS[state] else None

    def forget(self, urls: list[str]) -> None:
        for url in urls:
            self.known.pop(url, None)

    def keep(self, url: str, verdict: Verdict) -> Verdict:
        before = self.known.get(url)
        since = self.today
        if isinstance(before, dict) and before.get("state") == verdict.state:
            try:
                since = min(since, datetime.date.fromisoformat(str(before.get("since"))))
            except ValueError:
                since = self.today
        self.known[url] = {
            "state": verdict.state,
            "reason": {"id": verdict.reason.id, "values": verdict.reason.values} if verdict.reason else None,
            "target": verdict.target,
            "since": since.isoformat(),
            "visited": self.today.isoformat(),
        }
        return Verdict(verdict.state, verdict.reason, verdict.target, since)

    def save(self, urls: dict[str, Any]) -> None:
        """Write the file as a whole or not at all, without addresses that are no longer in any source."""
        kept = {url: self.known[url] for url in urls if url in self.known}
        replace(self.path, json.dumps(kept, ensure_ascii=False, indent=1).encode())


if __name__ == "__main__":
    sys.exit(main())
