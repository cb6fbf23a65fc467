from __future__ import annotations

import pytest

from loftet.documents.model import Block, Document, DocumentNotLawful, Heading, Table, grouped_digest


@pytest.mark.parametrize("levels", [[], [1], [1, 2, 3, 1], [1, 1, 2, 2]])
def test_it_takes_headings_in_order(levels: list[int]) -> None:
    blocks: tuple[Block, ...] = tuple(Heading(level, "x") for level in levels)
    assert Document("T", "sv", blocks).blocks == blocks


@pytest.mark.parametrize("levels", [[0], [2], [1, 3], [1, 2, 1, 3]])
def test_it_refuses_headings_that_skip_a_level(levels: list[int]) -> None:
    with pytest.raises(DocumentNotLawful, match="skips a level"):
        Document("T", "sv", tuple(Heading(level, "x") for level in levels))


@pytest.mark.parametrize(("head", "rows"), [((), ()), (("a", "b"), (("1",),)), (("a",), (("1", "2"),))])
def test_it_refuses_a_table_that_does_not_fit_its_head(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(DocumentNotLawful, match="do not fit its head"):
        Table(head, rows, "Parter")


@pytest.mark.parametrize(
    ("title", "language", "digest", "words"),
    [
        (" ", "sv", "", "a title"),
        ("T", "sv-SE", "", "language code"),
        ("T", "sv", "abc", "no SHA-256 digest"),
    ],
)
def test_it_refuses_a_document_without_the_needful(
    title: str, language: str, digest: str, words: str
) -> None:
    with pytest.raises(DocumentNotLawful, match=words):
        Document(title, language, (), digest=digest)


def test_it_groups_a_digest_in_fours() -> None:
    assert grouped_digest("9f86d081884c") == "9f86 d081 884c"
