"""The index for search over a site that stands there, measured by itself: JSON for ``bench.py``."""

import json
import resource
import time
from pathlib import Path

from handbook.edition.latest import latest
from handbook.site.hidden import noted
from handbook.site.search import index_site


def used() -> tuple[float, float]:
    """Seconds of processors, and the most memory that one process held, in MB."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found), max(one.ru_maxrss for one in found) / 1000


edition, _ = latest(Path())
began, (before, _) = time.perf_counter(), used()
index_site(Path("site"), "nl", noted=noted(edition, Path("overrides/pages")))
after, memory = used()
print(json.dumps({"wall": time.perf_counter() - began, "cpu": after - before, "memory": memory}))
