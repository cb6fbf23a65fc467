"""The citizen promises of the demo: Ljungby's, one that runs and one that is being written; words our own."""

from __future__ import annotations

from datetime import date, timedelta

from loftet.agreements.models import Agreement
from loftet.agreements.versions import seats_of
from loftet.promises import services
from loftet.promises.content import PromiseContent, SetContent
from loftet.promises.models import PromiseSet
from loftet.publication.services import publish_promise_set

from .acting import sign_for
from .days import clock_at
from .world import World

PROMISES = (
    PromiseContent(
        focus_area="Klotter och skadegörelse",
        title="Klotter försvinner snabbt",
        text="Kommunen polisanmäler och sanerar klotter på kommunens byggnader skyndsamt.",
        why="Klotter som får sitta kvar gör att platsen känns övergiven.",
    ),
    PromiseContent(
        focus_area="Narkotika",
        title="Vi mäter droger i avloppsvattnet",
        text="Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.",
        background="Det som har använts i kommunen syns i vattnet. Ingen enskild kan spåras.",
        why="Vi behöver veta vilka droger som finns för att kunna göra rätt saker.",
        baseline="2 mätningar förra året.",
    ),
    PromiseContent(
        focus_area="Narkotika",
        title="Föräldrar i årskurs 8 får veta mer",
        text="Kommunen och polisen informerar elever i årskurs 8 och deras föräldrar om droger.",
        why="Den som vet mer vågar fråga tidigare.",
    ),
    PromiseContent(
        focus_area="Trafik",
        title="Tjugominuterskontroller varje månad",
        text="Polisen gör minst 2 tjugominuterskontroller varje månad utanför skolor.",
        why="Många bilar kör för fort där barn går till skolan.",
        baseline="Ingen räkning är gjord.",
    ),
    PromiseContent(
        focus_area="Trygghet",
        title="Vi går trygghetsvandringar",
        text="Kommunen och polisen ska genomföra 2 trygghetsvandringar under året.",
        why="Boende visar platserna som känns otrygga, så att de kan bli bättre.",
    ),
    PromiseContent(
        focus_area="Trygghet",
        title="Dialog med handeln i centrum",
        text="Polisen bjuder in centrumföreningen till dialogmöte 1 gång/år.",
        why="Butikerna ser tidigt när något håller på att hända.",
    ),
)


def write_promises(world: World, *, today: date) -> None:
    """A set that runs this year and is published; next year's as a draft."""
    with clock_at(min(today, date(today.year, 1, 12))):
        _write_running(world, today.year)
    with clock_at(today - timedelta(days=3)):
        _draft(world, f"Trygga Ljungby {today.year + 1}", today.year + 1, PROMISES[:3])


def _write_running(world: World, year: int) -> None:
    owner = world.coordinator("ljungby")
    running = _draft(world, "Tryggt centrum i Ljungby", year, PROMISES)
    version = services.share_set(by=owner, promise_set=running)
    for seat in seats_of(version):
        sign_for(world, running, world.key_of(seat.organisation), seat.position)
    services.make_ready(by=owner, promise_set=running)
    publish_promise_set(by=owner, promise_set=running)


def _draft(world: World, agreement: str, year: int, promises: tuple[PromiseContent, ...]) -> PromiseSet:
    owner = world.coordinator("ljungby")
    drafted = services.draft_set(
        by=owner,
        agreement=Agreement.objects.get(title=agreement, owner=owner.organisation),
        content=SetContent(
            title=f"Medborgarlöfte för Ljungby {year}",
            introduction="Så här arbetar polisen och kommunen tillsammans för ett tryggt Ljungby.",
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            municipalities=("0781",),
        ),
    )
    for content in promises:
        services.add_promise(by=owner, promise_set=drafted, content=content)
    drafted.refresh_from_db()
    return drafted
