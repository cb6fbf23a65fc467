"""The command that makes the country: all of it or nothing, with its progress shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from loftet.config.begin import CommandRefused
from loftet.config.demo.country.loading import load_country
from loftet.organisations.models import Organisation, Person
from loftet.publication.models import Edition
from tests.database import Clone
from tests.processes import environment, run_to_end


@pytest.mark.django_db
def test_what_is_stopped_on_the_way_leaves_nothing() -> None:
    def stop(words: str) -> None:
        if "followed up" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_country(municipalities=1, years=1, tell=stop)
    assert not any(each.objects.exists() for each in (Organisation, Edition, Person))


@pytest.mark.django_db
@pytest.mark.parametrize(("municipalities", "years"), [(0, 1), (291, 1), (1, 0), (1, 21)])
def test_there_are_only_so_many_municipalities_and_years(municipalities: int, years: int) -> None:
    with pytest.raises(CommandRefused, match="Choose 1 to"):
        load_country(municipalities=municipalities, years=years, tell=print)


def test_the_command_loads_it_and_shows_how_far_it_has_come(
    committed_database: Clone, tmp_path: Path
) -> None:
    ended = run_to_end(
        "demo",
        "--municipalities",
        "1",
        "--years",
        "1",
        env=environment(
            DATABASE_URL=committed_database.url,
            DATABASE_OWNER_URL=committed_database.owner_url,
            LOFTET_DATA=str(tmp_path),
        ),
        seconds=120,
    )
    assert ended.stdout == "The country is loaded: 1 municipalities, 20 promises, 2 editions.\n", ended.stderr
    assert "1 of 1 municipalities have promised" in ended.stderr
    assert Edition.objects.count() == 2
