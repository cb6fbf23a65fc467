import pytest

from loftet.domain.checkpoint import Checkpoint, NoteNotReadable
from loftet.domain.manifest import ListedFile, Manifest

FILES = {"b/ö ä.html": b"x", "a.html": b"", "c.txt": b"yy"}
HEAD = Checkpoint("loftet.example", 2, bytes(32))


@pytest.mark.parametrize("head", [None, HEAD])
@pytest.mark.parametrize("files", [FILES, {}])
def test_a_manifest_reads_back_as_it_was_written(head: Checkpoint | None, files: dict[str, bytes]) -> None:
    manifest = Manifest.of(files, head)
    assert Manifest.read(manifest.text) == manifest
    assert [each.path for each in manifest.files] == sorted(files)


def test_a_line_is_digest_length_and_path() -> None:
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert str(ListedFile.of("a.html", b"x")) == f"{digest} 1 a.html"


@pytest.mark.parametrize(
    "path",
    ["", "/a", "a/", "a//b", "..", "../a", "a/../b", "./a", "a\nb", "a\\b", "a\u2028b", "manifest.txt"],
)
def test_a_path_stays_in_the_folder(path: str) -> None:
    with pytest.raises(NoteNotReadable):
        ListedFile.of(path, b"")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "other\n",
        Manifest.of(FILES).text + "\n",
        Manifest.of(FILES).text.removesuffix("\n"),
        Manifest.of(FILES).text + f"{'0' * 64} 1 a.html\n",
        f"loftet.manifest.v1\n{'0' * 64} 01 a.html\n",
        "loftet.manifest.v1\nloftet.example\n2\n",
    ],
)
def test_what_is_no_manifest(text: str) -> None:
    with pytest.raises(NoteNotReadable):
        Manifest.read(text)
