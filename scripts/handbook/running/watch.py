"""Changes in folders, as they happen: folders in; for each moment at which something changed, the files that did, out."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.1  # seconds; an editor saves in several steps
_SILENT = ("opened", "closed_no_write")  # reading a file is no change


def changes(folders: Iterable[Path]) -> Iterator[set[Path]]:
    """Yield nothing once, when the watch stands, and then the files of every burst of changes below the folders, for ever."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    seen: queue.SimpleQueue[Path] = queue.SimpleQueue()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _SILENT and not event.is_directory:
                seen.put(Path(os.fsdecode(event.dest_path or event.src_path)))
                if event.dest_path:
                    seen.put(Path(os.fsdecode(event.src_path)))

    observer = Observer()
    for folder in folders:
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    try:
        yield set()
        while True:
            files = set(_next(seen, 1))  # a wait without end cannot be interrupted on Windows
            while more := set(_next(seen, _PAUSE)):
                files |= more
            if files:
                yield files
    finally:
        observer.stop()
        observer.join()


def _next(seen: queue.SimpleQueue[Path], seconds: float) -> Iterator[Path]:
    with suppress(queue.Empty):
        yield seen.get(timeout=seconds)
