"""Changes as they happen: folders and files in; for each burst of changes the set of changed files out."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.05  # seconds; an editor saves in several steps


def changes(folders: Iterable[Path], *single: Path) -> Iterator[set[Path]]:
    """Yield an empty set when watching has begun, and then, without end, the files of every burst of changes: below the
    folders that exist, and among the ``single`` ones."""
    from watchdog import events
    from watchdog.observers import Observer

    # Only these are asked of the system: to be told of every file that is read took longer than reading ten thousand.
    told = [
        getattr(events, f"{what}{how}Event")
        for what in ("File", "Dir")
        for how in ("Created", "Modified", "Moved", "Deleted")
    ]

    seen: queue.SimpleQueue[Path] = queue.SimpleQueue()

    class Handler(events.FileSystemEventHandler):
        def on_any_event(self, event: events.FileSystemEvent) -> None:
            if not event.is_directory:
                for path in filter(None, (event.dest_path, event.src_path)):
                    self.note(Path(os.fsdecode(path)))

        def note(self, path: Path) -> None:
            seen.put(path)

    class Single(Handler):
        def note(self, path: Path) -> None:
            if path in single:
                seen.put(path)

    observer = Observer()
    for folder in {path.parent for path in single}:
        observer.schedule(Single(), str(folder), event_filter=told)
    for folder in filter(Path.is_dir, folders):
        observer.schedule(Handler(), str(folder), recursive=True, event_filter=told)
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
