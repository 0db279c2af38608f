"""The workflows: what runs for strangers can only read, and nothing runs that is not pinned."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
# What a job may write; nothing else may.
WRITES = {
    "deploy.yml": {"deploy": {"pages", "id-token"}},
    "links.yml": {"links": {"issues"}},
    "issue.yml": {"file": {"contents", "issues", "pull-requests"}},
}


def read(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True)  # YAML 1.1 reads “on” as true
    return workflow


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


every = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def test_every_workflow_is_examined():
    names = {path.name for path in WORKFLOWS}
    assert {"check.yml", "test.yml", "deploy.yml", "links.yml", "audit.yml", "issue.yml"} <= names


@every
def test_actions_are_pinned_by_hash_with_their_version(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"\s*(- )?uses:", line):
            used, _, comment = line.partition("uses:")[2].strip().partition(" # ")
            assert PINNED.fullmatch(used), line
            assert re.fullmatch(r"v\d+\.\d+\.\d+", comment), line


def test_one_action_has_one_version():
    used = {}
    for path in WORKFLOWS:
        for action, version in re.findall(r"uses: ([\w./-]+)@(\S+)", path.read_text(encoding="utf-8")):
            used.setdefault(action, set()).add(version)
    assert {action: versions for action, versions in used.items() if len(versions) > 1} == {}


@every
def test_no_foreign_code_runs_with_our_rights(path):
    workflow = read(path)
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    assert "secrets." not in path.read_text(encoding="utf-8")


@every
def test_rights_are_given_one_by_one(path):
    """None by default; a job reads, and writes only what is listed above."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        rights = job["permissions"]
        assert set(rights.values()) <= {"read", "write"}
        written = {right for right, how in rights.items() if how == "write"}
        assert written == WRITES.get(path.name, {}).get(name, set()), name
        if "pull_request" in workflow["on"]:
            assert rights == {"contents": "read"}


@every
def test_no_value_becomes_a_command(path):
    """An expression inside a script is text that somebody else may have written; values go through the environment."""
    for step in steps(read(path)):
        assert "${{" not in step.get("run", ""), step
        assert "${{ github.event" not in str(step.get("with", {}).get("script", ""))


@every
def test_jobs_end_and_leave_no_token_behind(path):
    workflow = read(path)
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60 and re.fullmatch(r"ubuntu-\d+\.\d+", job["runs-on"])
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        if "GH_TOKEN" in step.get("env", {}):  # none of our programs, packages or link visitors is near the token
            assert not re.search(r"\bpython\b|\bpip\b|\bmake\b", step["run"])


@every
def test_only_locked_packages_are_installed(path):
    for step in steps(read(path)):
        for line in step.get("run", "").splitlines():
            if "pip install" in line:
                lock = re.search(r"-r (\S+)$", line)[1]
                assert "--require-hashes" in line and "--only-binary :all:" in line and (ROOT / lock).exists()


def test_publishing_runs_no_code_of_ours():
    """The job that may publish has no checkout and no script; the one that builds may only read."""
    deploy = read(ROOT / ".github/workflows/deploy.yml")
    publish = deploy["jobs"]["deploy"]
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == ["actions/deploy-pages"]
    assert publish["environment"]["name"] == "github-pages" and publish["needs"] == "build"
    assert deploy["on"]["push"] == {"branches": ["main"]} and "refs/heads/main" in publish["if"]
    assert "cache" not in str(deploy["jobs"]["build"]["steps"])  # a cache may hold what a proposal left there


def test_a_proposal_gets_annotations_and_a_preview():
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    for part in (
        "check.py --format github",
        "--against",
        "generate.py --check",
        "scripts/build.py",
        "upload-artifact@",
    ):
        assert part in text
    tested = read(ROOT / ".github/workflows/test.yml")
    assert any("make test" in step.get("run", "") for step in steps(tested))
    assert "make test" not in text  # an entry that comes or goes is no fault of the software


@pytest.mark.parametrize("event", ["pull_request", "push"])
def test_texts_alone_are_not_tested_and_software_is(event):
    """As GitHub reads patterns: ``**`` is anything, ``*`` anything within a folder."""
    ignored = read(ROOT / ".github/workflows/test.yml")["on"][event]["paths-ignore"]
    ours = [re.escape(one).replace(r"\*\*", ".*").replace(r"\*", "[^/]*") for one in ignored]
    texts = ("initiatives/het-kompas.md", "content/over.md", "content/vervallen/themas/x.md")
    software = (
        "scripts/check.py",
        "content/assets/handbook.css",
        "overrides/main.html",
        "mkdocs.yml",
        "requirements.lock",
    )
    for name in (*texts, *software, ".github/workflows/test.yml", "tests/golden/issues/tip.md"):
        assert any(re.fullmatch(one, name) for one in ours) is (name in texts), name


def test_a_verb_that_fails_is_no_list_of_links(project, tmp_path):
    """Whatever stops a verb of Python ends it with 1 as well: that is told as a failure, and no issue is made empty."""
    (project / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        **{f"GITHUB_{name}": str(tmp_path / name) for name in ("OUTPUT", "STEP_SUMMARY")},
    }
    workflow = read(ROOT / ".github/workflows/links.yml")
    (check,) = [step for step in steps(workflow) if "scripts/links.py" in step.get("run", "")]
    command = ["bash", "-eo", "pipefail", "-c", check["run"]]
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert result.returncode != 0 and not (tmp_path / "OUTPUT").exists(), result.stderr


def test_nothing_is_published_that_breaks_an_address():
    """Between building and publishing, the new site is compared with the one that is online."""
    steps = read(ROOT / ".github/workflows/deploy.yml")["jobs"]["build"]["steps"]
    names = [step.get("run", step.get("uses", "")) for step in steps]
    (compared,) = [number for number, text in enumerate(names) if "scripts/addresses.py" in text]
    assert "scripts/build.py" in names[compared - 1] and "upload-pages-artifact" not in " ".join(names[:compared])
    assert "upload-pages-artifact" in " ".join(names[compared:])


def test_what_cannot_be_compared_says_how_to_publish_for_the_first_time(project):
    """A domain that leads nowhere yet cannot be read; the way on is an input of the same workflow."""
    deploy = read(ROOT / ".github/workflows/deploy.yml")
    (compare,) = [step["run"] for step in steps(deploy) if "scripts/addresses.py" in step.get("run", "")]
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = ["bash", "-eo", "pipefail", "-c", compare]  # where nothing was built, nothing can be compared either
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    tick = deploy["on"]["workflow_dispatch"]["inputs"]["first"]["description"].partition(",")[0]
    assert result.returncode == 2 and f"‘{tick}’" in result.stdout and f"‘{deploy['name']}’" in result.stdout
    assert f"“{tick}”" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_audit_counts_what_it_could_not_look_up():
    text = (ROOT / ".github/workflows/audit.yml").read_text(encoding="utf-8")
    assert "pip_audit --strict" in text and "--strict-collection" in text
    locks = {path.name for path in ROOT.glob("requirements*.lock")}
    assert locks <= set(text.replace(";", " ").split())


def test_a_weakness_in_one_lock_hides_none_in_another(tmp_path):
    """Each lock is looked at, and who reads the failure is told where it says what to do."""
    (tmp_path / "python").write_text(
        '#!/bin/sh\nfor lock; do :; done; echo "looked at $lock"; [ "$lock" != requirements.lock ]\n'
    )
    (tmp_path / "python").chmod(0o755)
    (packages,) = [
        step["run"] for step in steps(read(ROOT / ".github/workflows/audit.yml")) if "pip_audit" in step.get("run", "")
    ]
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    result = subprocess.run(["bash", "-e", "-c", packages], env=environment, capture_output=True, text=True)
    assert result.returncode == 1 and result.stdout.count("looked at") == len(list(ROOT.glob("requirements*.lock")))
    section = re.search(r"::error .*CONTRIBUTING\.md tells at “(.+)”", result.stdout)[1]
    assert f"## {section}" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_updates_wait_before_they_are_proposed():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert [update["package-ecosystem"] for update in updates] == ["github-actions"]  # it reads no lock of ours
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert int(re.search(r"^WAIT \?= (\d+) days$", makefile, re.MULTILINE)[1]) >= 7
    assert "UV_EXCLUDE_NEWER='$(WAIT)'" in makefile


def test_the_commit_hook_checks_what_the_check_knows():
    """The hook passes exactly the files that check.py calls sources."""
    from handbook.reading.load import CONTENT, INITIATIVES, REMOVED, TERMS

    (hook,) = [
        hook
        for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
        for hook in repo["hooks"]
        if hook["id"] == "handbook-check"
    ]
    for folder in (INITIATIVES, *(f"{CONTENT}/{name}" for name in TERMS), *REMOVED.values()):
        assert re.search(hook["files"], f"{folder}/x.md") and re.search(hook["exclude"], f"{folder}/index.md")
    for other in ("README.md", "content/over.md", "content/bijdragen/index.md", "scripts/x.md"):
        assert not re.search(hook["files"], other)


def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    result = subprocess.run(
        [program, "--offline", "--no-progress", "--strict-collection", ".github", ".pre-commit-config.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
