"""PDF, Word and web pages: the same words become the same promises."""

from __future__ import annotations

import pytest

from loftet.reading.failures import Failure, NotReadable
from loftet.reading.formats import Format, find_format
from loftet.reading.model import Reading
from loftet.reading.reader import read
from tests.reading import samples
from tests.reading.test_reader import outcomes_of, promises_of

REPORTED = [
    "1 | Polisen har gjort 9 trafikkontroller. Av dem var 3 på kvällen. | done | 9 police, 3 police",
    "1 | 11 trafikkontroller har gjorts. | done | 11 police",
    "2 | Planering pågår. | in_progress | ",
    "2 | Kommunen har hållit två trygghetsvandringar. | done | 2 municipality",
    "2 | Polisen har deltagit i en av dem. | done | ",
    "3 | Sju skolor har besökts. | done | 7 police+municipality",
    "3 | Inga skolor har besökts då personal saknades. | not_done | 0 police+municipality",
]


@pytest.mark.parametrize("is_ruled", [True, False], ids=["ruled", "unruled"])
def test_it_reads_a_pdf_table(is_ruled: bool) -> None:
    reading = read(samples.report_pdf(is_ruled=is_ruled), "report.pdf")
    assert [promise.text for promise in reading.promises] == [row[0] for row in samples.REPORTS]
    assert outcomes_of(reading) == REPORTED
    assert [period.label for period in reading.reporting_periods] == ["Tertial 1 2025", "Tertial 2 2025"]


@pytest.mark.parametrize("is_ruled", [True, False], ids=["ruled", "unruled"])
def test_it_reads_a_table_on_over_pages_with_repeated_heads(is_ruled: bool) -> None:
    reading = read(samples.report_pdf(is_ruled=is_ruled, times=8), "report.pdf")
    assert reading.pages is not None
    assert reading.pages > 1
    assert (len(reading.promises), len(reading.outcomes)) == (3 * 8, 7 * 8)
    assert {promise.place.page for promise in reading.promises} == set(range(1, reading.pages + 1))


def test_it_makes_a_row_whole_that_a_page_cut() -> None:
    report = " ".join(f"Därefter har {number} cyklar märkts på skolorna." for number in range(150))
    rows = [
        ("Polisen ska märka cyklar.", f"Polisen har märkt cyklar. {report}"),
        ("Kommunen ska låna ut lokaler.", "Två lokaler."),
    ]
    markup = samples.table(("Löfte", "Resultat"), rows, is_ruled=True, columns="6cm, 3cm")
    reading = read(samples.pdf(markup), "cut.pdf")
    assert [promise.text for promise in reading.promises] == [row[0] for row in rows]
    assert [outcome.promise for outcome in reading.outcomes] == [1, 2]


def test_it_reads_lists_and_headings_of_a_pdf() -> None:
    markup = """= Medborgarlöfte Falun 2025
== Trafik
Polisen ska:
- göra minst två hastighetskontroller i månaden på de stora vägarna in mot centrum och vid kommunens skolor
- besöka samtliga klasser i årskurs 8
== Trygghet
Kommunen ska:
+ sätta upp belysning
+ hålla tre öppna möten"""
    assert promises_of(read(samples.pdf(markup), "list.pdf")) == [
        "Trafik | göra minst två hastighetskontroller i månaden på de stora vägarna in mot centrum och vid kommunens skolor | police",
        "Trafik | besöka samtliga klasser i årskurs 8 | police",
        "Trygghet | sätta upp belysning | municipality",
        "Trygghet | hålla tre öppna möten | municipality",
    ]


def test_it_reads_columns_of_text_one_after_the_other() -> None:
    told = "Vägarna är långa och mörka, och många går till skolan. " * 30
    markup = f"""= Medborgarlöfte Falun 2025
#columns(2)[== Polisen lovar
- Minst två trafikkontroller i månaden.

{told}
#colbreak()
== Kommunen lovar
- Fyra trygghetsvandringar under året.

{told}]"""
    assert promises_of(read(samples.pdf(markup), "columns.pdf")) == [
        "- | Minst två trafikkontroller i månaden. | police",
        "- | Fyra trygghetsvandringar under året. | municipality",
    ]


def test_it_reads_lists_and_merged_cells_of_word() -> None:
    reading = read(samples.promise_docx(), "promise.docx")
    assert promises_of(reading) == [
        "- | Öppna fritidsgården varje lördag. | municipality",
        "Information om droger genom | två föräldramöten per termin | municipality",
        "Trafik | Polisen ska göra minst två trafikkontroller i månaden. | police",
        "Trafik | Kommunen ska hålla fyra trygghetsvandringar under året. | municipality",
        "Trafik | Polisen och kommunen ska tillsammans besöka samtliga högstadieskolor. | police+municipality",
    ]
    assert reading.promises[4].responsible == ("municipality",)


def web_reading() -> Reading:
    return read(samples.WEB_PAGE.encode(), "page.html")


def test_it_reads_the_content_of_a_web_page_and_nothing_around_it() -> None:
    assert promises_of(web_reading()) == [
        "Trafik | Minst två hastighetskontroller i veckan. | police",
        "Trafik | Besök på mc-träffar vid behov. | police",
        "Trygghet i centrum | sätta upp belysning vid torget | municipality",
        "Trygghet i centrum | hålla tre öppna möten | municipality",
    ]


def test_it_reads_cells_that_span_rows_and_columns_of_a_web_page() -> None:
    page = """<main><h1>Medborgarlöfte 2025 i Falun</h1><table>
<tr><th>Område<th>Löfte<th>Utförare</tr>
<tr><td rowspan=2>Trafik<td>Två kontroller i veckan<td>Polis</tr><tr><td>Lägre hastighet vid skolan<td>Kommun</tr>
<tr><td colspan=3>Trygghet</tr><tr><td><td>Tre vandringar<td>Polis/kommun</tr></table>
<p>Mer om löftet finns i kommunens protokoll från den dag då det antogs av styrelsen.</p></main>"""
    assert promises_of(read(page.encode(), "table.html")) == [
        "Trafik | Två kontroller i veckan | police",
        "Trafik | Lägre hastighet vid skolan | municipality",
        "Trygghet | Tre vandringar | police+municipality",
    ]


def test_it_reads_a_table_of_results_with_merged_promises_and_months_without_year() -> None:
    page = """<main><h1>Uppföljning av medborgarlöften 2023 i Falun</h1><table>
<tr><th>Löfte<th>Ansvarig<th>Resultat jan–juni<th>Resultat juli–dec</tr>
<tr><td rowspan=2>Två kontroller i veckan<td>Polisen<td>58 kontroller<td>61 kontroller</tr>
<tr><td>Polisen<td>Tolv av dem på kvällen<td></tr>
<tr><td>Tre möten om droger<td>Kommunens fritidsenhet<td>Ett möte hölls.<td>Inställt</tr></table>
<p>Tabellen visar vad som har gjorts under året som gick, löfte för löfte.</p></main>"""
    reading = read(page.encode(), "table.html")
    assert promises_of(reading) == [
        "- | Två kontroller i veckan | police",
        "- | Tre möten om droger | municipality",
    ]
    assert [(each.promise, each.period, each.state) for each in reading.outcomes if each.period] == [
        (1, "jan–juni", "done"),
        (1, "juli–dec", "done"),
        (1, "jan–juni", "done"),
        (2, "jan–juni", "done"),
        (2, "juli–dec", "not_done"),
    ]
    assert [str(each.to_date) for each in reading.reporting_periods] == ["2023-06-30", "2023-12-31"]


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (samples.scanned_pdf(), Failure.SCANNED),
        (samples.locked_pdf(), Failure.ENCRYPTED_FILE),
        (samples.pdf("#h(1pt)"), Failure.NO_TEXT),
        (b"%PDF-1.7\nnothing more", Failure.DAMAGED_FILE),
        (b"PK\x03\x04nothing more", Failure.DAMAGED_FILE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Failure.OLD_WORD_FORMAT),
        (bytes(range(256)) * 20, Failure.UNKNOWN_FORMAT),
        (b" \n\t", Failure.EMPTY_FILE),
        (b"<html><body><nav>Meny</nav></body></html>", Failure.NO_TEXT),
    ],
    ids=lambda value: value.name if isinstance(value, Failure) else "",
)
def test_it_says_what_cannot_be_read(content: bytes, failure: Failure) -> None:
    with pytest.raises(NotReadable) as raised:
        read(content, "file")
    assert raised.value.failure is failure


def test_it_knows_formats_by_their_bytes_before_their_names() -> None:
    assert find_format(samples.report_pdf(is_ruled=True), "a.txt") is Format.PDF
    assert find_format(b"Polisen lovar", "a.pdf") is Format.TEXT
    assert find_format(b"<p>Polisen lovar", "a") is Format.WEB_PAGE
