"""Enums whose members say in English what they mean; reference pages are made of it."""

from enum import StrEnum
from typing import Self


class DocumentedEnum(StrEnum):
    """Each member is written `NAME = "stored_value", "What it means."`."""

    meaning: str

    # The default lets a member be found by its stored value alone; every member is given a meaning.
    def __new__(cls, value: str, meaning: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member
