"""Coverage-guided fuzzing of the reader and the checks, by hand, with atheris (which the test suite does not need):

    python -m pip install atheris
    python tests/fuzz_reader.py CORPUS_FOLDER -max_total_time=600

It starts from the sources and the hand-made cases, and adds inputs that extend the coverage to the folder. It stops at
the first input that causes a traceback, takes more than two seconds or 200 MB, or gets a message without a place or not
in Dutch.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent))

with atheris.instrument_imports(include=["handbook", "yaml"]):
    import inputs

ROOT = inputs.small(Path(tempfile.mkdtemp()))


SLOWER = 4  # under the fuzzer; the limit is CPU time, as wall time would count other work of this machine


def seed(corpus: Path) -> None:
    corpus.mkdir(parents=True, exist_ok=True)
    found = [path.read_bytes() for path in (inputs.ROOT / "initiatives").glob("[!R]*.md")]
    for case in inputs.cases():
        target = ROOT / "initiatives" / inputs.NAME
        target.unlink(missing_ok=True)
        if not case.name.startswith(
            ("name", "twins", "link", "pipe", "folder", "theme", "odd", "reserved", "a name", "3 GB")
        ):
            case.put(ROOT)
            if target.is_file():
                found.append(target.read_bytes())
    for data in found:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def one(data: bytes) -> None:
    begun = time.process_time()
    found = inputs.faults(inputs.answer(ROOT, data), data)
    if found:
        raise AssertionError(found[0])
    if time.process_time() - begun > SLOWER * inputs.SECONDS:
        raise AssertionError("too slow")


if __name__ == "__main__":
    options = ["-timeout=60", "-rss_limit_mb=600", "-max_len=8192", "-print_final_stats=1"]
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if given:
        seed(Path(given[0]))
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:]], one)
    atheris.Fuzz()
