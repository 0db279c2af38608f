"""List what there is to do: entries to describe, to complete and to review, and gaps in the handbook.

These are the lists of the editors' page, in full. The exit code is 0 even if there is work to do.
"""

from __future__ import annotations

import datetime
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from handbook.running.project import begin, day

if TYPE_CHECKING:
    from handbook.edition.todo import Todo

KEYS = ("stubs", "incomplete", "overdue", "ended", "figures", "addresses", "themes", "cities", "empty", "organisations")


def main() -> int:
    parser = begin(__doc__)
    parser.add_argument("--only", choices=KEYS, action="append", help="only this list; may be repeated")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="output for a person or for a program"
    )
    parser.add_argument(
        "--today",
        type=day,
        default=datetime.date.today(),
        help="the date to count from, such as 2027-11-22 (default: today)",
    )
    arguments = parser.parse_args()

    from handbook.edition.latest import latest
    from handbook.edition.todo import todo
    from handbook.model.settings import settings
    from handbook.model.voice import voice

    voice(settings(arguments.root))
    whole, _ = latest(arguments.root)
    lists = [item for item in todo(whole, arguments.today) if item.key in (arguments.only or KEYS)]
    if arguments.format == "json":
        said = {
            "today": arguments.today.isoformat(),
            "review_months": whole.settings.review_months,
            "lists": [asdict(item) for item in lists],
        }
        print(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(_text, lists)))
    return 0


def _text(item: Todo) -> str:
    lines = [f"{item.title} ({item.count})", *([f"  {item.purpose}"] if item.tasks else [])]
    for task in item.tasks:
        score = "" if task.score is None else f"{task.score:3} "
        lines += [f"  - {score}{task.title}  {task.path}", *([f"    {task.note}"] if task.note else [])]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
