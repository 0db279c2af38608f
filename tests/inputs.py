"""Files as strangers might send them, and the answer of the handbook: problems with their place, or a page.

In: the bytes of one entry, or something odd under a name. Out: the lines that a person reads. ``python
tests/inputs.py`` runs all hand-made cases, each in a process of its own with at most two seconds and 200 MB, and prints
the answers.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from handbook.edition.edition import edition  # noqa: E402
from handbook.judging.rules import check  # noqa: E402
from handbook.model.problem import Line, errors, told  # noqa: E402
from handbook.model.settings import settings  # noqa: E402
from handbook.reading.load import load  # noqa: E402
from handbook.words.language import Language  # noqa: E402
from test_mutations import BODY, FRONT, TERMS, whole, write_terms  # noqa: E402

SECONDS, MEGABYTES = 2, 200
NAME = "proef.md"
ENGLISH = re.compile(r"\b(the|expected|found|Input|should|must|value is|while|Traceback|Error)\b")


def small(root: Path) -> Path:
    """A project with the terms that the entry needs, and one method that it refers to."""
    write_terms(root)
    (root / "initiatives").mkdir()
    shutil.copy2(ROOT / "mkdocs.yml", root)
    method = whole([line for line in FRONT if line[:4] not in ("alia", "meth")])
    for old, new in (
        (b"kind: initiatief", b"kind: methodiek"),
        (b"Een complete beschrijving", b"Methode"),
        (b"638030006", b"1"),
        (b"/bron\n", b"/methode\n"),
    ):
        method = method.replace(old, new, 1)
    (root / "initiatives" / "methode.md").write_bytes(method)
    return root


def answer(root: Path, data: bytes | None = None) -> list[Line]:
    """The lines of the check if ``data`` is an entry of the project; without problems its pages are made as well."""
    if data is not None:
        (root / "initiatives" / NAME).write_bytes(data)
    catalogue, problems = load(root)
    language = Language("nl")
    lines = told(errors([*problems, *check(catalogue)]), language)
    if not lines:
        _outputs(edition(catalogue, settings(root), language))
    return lines


def _outputs(made) -> None:
    from handbook.book.book import compose
    from handbook.data import export
    from handbook.site.pages import initiative
    from handbook.site.templates import Templates

    templates = Templates(ROOT / "overrides" / "pages", made)
    for entry in made.initiatives:
        assert "<h1" in initiative(made, templates, entry).body
    json.dumps(compose(made))
    names = [group.address for group in (*made.cities, *made.organisations)]
    for name, text in export.files(made):
        text.encode() if isinstance(text, str) else text.decode()
        names.append(name)
    assert all(len(part.encode()) <= 255 for name in names for part in name.split("/"))  # the limit of a folder


def faults(lines: list[Line], data: bytes) -> list[str]:
    """What is wrong with the answer about an entry: no place in the file, or not in Dutch."""
    whole = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text, english = whole.split("\n"), ENGLISH.search(whole)
    found = []
    for line in lines:
        inside = 1 <= line.line <= len(text) and 1 <= line.column <= len(text[line.line - 1]) + 1
        if line.path == f"initiatives/{NAME}" and not inside:
            found.append(f"outside the file: {line}")
        if not english and ENGLISH.search(line.text):
            found.append(f"English: {line}")
    return found


@dataclass(frozen=True)
class Case:
    """``put`` places it in a project; ``refused``: whether it must be, None for either; ``says`` is in the message."""

    name: str
    put: Callable[[Path], None]
    refused: bool | None = True
    says: str = ""


def entry(name: str, data: bytes | str, refused: bool | None = True, says: str = "") -> Case:
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return Case(name, lambda root: (root / "initiatives" / NAME).write_bytes(raw), refused, says)


def front(name: str, old: str, new: str, refused: bool | None = True, says: str = "") -> Case:
    text = "\n".join(FRONT)
    assert old in text, old
    return entry(name, whole(text.replace(old, new, 1).split("\n")), refused, says)


def body(name: str, text: str, refused: bool | None = True, says: str = "") -> Case:
    """A text below the first heading, so that the headings stay; cut at the maximum size of a file."""
    cut = text.encode("utf-8", "surrogatepass")[:60_000].decode("utf-8", "ignore")
    return entry(name, whole(FRONT, [BODY[0], "", cut, "", *BODY[4:]]), refused, says)


def at(name: str, path: bytes | str, refused: bool = True, says: str = "") -> Case:
    """A good entry under an odd file name."""

    def put(root: Path) -> None:
        target = os.path.join(os.fsencode(root / "initiatives"), os.fsencode(path))  # noqa: PTH118 - bytes
        with open(target, "wb") as file:  # noqa: PTH123
            file.write(whole(FRONT))

    return Case(name, put, refused, says)


def cases() -> list[Case]:
    return [*_yaml(), *_encodings(), *_values(), *_texts(), *_names()]


def _yaml() -> Iterator[Case]:
    title = "title: Een complete beschrijving"
    yield front("unclosed quote", title, 'title: "Een', says="aanhalingsteken")
    yield front("unclosed single quote", title, "title: 'Een")
    yield front("a: b: c", title, "title: a: b: c", says="nog een ‘: ’")
    yield front("tab", "  value: afgerond", "\tvalue: afgerond", says="tab")
    yield front("bad indent", "  value: afgerond", " value: afgerond\n   x: y")
    yield front("unclosed bracket", "themes: [zelfhulp, herstel]", "themes: [zelfhulp, herstel")
    yield front("unclosed brace", "status:\n", "status: {value: loopt\n")
    yield entry("no begin", whole(FRONT)[4:], says="---")
    yield entry("no end", whole(FRONT).replace(b"\n---\n", b"\n"), says="---")
    yield entry("only begin", b"---")
    yield entry("only begin and end", b"---\n---\n")
    yield entry("dots for an end", whole(FRONT).replace(b"\n---\n", b"\n...\n"))
    yield front("NUL", "complete", "com\0plete", says="U+0000")
    yield front("NUL escape", title, 'title: "a\\0b"', says="U+0000")
    yield front("lone surrogate escape", title, 'title: "a\\ud800b"')
    yield front("python object", title, 'title: !!python/object/apply:os.system ["id"]', says="!")
    yield front("python name", title, "title: !!python/name:os.system", says="!")
    yield front("custom tag", title, "title: !eigen x", says="!")
    yield front("str tag", title, "title: !!str x", says="!")
    yield front("binary tag", title, "title: !!binary aGVsbG8=", says="!")
    yield front("bad escape", title, 'title: "C:\\zorg"')
    yield front("30 February", "added: 2026-11-22", "added: 2026-02-30", says="bestaat")
    yield front("number of 5000 digits", "pages: 16", f"pages: {'9' * 5000}")
    yield front("source of 5000 digits", "source: 1\n    as_of", f"source: {'1' * 5000}\n    as_of")
    yield front("octal", "pages: 16", "pages: 0o20")
    yield front("hexadecimal", "pages: 16", "pages: 0x10")
    yield front("infinity", "pages: 16", "pages: .inf")
    yield front("not a number", "pages: 16", "pages: .nan")
    yield entry("list at the top", b"---\n- a\n- b\n---\n")
    yield entry("scalar at the top", b"---\nzomaar\n---\n")
    yield entry("null at the top", b"---\n~\n---\n")
    yield front("key that is a list", title, f"{title}\n? [a, b]\n: c")
    yield front("key that is a map", title, f"{title}\n? {{a: b}}\n: c")
    yield front("empty key", title, f"{title}\n: c")
    yield front("duplicate key", title, f"{title}\n{title}", says="tweede keer")
    yield front("duplicate key below", "  value: afgerond", "  value: afgerond\n  value: loopt", says="tweede keer")
    yield front("title: no", title, "title: no", False)
    yield front("title empty", title, "title:", says="geen waarde")
    yield front("title null", title, "title: null", False)
    yield front("title is a list", title, "title: [a, b]")
    yield front("title is a map", title, "title: {a: b}")
    yield front("title is a date", title, "title: 2024-02-28", False)
    yield front("title is a number", title, "title: 123", False)
    yield front("merge key", title, f"{title}\n<<: {{a: b}}", says="<<")
    yield front("anchor", title, "title: &a x", says="&")
    yield front("alias", title, f"{title}\naliases: *a", says="*")
    yield front("recursive alias", title, "title: &a [*a]", says="&")
    bomb = "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    yield front("alias bomb", title, f"{title}\n{bomb}", says="&")
    merge = "m0: &m0 {k: v}\n" + "\n".join(
        f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 8)
    )
    yield front("merge bomb", title, f"{title}\n{merge}")
    for depth in (10, 1000, 10_000, 60_000):
        yield front(f"{depth} brackets", title, "title: " + "[" * depth)
        yield front(f"{depth} braces", title, "title: " + "{a: " * (depth // 4))
    yield front("deep blocks", title, "\n".join(" " * n + "a:" for n in range(300)))
    yield front("many keys", title, title + "".join(f"\nk{n}: v" for n in range(4000)))
    yield front("many names", "aliases: [Een andere naam]", f"aliases: [{', '.join(f'naam {n}' for n in range(4000))}]")
    yield front("many themes", "[zelfhulp, herstel]", f"[{', '.join(['zelfhulp'] * 5000)}]")
    yield front("one key many times", title, title + "\na: 1" * 8000, says="tweede keer")
    yield front("long key", title, f"{title}\n{'k' * 5000}: v")
    yield front("second document", title, f"{title}\n--- \nx: y")
    yield front("directive", title, f"%YAML 1.1\n{title}")
    yield front("block scalar", title, "title: |\n  Een titel\n  in twee regels", None)
    yield front("folded scalar", title, "title: >-\n  Een titel\n  in twee regels", False)
    yield front("comment", title, f"{title} # een opmerking", False)
    yield front("unknown template", title, f"{title}\ntemplate: ../../etc/passwd", says="template")
    yield front("template of the sitemap", title, f"{title}\ntemplate: sitemap.xml", says="template")
    yield front("hide", title, f"{title}\nhide: 5", says="hide")
    yield front("search", title, f"{title}\nsearch: ja", says="search")
    yield front("own slug", title, f"{title}\nslug: iets-anders", says="slug")
    yield front("own body", title, f"{title}\nbody: iets anders", says="body")


def _encodings() -> Iterator[Case]:
    good = whole(FRONT)
    text = good.decode()
    for name in ("utf-16", "utf-32"):
        yield entry(name, text.encode(name), says="UTF-8")
    for name in ("utf-16-le", "utf-16-be"):
        yield entry(name, text.encode(name), says="U+0000")
    yield entry("latin-1", text.replace("complete", "compléte").encode("latin-1", "replace"), says="UTF-8")
    yield entry("cut in a sign", good + b"\xe2\x82", says="UTF-8")
    yield entry("overlong", good + b"\xc0\xaf", says="UTF-8")
    yield entry("surrogate bytes", good + b"\xed\xa0\x80", says="UTF-8")
    yield entry("BOM", b"\xef\xbb\xbf" + good, False)
    yield entry("two BOMs", b"\xef\xbb\xbf" * 2 + good)
    yield entry("CRLF", good.replace(b"\n", b"\r\n"), False)
    yield entry("CR", good.replace(b"\n", b"\r"), False)
    yield entry("nothing", b"", says="leeg")
    yield entry("only blanks", b" \n\t\n", says="leeg")
    yield entry("64 kB and one", good + b"x" * (64 * 1024 + 1 - len(good)), says="64 kB")
    yield entry("all that is possible", good + b"woorden " * ((64 * 1024 - len(good)) // 8), False)
    yield entry("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, says="UTF-8")
    yield entry("zeros", bytes(5000), says="U+0000")

    def huge(root: Path) -> None:
        with (root / "initiatives" / NAME).open("wb") as file:
            file.write(good)
            file.truncate(3 * 1024**3)

    yield Case("3 GB", huge, says="64 kB")


def _values() -> Iterator[Case]:
    title = "Een complete beschrijving"
    for code in (0x202E, 0x202A, 0x2066, 0x2069, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x1B, 0x85, 0x7F, 0xFFFF):
        yield front(f"title with U+{code:04X}", title, f"Een{chr(code)} titel", says=f"U+{code:04X}")
        yield body(f"text with U+{code:04X}", f"Tekst{chr(code)} tekst", says=f"U+{code:04X}")
    for code in (0xAD, 0x61C, 0x180E, 0x2028, 0x2029, 0x3164, 0x115F, 0xFFF9, 0xE0041, 0xFE00, 0x1D173, 0x034F):
        yield front(f"title with U+{code:04X}", title, f"Een{chr(code)} titel", says=f"U+{code:04X}")
        yield body(f"text with U+{code:04X}", f"Tekst{chr(code)} tekst", says=f"U+{code:04X}")
    yield front("escaped override", title, '"Een \\u202e titel"', says="U+202E")
    yield front("escaped tag sign", title, '"Een \\U000E0041 titel"', says="U+E0041")
    yield body("emoji of a family", "👩‍👩‍👧 en ❤️ en 🏳️‍🌈 en 👍🏽", False)
    yield front("emoji in the title", title, "Een ❤️ titel", False)
    yield body("Arabic and Hebrew", "مرحبا بالعالم en שלום עולם", False)
    yield body("Persian, with its joiner", "می‌خواهم", False)
    yield front("long title", title, "a" * 5000, says="80")
    yield front("title of combining signs", title, "a" + "\u0301" * 79, False)
    yield front("traversal in a theme", "[zelfhulp, herstel]", "[../../etc/passwd]")
    yield front("traversal in a method", "methods: [methode]", "methods: [../methode]")
    yield front("traversal in a programme", "programme: beweging-in-kwetsbaarheid", "programme: ../x")
    yield front("traversal in a place", "places: [Utrecht", "places: [../../etc/passwd")
    yield front("organisation without a letter", "name: Kringwijs", "name: '???'")
    for sign in "a½㏂ß":
        yield front(f"organisation of 159 {sign}", "name: Kringwijs", f"name: '{sign * 159}'", False)
        yield front(f"place of 159 {sign}", "places: [Utrecht", f"places: ['{sign * 159}', Utrecht", None)
    yield front("organisation of 161 letters", "name: Kringwijs", f"name: {'a' * 161}", says="160")
    yield front("organisation in another script", "name: Kringwijs", "name: 日本語")
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "/pad", "http://",
                "http://[::1", "http://a b/", "https://x.nl:99999/", f"https://x.nl/{'a' * 600}"):  # fmt: skip
        yield front(f"address {url[:30]}", "url: https://www.example.nl/bron", f"url: '{url}'")
    yield front("list of 50 kB of spaces", "[zelfhulp, herstel]", f"a{' ' * 50_000}b")
    yield front("two fields far from each other", "kind: initiatief", f"kind: initiatief{' ,' * 20_000} Status: x")
    yield front("formula", title, "'=cmd|''/c calc''!A1'", False)
    yield front("Jinja", title, "'{{ 7 * 7 }} {% raw %}'", False)
    yield front("markup", title, "'</title><script>alert(1)</script>'", False)
    yield front("per cent", title, "'100%(x)s %d %'", False)


def _texts() -> Iterator[Case]:
    def many(piece: str) -> str:
        return piece * (60_000 // len(piece))

    yield body("<![>", "Zo: <![>", False)
    yield body("script", "<script>alert(1)</script>", says="HTML")
    yield body("picture", "![x](x.png)", says="afbeelding")
    yield body("list of 400 levels", "\n".join(" " * (n % 400) + "- x" for n in range(300)))
    yield body("13 quotes", ">" * 13 + " x", says="12")
    yield body("12 quotes", "> " * 12 + "x", False)
    yield body("[ and ]", "Zo: " + "[" * 20_000 + "]" * 20_000, False)
    yield body("backticks", "Zo: " + "".join("`" * n + " " for n in range(1, 340)), False)
    yield body("traversal in a link", "[x](../../../etc/passwd)", says="nergens")
    yield body("traversal in an anchor", "[x](methode.md#../../x)")
    yield body("absolute link", "[x](/etc/passwd)", says="nergens")
    yield body(
        "links and headings with a text", "[*a*](https://x.nl) [`a`](methode.md) [1](methode.md)\n\n### `x`", False
    )
    yield body("link of a space", "[ ](https://x.nl)", says="geen tekst")
    yield body("heading of nothing", "### ###", says="geen tekst")
    yield body("addresses", "<https://x.nl> www.x.nl [a](HTTPS://x.nl) [b](mailto:a@b.nl?subject=x) a@b.nl", False)
    yield body("address without a name", "[a](http:?x)", says="webadres")
    yield body("references", "&amp; &euml; &nbsp; `&shy;` \\&shy; \N{FAMILY}&zwj;\N{FAMILY}\n\n    &#8203;", False)
    for written in ("&#x202e;", "&#0;", "&#8203;", "&shy;", "x&zwj;", "&#xD800;", '[a](https://x.nl "&shy;")'):
        yield body(f"reference {written}", f"Tekst {written}", says="onzichtbaar")
    yield body("tables", "|a|b|\n|-|-|\n|1|2|\n|1|\n|1|2||\n|1|2 \\| 3|\n1|2\n\n| x |\n\n```\n| a |\n| b |\n```", False)
    yield body("table with a cell too many", "|a|b|\n|-|-|\n|1|2|3|", says="vakken")
    yield body("table without dashes", "|a|b|\n|1|2|", says="geen tabel")
    yield body("snippet", '--8<-- "/etc/passwd"', False)
    yield body("template", "{{ lipsum.__globals__['os'].popen('id').read() }} {% include 'x' %}", False)
    yield body("link that cannot be", "[x](http://[::1)", None)
    yield body("one per cent", "[x](%)")
    pieces = ("[", "[a](", "[a](b) ", "[a](b)\n", "[a](b&amp;c%20d)\n\n", "[a](javascript:x)\n\n", "![", "![a](b)", "<", "<a ",
              "<a>", "<div>\n\n", "<!--", "<![CDATA[", "<!", "<?", ">", "> ", "> - ", "- ", "1. ", "\t- ", "`a", "*a ", "**a*", "_a__",
              "~~a~", "|a", "&amp;", "&#x41;", "## a\n\n", "### x\n", "## Waarom\n\n", "http://a.b/c ", "www.a.", "a@b.c ", "a@", "\\", "(",
              "** x", "-a\n", "ab\tc\n", "(a)[", "(a)[www.b ", "## VOOR WIE\n", "– a\n", "1.a\n", "• a\n\n", "Ã©", "[^1]", "[a]: b\n", "a\n=\n", "```\n", "<!-- raw HTML omitted -->", "`<a>` <b> ", "[a](#b)\n", "[a](#voor-wie)\n",
              "é̂", "zelfhulp ", "\ue0001\ue001 <a>", "<p>x</p>\n\n", "x\n", "[a][b] ", "{% ", "&", "]", "~~", "___ ", "* * *\n")  # fmt: skip
    for piece in pieces:
        yield body(f"60 kB of {piece!r}", many(piece), None)
    yield body("stars, 50 kB of spaces and a note", "[^1] ** " + many(" ")[:50_000] + "x " + "`" * 9_000, None)
    yield body("a table of 20,000 columns", "|" + "a|" * 10_000 + "\n|" + "-|" * 10_000 + "\n", None)
    yield body("a table of 10,000 rows", "|a|b|\n|-|-|\n" + many("|x|y|\n"), None)
    yield body("links to far definitions", "[a]\n" * 8000 + "\n" + "[a]: /b 'c'\n" * 2000, None)
    yield body("300 links far from the begin", "x\n" * 25_000 + "\n" + "[a](#z)\n" * 299, None)


def _names() -> Iterator[Case]:
    for name in ("Hoofdletter.md", "met spatie.md", "é.md", "e\u0301.md", "a--b.md", "-a.md", "a-.md", "a_b.md", "..md", "....md",
                 "a..b.md", '"><img src=x onerror=alert(1)>.md', "met\nregel.md", "met\rregel.md", "aanhaling'.md", "rtl\u202eredrO.md",
                 "nul\u200b.md", "ﬁ.md", "a" * 81 + ".md", "a" * 252 + ".md", "$(id).md", "`id`.md", "a;b.md", "%2e%2e.md", "日本.md",
                 b"latin-\xe9.md", b"\xff\xfe.md"):  # fmt: skip
        yield at(f"name {name!r}"[:60], name, says="bestandsnaam")
    for name in ("con", "nul", "aux", "prn", "com1", "lpt9"):
        yield at(f"name {name}", f"{name}.md", says="computers")
    for name in ("a", "a" * 80, "123", "zelfhulp-2"):
        yield at(f"name {name}"[:40], f"{name}.md", False)

    def twins(*names: str) -> Callable[[Path], None]:
        def put(root: Path) -> None:
            for name in names:
                (root / "initiatives" / name).write_bytes(whole(FRONT))

        return put

    yield Case("twins by case", twins("tuin.md", "Tuin.md"))
    yield Case("twins by form", twins("café.md", "cafe\u0301.md"))

    def link(target: str, name: str, folder: str = "initiatives") -> Callable[[Path], None]:
        return lambda root: (root / folder / name).symlink_to(target)

    yield Case("link to a file outside", link("/etc/hostname", "a.md"), says="snelkoppeling")
    yield Case("link to a file inside", link("methode.md", "a.md"), says="snelkoppeling")
    yield Case("link that leads nowhere", link("bestaat-niet.md", "a.md"), says="snelkoppeling")
    yield Case("link to itself", link("a.md", "a.md"), says="snelkoppeling")
    yield Case("link to a folder", link("/etc", "map"), says="snelkoppeling")
    yield Case("link in content", link("/etc/passwd", "geheim.txt", "content"), says="snelkoppeling")
    yield Case("linked chapter", link("/etc/passwd", "over.md", "content"), says="snelkoppeling")
    yield Case("linked theme", link("/etc/passwd", "wonen.md", "content/themas"), says="snelkoppeling")
    yield Case("linked folder in content", link("/etc", "etc", "content"), says="snelkoppeling")
    yield Case("pipe", lambda root: os.mkfifo(root / "initiatives" / "a.md"), says="geen bestand")
    yield Case("pipe among the chapters", lambda root: os.mkfifo(root / "content" / "a.md"), says="geen bestand")
    yield Case(
        "folder with the name of a file", lambda root: (root / "initiatives" / "a.md").mkdir(), says="map met de naam"
    )
    yield Case(
        "theme of digits",
        lambda root: shutil.copy2(root / "content/themas/zelfhulp.md", root / "content/themas/2.md"),
        says="cijfers",
    )
    yield Case("odd name in content", lambda root: (root / "content" / "a\nb.svg").touch(), says="systeem")
    yield Case("reserved name in content", lambda root: (root / "content" / "aux.svg").touch(), says="systeem")
    yield Case(
        "twins in content",
        lambda root: [(root / "content" / name).touch() for name in ("a.svg", "A.svg")],
        says="hoofdletters",
    )
    yield Case("a name in two signs in content", lambda root: (root / "content" / "e\u0301.svg").touch(), says="accent")
    yield Case("hidden file", lambda root: (root / "initiatives" / ".x.md.swp").touch(), False)


def asked(root: Path, case: Case) -> list[Line]:
    for left in [*(root / "initiatives").iterdir(), *(root / "content").iterdir()]:
        if left.name != "methode.md" and left.name not in TERMS:
            left.rmdir() if left.is_dir() and not left.is_symlink() else left.unlink()
    case.put(root)
    return answer(root)


def limited(root: Path, case: Case) -> dict:
    """The answer to one case, from a process that may use two seconds and 200 MB more."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEGABYTES * 2**20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            lines = asked(root, case)
            said = {"lines": [[line.path, line.line, line.column, line.text] for line in lines[:200]]}
        except BaseException as error:
            said = {"raised": f"{type(error).__name__}: {error}"[:300]}
        with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps(said))
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as pipe:
        said = pipe.read()
    status = os.waitpid(child, 0)[1]
    return json.loads(said) if said and status == 0 else {"raised": f"ended by {status}"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        answer(small(Path(name)), whole(FRONT))  # so that everything is loaded before the limits apply
        for case in cases():
            root = small(Path(tempfile.mkdtemp(dir=name)))
            print(json.dumps({"name": case.name, "refused": case.refused, "says": case.says} | limited(root, case)))
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
