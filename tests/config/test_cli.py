"""What is wrong is said in one sentence, with what to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from loftet.config.cli import main
from tests.database import Clone
from tests.processes import environment, free_port, run_to_end


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def refusal(*arguments: str, **variables: str) -> str:
    """What the command says on standard error when it does not start: one line."""
    ended = run_to_end(*arguments, env=environment(**variables))
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert ended.stderr.startswith("loftet: ")
    return ended.stderr


@pytest.mark.parametrize("command", ["run", "web"])
def test_a_taken_port_is_said_before_anything_is_started(
    command: str, taken_port: int, committed_database: Clone, tmp_path: Path
) -> None:
    said = refusal(
        command,
        PORT=str(taken_port),
        LOFTET_DATA=str(tmp_path),
        DATABASE_URL=committed_database.url,
        DATABASE_OWNER_URL=committed_database.owner_url,
    )

    assert f"Port {taken_port} is taken" in said
    assert f"PORT={taken_port + 1}" in said
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_none(port: str, tmp_path: Path) -> None:
    assert f"PORT is '{port}'" in refusal("run", PORT=port, LOFTET_DATA=str(tmp_path))


def test_an_unreachable_database_is_named_without_its_password(tmp_path: Path) -> None:
    port = free_port()
    address = f"postgresql://loftet_app:hemligt@127.0.0.1:{port}/loftet"
    said = refusal("web", PORT=str(free_port()), LOFTET_DATA=str(tmp_path), DATABASE_URL=address)

    assert f"127.0.0.1:{port}" in said
    assert "hemligt" not in said


@pytest.mark.parametrize("command", ["run", "migrate", "worker"])
def test_both_roles_the_same(command: str, committed_database: Clone, tmp_path: Path) -> None:
    same = committed_database.owner_url
    said = refusal(
        command, PORT=str(free_port()), LOFTET_DATA=str(tmp_path), DATABASE_URL=same, DATABASE_OWNER_URL=same
    )

    assert "are the same role" in said


def test_the_owner_without_the_role_that_runs(committed_database: Clone, tmp_path: Path) -> None:
    said = refusal("migrate", LOFTET_DATA=str(tmp_path), DATABASE_OWNER_URL=committed_database.owner_url)

    assert "DATABASE_OWNER_URL is set but not DATABASE_URL" in said


def test_migrating_takes_the_owner(committed_database: Clone, tmp_path: Path) -> None:
    said = refusal("migrate", LOFTET_DATA=str(tmp_path), DATABASE_URL=committed_database.url)

    assert "DATABASE_OWNER_URL is not set" in said


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SAML_METADATA": "ingen.xml"}, "SAML_METADATA is 'ingen.xml': no file"),
        ({"SAML_METADATA": __file__}, "that is no metadata of an identity provider"),
        ({"SAML_KEY": __file__}, "SAML_KEY and SAML_CERTIFICATE belong together"),
        ({"OIDC_ISSUER": "https://a.example"}, "OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET"),
        ({"SAML_METADATA": __file__, "OIDC_ISSUER": "https://a.example"}, "an installation has one provider"),
    ],
)
def test_a_provider_that_is_set_half_or_twice(variables: dict[str, str], words: str, tmp_path: Path) -> None:
    assert words in refusal("web", LOFTET_DATA=str(tmp_path), **variables)


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    folder = tmp_path / "file" / "data"

    assert str(folder) in refusal("run", PORT=str(free_port()), LOFTET_DATA=str(folder))


def test_no_database_address_at_all(tmp_path: Path) -> None:
    assert "write postgresql://" in refusal("web", LOFTET_DATA=str(tmp_path), DATABASE_URL="mysql://a@b/c")


def test_an_unreadable_mail_address(tmp_path: Path) -> None:
    said = refusal("web", LOFTET_DATA=str(tmp_path), EMAIL_URL="carrier-pigeon://loft")

    assert "EMAIL_URL" in said
    assert not (tmp_path / "postgres").exists(), "nothing is started for a command that is refused"


@pytest.mark.parametrize("command", ["", "run", "web", "worker", "migrate", "demo", "begin", "messages"])
def test_every_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*filter(None, [command]), "--help"])

    assert ended.value.code == 0
    assert "usage: loftet" in capsys.readouterr().out


def test_the_catalogues_are_checked_by_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["messages", "--check"]) == (1 if capsys.readouterr().out else 0)


def test_the_tests_run_as_the_role_that_runs(db: None) -> None:
    assert settings.DATABASES["default"]["USER"] != settings.DATABASES["owner"]["USER"]
