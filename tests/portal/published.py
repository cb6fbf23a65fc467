"""Editions and settings of a test, as the building of the folder asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from loftet.domain.canonical import canonical_json
from loftet.domain.checkpoint import Checkpoint, SigningKey
from loftet.domain.ledger import leaf_hash, root_of
from loftet.domain.withdrawals import Withdrawal
from loftet.portal.assets import make_assets
from loftet.portal.record import Contact, PublishedEdition, PublishedFile
from loftet.portal.rendering import Site
from loftet.portal.source import Head, LedgerState
from tests.portal.examples import content_of


@dataclass
class Published:
    """Editions of a test, as the building of the folder asks for them."""

    editions: list[PublishedEdition]
    key: SigningKey = SigningKey("example.se", b"k" * 32)  # noqa: RUF009 never changed
    told: dict[str, Contact] = field(default_factory=dict)

    def heads(self) -> list[Head]:
        return [
            Head(each.number, each.municipalities, f"{each.envelope_digest} {each.withdrawn_at}")
            for each in self.editions
        ]

    def ledger(self) -> LedgerState:
        leaves = [leaf_hash(entry) for entry in self.entries(0, len(self.editions))]
        note = self.sign(Checkpoint(self.key.name, len(leaves), root_of(leaves)).text)
        last_on = max((each.published_on for each in self.editions), default=None)
        return LedgerState(leaves, note, self.key.public, last_on)

    def entries(self, start: int, stop: int) -> list[bytes]:
        return [canonical_json(each.envelope.to_data()) for each in self.editions[start:stop]]

    def editions_of(self, code: str) -> list[PublishedEdition]:
        return [self._noted(each) for each in self.editions if code in each.municipalities]

    def _noted(self, edition: PublishedEdition) -> PublishedEdition:
        """With the checkpoint that was signed when it was the last."""
        note = self.sign(Checkpoint(self.key.name, edition.number, self.root(edition.number)).text)
        return replace(edition, note=note)

    def root(self, size: int) -> bytes:
        """Of the ledger when it had that many editions."""
        return root_of([leaf_hash(entry) for entry in self.entries(0, size)])

    def contents(self, files: Sequence[PublishedFile]) -> dict[PublishedFile, bytes]:
        return {file: self._content(file) for file in files}

    def _content(self, file: PublishedFile) -> bytes:
        edition = next(each for each in self.editions if each.number == file.edition)
        return content_of(edition.envelope, edition.text or "", file.format)

    def withdrawals(self) -> list[Withdrawal]:
        return [
            Withdrawal(each.number, each.withdrawn_on, each.withdrawal_ground)
            for each in self.editions
            if each.withdrawn_on and each.withdrawal_ground
        ]

    def contacts(self) -> dict[str, Contact]:
        return self.told

    def sign(self, text: str) -> str:
        return self.key.sign(text)


def make_site(**overrides: Any) -> Site:
    """A site as settings make it."""
    site = Site(
        base_url="https://loften.example.se",
        ask="",
        follow="",
        contact_email="trygghet@example.se",
        contact_phone="010-000 00 00",
        map_tiles="",
        map_attribution="",
        assets=make_assets()[0],
    )
    return replace(site, **overrides)
