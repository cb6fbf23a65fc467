"""Editions for the tests of this room, made by its services."""

from __future__ import annotations

from loftet.domain.checkpoint import Checkpoint as Head
from loftet.domain.checkpoint import open_checkpoint
from loftet.organisations.actor import Actor
from loftet.organisations.models import Role
from loftet.promises import services as promises
from loftet.promises.models import PromiseSet
from loftet.publication import services
from loftet.publication.keys import public_key
from loftet.publication.models import Edition
from tests.factories import Cast, make_actor
from tests.promises.making import add, fresh, rewrite_details, running, sign_all


def published(cast: Cast) -> Edition:
    """Linköping's running set, published by Asta."""
    return services.publish_promise_set(by=cast.asta, promise_set=running(cast))


def second_version(cast: Cast, promise_set: PromiseSet) -> PromiseSet:
    """Another version with one promise more, signed by all and let out."""
    promises.start_new_version(by=cast.asta, promise_set=fresh(promise_set), reason="Ett löfte till.")
    add(cast, fresh(promise_set), title="Vi svarar", text="Kommunen ska genomföra 3 möten under året.")
    rewrite_details(cast, promise_set, introduction="Nu med ett till.")
    promises.share_set(by=cast.asta, promise_set=fresh(promise_set))
    sign_all(cast, fresh(promise_set))
    return fresh(promises.make_ready(by=cast.asta, promise_set=fresh(promise_set)))


def republished(cast: Cast) -> Edition:
    """The second edition of the same set."""
    first = published(cast)
    promise_set = second_version(cast, PromiseSet.objects.get(pk=first.record_id))
    return services.publish_promise_set(by=cast.asta, promise_set=promise_set)


def registrar(cast: Cast) -> Actor:
    return make_actor(Role.REGISTRAR, organisation=cast.asta.organisation, name="Rut")


def head_of(edition: Edition) -> Head:
    """The checkpoint of the edition, its signature checked."""
    return open_checkpoint(edition.entry.checkpoint.note, public_key(is_demo=edition.is_demo))
