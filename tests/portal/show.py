"""Builds the small country of the tests into a folder, to look at: python -m tests.portal.show FOLDER."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from loftet.portal.building import build  # noqa: E402
from loftet.portal.store import Store  # noqa: E402
from tests.portal.progress_examples import with_progress  # noqa: E402
from tests.portal.published import Published, make_site  # noqa: E402

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.parent.mkdir(parents=True, exist_ok=True)
    build(Published(with_progress()), Store.at(folder), make_site(), tell=lambda words: None)
