import json
from typing import Any

import pytest

from loftet.domain.addresses import address_name, municipality_address
from loftet.domain.canonical import canonical_json
from loftet.domain.edition import SCHEMA, EditionKind, Envelope, identifier_of, leaf_of
from loftet.domain.fields import DocumentNotReadable
from loftet.domain.ledger import leaf_hash
from loftet.domain.municipalities import MUNICIPALITIES
from tests.domain.editions import make_envelope


def as_stored(envelope: Envelope) -> Any:
    return json.loads(canonical_json(envelope.to_data()))


@pytest.mark.parametrize("envelope", [make_envelope(), make_envelope(replaces=None, approvals=())])
def test_an_envelope_reads_back_as_it_was_written(envelope: Envelope) -> None:
    data = as_stored(envelope)
    assert data["schema"] == SCHEMA
    assert Envelope.from_data(data) == envelope


@pytest.mark.parametrize(
    ("name", "value"),
    [("schema", "other"), ("published_on", None), ("kind", "other"), ("replaces", {}), ("number", "4")],
)
def test_what_is_no_envelope(name: str, value: object) -> None:
    with pytest.raises(DocumentNotReadable):
        Envelope.from_data({**as_stored(make_envelope()), name: value})


def test_the_leaf_is_the_hash_of_the_canonical_envelope() -> None:
    data = make_envelope().to_data()
    assert leaf_of(data) == leaf_hash(canonical_json(data))
    assert leaf_of(data) != leaf_of(make_envelope(number=5).to_data())


def test_an_identifier_is_an_address() -> None:
    assert identifier_of("0580", 2024, EditionKind.PROMISE_SET, 1) == "linkoping/2024/medborgarlofte/1"
    found = {identifier_of("0580", 2024, kind, 1) for kind in EditionKind}
    assert len(found) == len(EditionKind)


def test_every_municipality_has_an_address_of_its_own() -> None:
    addresses = {municipality_address(each.code) for each in MUNICIPALITIES}
    assert len(addresses) == len(MUNICIPALITIES)
    assert (municipality_address("0643"), municipality_address("0305")) == ("habo", "habo-0305")
    assert address_name("Upplands Väsby") == "upplands-vasby"
