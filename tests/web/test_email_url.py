"""EMAIL_URL."""

import pytest

from loftet.web.email_url import EmailUrlUnreadable, parse_email_url


@pytest.mark.parametrize(
    ("url", "port", "uses_tls", "uses_ssl"),
    [
        ("smtp://mail.example.se", 25, False, False),
        ("smtp://mail.example.se:2525/?tls=none", 2525, False, False),
        ("smtp://mail.example.se/?tls=starttls", 587, True, False),
        ("smtp://mail.example.se/?tls=true", 587, True, False),
        ("smtp://mail.example.se/?tls=ssl", 465, False, True),
        ("smtps://mail.example.se", 465, False, True),
    ],
)
def test_it_reads_where_mail_goes(url: str, port: int, uses_tls: bool, uses_ssl: bool) -> None:
    settings = parse_email_url(url)
    assert settings["EMAIL_HOST"] == "mail.example.se"
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (
        port,
        uses_tls,
        uses_ssl,
    )


def test_it_reads_user_and_password_with_odd_characters() -> None:
    settings = parse_email_url("smtp://l%C3%B6ftet%40example.se:p%40ss%2Fw@mail.example.se")
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("löftet@example.se", "p@ss/w")


def test_it_has_nothing_to_say_without_url() -> None:
    assert parse_email_url("") == {}


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.se",
        "http://mail.example.se",
        "smtp://",
        "smtp://a:hemligt@b/?tls=kanske",
        "smtp://a:hemligt@b:99999",
    ],
)
def test_it_says_what_is_wrong_without_the_password(url: str) -> None:
    with pytest.raises(EmailUrlUnreadable) as said:
        parse_email_url(url)
    assert str(said.value).startswith("EMAIL_URL")
    assert "hemligt" not in str(said.value)
