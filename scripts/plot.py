"""Draw the results of ``bench.py``: its JSON files for several sizes in, an SVG chart of seconds against entries out.

Both axes are logarithmic: a cost that is proportional to the number of entries gives a line of the same slope anywhere.
"""

from __future__ import annotations

import argparse
import json
import sys
from html import escape
from math import log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 52, 218, 40, 44
SIZES, SECONDS = (100, 1_000, 10_000, 50_000), (0.1, 1, 10, 100, 1_000)
LINES = {  # stage: its name, and its colour on white, dark enough for text
    "cold": ("this handbook, from scratch", "#0b5d5e"),
    "warm_none": ("nothing changed", "#5b7f2b"),
    "hugo_unrelated": ("Hugo, no related entries", "#b3541e"),
    "plain_hugo": ("Hugo, the same content", "#8a2f6b"),
    "plain_mkdocs": ("MkDocs, texts and tags alone", "#47566b"),
}


def x(size: float) -> float:
    return _place(size, SIZES, LEFT, WIDTH - RIGHT)


def y(seconds: float) -> float:
    return _place(seconds, SECONDS, HEIGHT - BOTTOM, TOP)


def _place(value: float, ends: tuple[float, ...], low: float, high: float) -> float:
    part = (log10(value) - log10(ends[0])) / (log10(ends[-1]) - log10(ends[0]))
    return round(low + part * (high - low), 1)


def chart(runs: list[dict]) -> str:
    """``runs`` are results of ``bench.py``; a stage that was not measured at a size has no point there."""
    runs = sorted(runs, key=lambda run: run["size"])
    shown = [_text(LEFT, 20, "Seconds by the clock to build the site, without book and search", "#1d2b2f", bold=True)]
    for seconds in SECONDS:
        shown.append(f'<path d="M{LEFT},{y(seconds)}H{WIDTH - RIGHT}" stroke="#dfe5e6"/>')
        shown.append(_text(LEFT - 8, y(seconds) + 4, f"{seconds:,g}", "#47566b", "end"))
    for size in SIZES:
        shown.append(f'<path d="M{x(size)},{TOP}V{HEIGHT - BOTTOM}" stroke="#dfe5e6"/>')
        shown.append(_text(x(size), HEIGHT - BOTTOM + 18, f"{size:,}", "#47566b", "middle"))
    shown.append(_text(LEFT, HEIGHT - 8, "entries", "#47566b"))
    ends = []
    for stage, (name, colour) in LINES.items():
        points = [(x(run["size"]), y(run["stages"][stage]["wall"])) for run in runs if stage in run["stages"]]
        if not points:
            continue
        joined = "L".join(f"{across},{down}" for across, down in points)
        shown.append(f'<path d="M{joined}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        shown += [f'<circle cx="{across}" cy="{down}" r="4" fill="{colour}"/>' for across, down in points]
        ends.append((points[-1], name, colour))
    shown += _labels(ends)
    said = escape("; ".join(_said(stage, name, runs) for stage, (name, _) in LINES.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}" '
        f'font-family="system-ui, sans-serif" font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        + "".join(shown)
        + "</svg>\n"
    )


def _labels(ends: list[tuple[tuple[float, float], str, str]]) -> list[str]:
    """The name of each line beside its end, from top to bottom without overlap; above it if the line ends early."""
    shown, free = [], 0.0
    for (across, down), name, colour in sorted(ends, key=lambda end: end[0][1]):
        if across < x(SIZES[-1]):
            shown.append(_text(across - 8, down - 6, name, colour, "end"))
            continue
        free = max(down + 4, free)
        shown.append(_text(across + 10, free, name, colour))
        free += 16
    return shown


def _text(across: float, down: float, text: str, colour: str, anchor: str = "start", *, bold: bool = False) -> str:
    more = ' font-weight="600"' if bold else ""
    more += ' stroke="#fff" stroke-width="5" paint-order="stroke" stroke-linejoin="round"'  # readable over a line
    return f'<text x="{across}" y="{down}" fill="{colour}" text-anchor="{anchor}"{more}>{escape(text)}</text>'


def _said(stage: str, name: str, runs: list[dict]) -> str:
    found = (f"{run['stages'][stage]['wall']:g} at {run['size']:,}" for run in runs if stage in run["stages"])
    return f"{name}: {', '.join(found)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path, nargs="+", help="JSON files of bench.py")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the SVG file to write")
    arguments = parser.parse_args()
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in arguments.results]
    arguments.out.write_text(chart(runs), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
