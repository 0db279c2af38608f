"""A folder as bytes, to be kept, and bytes as a folder again: the names and contents of files, without their rights."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from . import tree
from .write import write


def pack(folder: Path) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, entry in tree.files(folder):
            tar.add(entry.path, name)
    return packed.getvalue()


def unpack(packed: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for member in tar:
            write(folder, member.name, tar.extractfile(member).read())  # half the time of extractall
