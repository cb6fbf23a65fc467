"""Which tests go to one worker together, and which are spread, where pytest runs several."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# One site and one browser; a second would cost more than it saves.
TOGETHER = ("tests/browser/",)
# Long tables whose rows stand alone.
SPREAD = {"tests/test_permissions.py", "tests/test_bad_input.py"}


class ByCost(LoadScopeScheduling):
    """A file goes to one worker, so that what it sets up is set up once."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _test = nodeid.partition("::")
        together = next((start for start in TOGETHER if file.startswith(start)), file)
        return nodeid if file in SPREAD else together
