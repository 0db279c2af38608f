"""Changes in folders, as they happen: folders in; a turn of the loop for each moment at which something changed."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from pathlib import Path

_PAUSE = 0.2  # seconds; an editor saves in several steps
_SILENT = ("opened", "closed_no_write")  # reading a file is no change


def changes(folders: Iterable[Path]) -> Iterator[None]:
    """Yield once when the watch stands, and then once for every burst of changes below the folders, for ever."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    seen: queue.SimpleQueue[str] = queue.SimpleQueue()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _SILENT and not event.is_directory:
                seen.put(event.event_type)

    observer = Observer()
    for folder in folders:
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    try:
        yield
        while True:
            if _quiet(seen, 1):  # a wait without end cannot be interrupted on Windows
                continue
            while not _quiet(seen, _PAUSE):
                pass
            yield
    finally:
        observer.stop()
        observer.join()


def _quiet(seen: queue.SimpleQueue[str], seconds: float) -> bool:
    try:
        seen.get(timeout=seconds)
    except queue.Empty:
        return True
    return False
