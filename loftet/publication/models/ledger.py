"""The ledger: one row for each edition in the order of the whole installation, and its signed heads."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .edition import Edition


class LedgerEntry(models.Model):
    """Liggarpost: the leaf that an edition is, and the root of the ledger when it was added (RFC 9162).

    `proof` leads from the leaf to that root, the nearest first. It is made once, and the
    database reckons whether it does.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="entry")
    # Counts from 0, as the standard does: the edition's number less one.
    index = models.PositiveIntegerField()
    leaf_digest = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    proof = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        ordering = ["edition__is_demo", "index"]

    def __str__(self) -> str:
        return f"{self.index}: {self.leaf_digest}"


class Checkpoint(models.Model):
    """Kontrollpunkt: the head of the ledger after one publication, signed (C2SP tlog-checkpoint)."""

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="checkpoint")
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()

    class Meta:
        ordering = ["entry"]

    def __str__(self) -> str:
        return f"{self.size}: {self.root}"
