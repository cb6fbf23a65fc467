"""The folders on disk: a municipality's pages are written whole beside, and one link is switched at the end.

`public` is a link to the newest site. Beside it stands `public.store`:

    sites/<id>      pages of the country, and a link for each municipality
    places/<slug>/<id>   a municipality's pages, Swedish and English

An id says what the folder was made of, so a folder with the same id holds the same. A folder gets its name
when it is whole; whatever is stopped on the way leaves only parts, which the next build clears away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PART = ".part"


class PublicFolderTaken(Exception):
    """Something that Löftet did not make stands where the public folder is to be."""


@dataclass(frozen=True)
class Store:
    public: Path

    @classmethod
    def at(cls, public: Path) -> Self:
        """The link itself is never followed here; what stands above it is."""
        return cls(public.parent.resolve() / public.name)

    @property
    def root(self) -> Path:
        return self.public.with_name(f"{self.public.name}.store")

    @property
    def sites(self) -> Path:
        return self.root / "sites"

    def places(self, slug: str) -> Path:
        return self.root / "places" / slug

    @property
    def current(self) -> Path | None:
        """The site that readers see."""
        return self.public.resolve() if self.public.is_symlink() and self.public.exists() else None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One builder at a time; the lock goes with the process that holds it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def keep(
        self, folder: Path, files: Mapping[str, bytes | Path], links: Mapping[str, Path], like: Path | None
    ) -> None:
        """Write a whole folder under its name; what is the same in `like` stays the same file."""
        part = _part(folder)
        shutil.rmtree(part, ignore_errors=True)
        for above in {Path(path).parent for path in (*files, *links)}:
            (part / above).mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            _write(f"{part}/{path}", content, like / path if like else None)
        for path, target in links.items():
            (part / path).symlink_to(os.path.relpath(target, (folder / path).parent))
        part.rename(folder)

    def switch(self, site: Path) -> None:
        """Show the site from now on: one rename, before which the old is whole and after which the new is."""
        if self.public.is_dir() and not self.public.is_symlink():
            self._give_way()
        beside = self.root / "public.part"
        beside.unlink(missing_ok=True)
        beside.symlink_to(os.path.relpath(site, self.public.parent))
        beside.replace(self.public)

    def _give_way(self) -> None:
        try:
            self.public.rmdir()
        except OSError as error:
            raise PublicFolderTaken(
                f"{self.public} is a folder with other files: move it away, or choose another PUBLIC_FOLDER."
            ) from error

    def clear(self) -> None:
        """Keep only what is shown: what was withdrawn is then nowhere in the folders any longer."""
        shown = self.current
        used = {link.resolve().parent for link in shown.glob("kommun/*")} if shown else set()
        places = (place for slug in _folders(self.root / "places") for place in _folders(slug))
        unused = [folder for folder in (*_folders(self.sites), *places) if folder not in {shown, *used}]
        for folder in unused:
            # Taken apart under its own name, it would pass for whole where the work is stopped half-way.
            folder.rename(_part(folder))
        for part in self._parts():
            shutil.rmtree(part)
        for note in self.root.glob("places/*/*.json"):
            if not note.with_suffix("").is_dir():
                note.unlink()

    def _parts(self) -> list[Path]:
        return [*self.root.glob(f"sites/*{PART}"), *self.root.glob(f"places/*/*{PART}")]


def _write(path: str, content: bytes | Path, like: Path | None) -> None:
    """The way is a text: a country has so many files that it takes a while to take each way apart."""
    if isinstance(content, Path):
        os.link(content, path)
    elif like is not None and like.is_file() and like.read_bytes() == content:
        os.link(like, path)
    else:
        with open(path, "wb") as file:  # noqa: PTH123 see above
            file.write(content)


def _part(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}{PART}")


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [each for each in folder.iterdir() if each.is_dir() and not each.name.endswith(PART)]
