"""What the handbook is made with: locked, licensed and named; built without a network; and no secret anywhere."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, copy_project
from handbook.site import credits
from packaging.requirements import Requirement

# Every Python process starts with this, and reports each use of the network beyond itself.
EAR = """
import os, sys
def hear(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        if not (event.startswith("socket.connect") and isinstance(given[1], (str, bytes))):
            with open(os.environ["HEARD"], "a") as file:
                file.write(f"{event} {given}\\n")
sys.addaudithook(hear)
"""
REACH = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=5)"


@pytest.fixture(scope="module")
def cut_off() -> list[str]:
    """The start of a command that runs in an empty network of its own."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    pytest.skip("this system gives no network of its own; what Python does is heard all the same")


def heard_while(command: list[str], folder: Path) -> tuple[subprocess.CompletedProcess[str], str]:
    (folder / "ear").mkdir()
    (folder / "ear" / "sitecustomize.py").write_text(EAR, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(folder / "ear"), "HEARD": str(folder / "heard")}
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    heard = folder / "heard"
    return result, heard.read_text() if heard.exists() else ""


def test_use_of_the_network_would_be_noticed_and_is_cut_off(cut_off, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        reach = [sys.executable, "-c", REACH, str(server.getsockname()[1])]
        result, heard = heard_while(reach, tmp_path)
        assert result.returncode == 0 and "socket.connect" in heard
        assert subprocess.run([*cut_off, *reach], capture_output=True).returncode != 0


def test_a_whole_build_without_a_network(cut_off, tmp_path):
    """With book and search, from nothing, in a network of its own: it succeeds, and no process even tried."""
    project = copy_project(tmp_path / "project")
    command = [*cut_off, sys.executable, str(project / "scripts" / "build.py"), "--book", "whole", "--fresh"]
    result, heard = heard_while(command, tmp_path)
    assert result.returncode == 0, result.stderr
    assert heard == "" and (project / "site" / "handboek.pdf").is_file()
    assert (project / "site" / "search" / "index.json").is_file()


def tracked() -> list[Path]:
    """Every file of the project: those in Git, or all that are not generated."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    assert len(names) > 200
    return [ROOT / name for name in names if (ROOT / name).is_file()]


SECRET = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{30}|\bgithub_pat_\w{30}|\bglpat-[\w-]{20}|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    rb"|\bxox[abprs]-[\w-]{10}|\bAIza[\w-]{35}|\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{24}|\bpypi-AgE\w{20}|\bnpm_[A-Za-z0-9]{36}"
    rb"|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.|://[^/\s:@\"'<>{}$]+:[^/\s:@\"'<>{}$]{3,}@(?!example)"
    rb"|(?i:\b(?:password|wachtwoord|secret|api_?key)\b\s*[:=]\s*[\"'][^\"'\s]{8,}[\"'])"
)


def test_no_secret_stands_anywhere():
    found = []
    for path in tracked():
        if path.suffix not in (".woff2", ".otf", ".png", ".pdf", ".icc"):
            found += [f"{path.relative_to(ROOT)}: {match[0][:30]!r}" for match in SECRET.finditer(path.read_bytes())]
    assert not found


@pytest.mark.parametrize(
    "parts",
    [("-----BEGIN RSA ", "PRIVATE KEY-----"), ("ghp", "_" + "a1" * 18), ("AKIA", "ABCDEFGHIJKLMNOP"), ("https://jan:", "geheim@host.nl/"),
     ("password = '", "hunter2hunter2'"), ("sk-", "ant-" + "x" * 30)],
)  # fmt: skip
def test_a_secret_would_be_seen(parts):
    assert SECRET.search("".join(parts).encode())


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_that_builds_is_named_with_its_licence(built):
    """The roots are the project's own dependencies; the lock's other packages only serve to visit links."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    roots = {re.split(r"[=<>!]", line)[0].lower() for line in wanted}
    assert set(credits.ROOTS) == roots - {"requests", "protego", "watchdog"}
    locked = {
        plain(name) for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    }
    named = {plain(credit.name) for credit in credits.programs()}
    assert named <= locked and locked - named <= {"protego"}
    page = (built.site / "colofon" / "index.html").read_text(encoding="utf-8")
    for credit in (*credits.programs(), *credits.typefaces()):
        assert credit.licence and credit.version and len(credit.licence) < 80, credit
        assert credit.name in page and credit.version in page and credit.licence in page, credit
    assert credits.signs() in page


LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock):
    """Its head is the command that renews it, by hash; what that command is given stands in it, in a version that fits."""
    text, project = (ROOT / lock).read_text(encoding="utf-8"), tomllib.loads((ROOT / "pyproject.toml").read_text())
    command = text.splitlines()[1].removeprefix("#").split()
    assert command[:3] == ["uv", "pip", "compile"] and "--generate-hashes" in command and command[-2:] == ["-o", lock]
    asked = project["project"]["dependencies"] if "pyproject.toml" in command else []
    if "--group" in command:
        asked = asked + project["dependency-groups"][command[command.index("--group") + 1]]
    held = {plain(name): version for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE)}
    for wanted in map(Requirement, asked):
        assert wanted.specifier.contains(held.get(plain(wanted.name), ""), prereleases=True), (wanted, held)


def test_every_font_is_of_a_named_family_with_a_free_licence():
    """Every font in the book and on the site belongs to a family that is named, with its own free licence."""
    found = {credit.name: credit for credit in credits.typefaces()}
    assert set(found) == {"Source Sans 3", "Source Serif 4"}
    assert {credit.licence for credit in found.values()} == {"OFL-1.1"}
    for font in (ROOT / "content" / "assets").rglob("*.woff2"):
        assert font.name.startswith(("source-sans-3", "source-serif-4", "handbook-sans")), font  # a part of the first


def test_a_changed_package_is_refused(tmp_path):
    """A hash that does not match ends the installation, before anything is fetched or installed."""
    (tmp_path / "handbook_test-1.0-py3-none-any.whl").write_bytes(b"not what was locked")
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"handbook-test==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--no-index", "--find-links", str(tmp_path), "--require-hashes", "--only-binary", ":all:", "-d", str(tmp_path / "to"), "-r", str(lock)]  # fmt: skip
    result = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    )
    assert result.returncode != 0 and "HASHES" in result.stderr.upper()


def test_who_finds_a_weakness_knows_where_to_go():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "Report a vulnerability" in text and "## Wat je in het Nederlands moet weten" in text
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert link.startswith("https://") or (ROOT / link).is_file(), link
