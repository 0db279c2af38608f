"""Check every source and print each problem as ``path:line:column: sentence``; exit code 1 if there is any."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.language import Language
from handbook.load import load
from handbook.problem import report
from handbook.rules import check
from handbook.settings import settings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).parent.parent, help="the project's folder")
    root = parser.parse_args().root
    language = Language(settings(root).language)
    catalogue, problems = load(root)
    lines = report([*problems, *check(catalogue)], language)
    print(*lines, sep="\n", end="\n" if lines else "")
    count, files = len(lines), len(catalogue.documents)
    if lines:
        print(language.ngettext("%(count)d problem in %(files)d files", "%(count)d problems in %(files)d files", count) % {"count": count, "files": files}, file=sys.stderr)
        return 1
    print(language.ngettext("%(files)d file checked, no problems", "%(files)d files checked, no problems", files) % {"files": files})
    return 0


if __name__ == "__main__":
    sys.exit(main())
