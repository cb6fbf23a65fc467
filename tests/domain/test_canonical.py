import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loftet.domain.canonical import NotCanonical, canonical_json, digest, short_digest


class Colour(StrEnum):
    BLUE = "blue"


LARGEST_EXACT = 2**53 - 1
text = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_EXACT, LARGEST_EXACT) | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text.map(str.upper), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None, "å"]}, '{"a":[true,null,"å"],"b":1}'),
        ({"ö": 1, "z": 2, "Z": 3}, '{"Z":3,"z":2,"ö":1}'),
        ("O\u0308stgo\u0308ta", '"Östgöta"'),
        ({"a\u030a": 1}, '{"å":1}'),
        (date(2026, 11, 22), '"2026-11-22"'),
        (datetime(2026, 11, 22, 9, 30, tzinfo=UTC), '"2026-11-22T09:30:00+00:00"'),
        (datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1))), '"2026-11-22T09:30:00+01:00"'),
        ((1, 2), "[1,2]"),
        (Colour.BLUE, '"blue"'),
        (1.5, "1.5"),
        (10.0, "10"),
        ('€$\u000f\n"\\', '"€$\\u000f\\n\\"\\\\"'),
    ],
)
def test_a_value_is_written_in_one_way(value: object, written: str) -> None:
    assert canonical_json(value).decode() == written


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "nan"),
        ([float("inf")], "inf"),
        ({"n": LARGEST_EXACT + 1}, "9007199254740992"),
        (datetime(2026, 11, 22, 9, 30), "time zone"),  # noqa: DTZ001
        (Decimal("1.10"), "Decimal"),
        ({1, 2}, "set"),
        (b"bytes", "bytes"),
        (object(), "object"),
        ({1: "one"}, "not text"),
        ({"å": 1, "a\u030a": 2}, "two keys"),
        ("\ud800", "code"),
        ({"\ud800": 1}, "surrogates"),
    ],
)
def test_what_has_no_single_form_is_refused(value: object, why: str) -> None:
    with pytest.raises(NotCanonical, match=why):
        canonical_json({"value": value} if isinstance(value, bytes) else value)


@given(values)
def test_reading_back_and_writing_again_gives_the_same_bytes(value: object) -> None:
    written = canonical_json(value)
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(text, text, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, str]) -> None:
    if len({unicodedata.normalize("NFC", key) for key in value}) == len(value):
        assert canonical_json(value) == canonical_json(dict(reversed(value.items())))


@given(text)
def test_how_letters_are_composed_does_not_matter(words: str) -> None:
    assert digest(unicodedata.normalize("NFD", words)) == digest(unicodedata.normalize("NFC", words))


def test_the_digest_is_sha_256_of_the_canonical_bytes() -> None:
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
    assert digest(b'{"a":1}') == digest({"a": 1})
    assert digest(b'{ "a": 1 }') != digest({"a": 1})


def test_the_short_digest_is_in_fours() -> None:
    assert short_digest(digest(b"test")) == "9f86 d081 884c 7d65 9a2f"
