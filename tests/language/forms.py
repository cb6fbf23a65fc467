"""Every form that the grammar knows, one line each; the tests and docs/reference/grammar.md are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "docs/reference/grammar.md"


@dataclass(frozen=True)
class Form:
    """A text and what is read: class, comparator, number (or a range), every, window, per."""

    text: str
    kind: str
    number: str = ""
    every: str = ""
    window: str = ""
    per: str = ""


FORMS = (
    # A count in the period
    Form(
        "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.",
        "count",
        "= 4",
        window="year",
    ),
    Form("Kommun och polis håller dialogmöten 2 gånger under året.", "count", "= 2", window="year"),
    Form("Grannsamverkansmöte hålls minst 1 gång under året.", "count", ">= 1", window="year"),
    Form("Minst 8 nya områden får grannsamverkan.", "count", ">= 8"),
    Form("Polisen gör minst femtio (50) trafikkontroller per kommun.", "count", ">= 50", per="kommun"),
    Form("Minst 50 trafikkontroller i kommunens byar under 2024.", "count", ">= 50", window="year"),
    Form("Grannsamverkan utvecklas genom minst två nya uppstartsmöten.", "count", ">= 2"),
    Form("Minst 4 stycken trygghetsvandringar under perioden.", "count", ">= 4", window="period"),
    Form("Ett 15-tal tillsynsbesök i krogmiljö.", "count", "~ 15"),
    Form("Ett hundratal besök hos handlare.", "count", "~ 100"),
    Form("Ca 20 hastighetskontroller utanför skolor.", "count", "~ 20"),
    Form("Högst tre öppna evenemang under 2024–2025.", "count", "<= 3", window="period"),
    Form("Tre till fyra föräldramöten hålls.", "count", "= 3–4"),
    Form("Kommunen sätter upp 3 st. fasta kameror.", "count", "= 3"),
    Form("Två medborgardialoger ska hållas.", "count", "= 2"),
    Form("Parterna håller minst ett dussin informationsträffar under 2026.", "count", ">= 12", window="year"),
    Form("Kommunen delar ut 1 000 reflexvästar under året.", "count", "= 1000", window="year"),
    Form("Kommunen planterar minst hundratjugo träd längs cykelvägen.", "count", ">= 120"),
    Form("Kommunen gör cirka 20 till 25 hembesök hos äldre.", "count", "~ 20–25"),
    Form("Minst 10 (tio) cykelkontroller genomförs.", "count", ">= 10"),
    Form("Uppemot femtio ungdomar erbjuds feriejobb.", "count", "~ 50"),
    Form(
        "Kommunen ska hålla åtminstone 6 dialogkaféer under löftesperioden.", "count", ">= 6", window="period"
    ),
    Form("Under 2025 och 2026 anordnar kommunen sex temakvällar.", "count", "= 6", window="period"),
    # How often
    Form("Polisen bjuder in centrumföreningen till dialogmöte 1 gång/år.", "frequency", "= 1", "year"),
    Form("Polisen gör 20-minuters kontroller varje månad.", "frequency", ">= 1", "month"),
    Form("Minst en trafikinsats i veckan.", "frequency", ">= 1", "week"),
    Form("Lägesbilden stäms av månadsvis.", "frequency", ">= 1", "month"),
    Form("Uppföljning sker tertialvis.", "frequency", ">= 1", "tertial"),
    Form("Parterna möts kvartalsvis.", "frequency", ">= 1", "quarter"),
    Form("Parterna genomför den årliga trygghetsvandringen.", "frequency", ">= 1", "year"),
    Form("Samverkansmöten hålls varannan onsdag.", "frequency", ">= 1", "two_weeks"),
    Form("Avstämning var fjortonde dag.", "frequency", ">= 1", "two_weeks"),
    Form("Medborgardialoger hålls minst varannat år.", "frequency", ">= 1", "two_years"),
    Form("Föräldramöte en gång i halvåret.", "frequency", "= 1", "half_year"),
    Form("Polisen besöker fritidsgården två gånger per termin.", "frequency", "= 2", "half_year"),
    Form("Trygghetsvandring 2 ggr/år.", "frequency", "= 2", "year"),
    Form("Förstärkt närvaro alla fredags- och lördagskvällar.", "frequency", ">= 2", "week"),
    Form("Daglig fotpatrull i centrum.", "frequency", ">= 1", "day"),
    Form(
        "Tillsyn minst en gång per år och försäljningsställe.",
        "frequency",
        ">= 1",
        "year",
        per="försäljningsställe",
    ),
    Form("Invånardialoger hålls tre till fyra gånger per år.", "frequency", "= 3–4", "year"),
    Form(
        "Kommunen bjuder in till trygghetsvandring två gånger i månaden.",
        "frequency",
        "= 2",
        "month",
    ),
    Form("Fältgruppen nattvandrar varannan månad.", "frequency", ">= 6", "year"),
    Form("Kommunen rapporterar en gång varannan månad till rådet.", "frequency", "= 6", "year"),
    Form("Uppföljning görs var tredje månad.", "frequency", ">= 1", "quarter"),
    Form("Vi besöker 3–4 skolor per termin.", "frequency", "= 3–4", "half_year"),
    Form("Områdespolisen gör 5-10 st krogbesök i kvartalet.", "frequency", "= 5–10", "quarter"),
    Form("Kommunen erbjuder 1–2 föräldrakurser/termin.", "frequency", "= 1–2", "half_year"),
    Form("Upp till fem ordningsvakter tjänstgör varje helg.", "frequency", "<= 5", "week"),
    Form("Inte fler än tre festivaler per år hålls på torget.", "frequency", "<= 3", "year"),
    Form("Det blir fler än 10 nykterhetskontroller per månad.", "frequency", ">= 10", "month"),
    Form("Ordningsvakterna går i snitt tre per vecka genom parken.", "frequency", "= 3", "week"),
    Form("Fritidsgården håller öppet två gånger om dagen.", "frequency", "= 2", "day"),
    Form("Varje tertial redovisar kommunen minst tre platsbesiktningar.", "frequency", ">= 3", "tertial"),
    Form("Kommunen går igenom tunnlarna en gång vartannat år.", "frequency", "= 1", "two_years"),
    Form("Minst en insats per vecka och bostadsområde.", "frequency", ">= 1", "week", per="bostadsområde"),
    Form("Ett par gånger om året bjuder vi in till dialog.", "frequency", "~ 2", "year"),
    # Time
    Form("Polisen är synlig på torget 1,5 timmar varje lördag.", "time_amount", "= 1.5", "week"),
    Form("Polisen lägger minst 40 timmar i månaden på fotpatrull.", "time_amount", ">= 40", "month"),
    Form("Polisen verkar i kommunen minst två timmar per vecka.", "time_amount", ">= 2", "week"),
    Form("Områdespolisen är på plats 2,5 timmar i veckan.", "time_amount", "= 2.5", "week"),
    Form("Arbetet motsvarar två heltidstjänster under ett år.", "time_amount", "= 2", window="year"),
    # Done once
    Form("Kommunen ska implementera rutinen i skolorna.", "milestone"),
    Form("Arbetet med materialet kommer att påbörjas.", "milestone"),
    Form("Kommunen ska upprätta ett trafiksäkerhetsråd.", "milestone"),
    Form("Ett forum startas för dem som arbetar med unga.", "milestone"),
    Form("En drogpolicy för grundskolan.", "milestone"),
    # Goes on
    Form("Polisen ska löpande delta i samverkan.", "continuous"),
    Form("Kommunen fortsätter att implementera arbetssättet.", "continuous"),
    Form("Återkommande kontroller mot vapen.", "continuous"),
    Form("Samverkansgruppen möts var sjätte vecka.", "continuous"),
    # On demand
    Form("Polisen gör förebyggande insatser vid behov.", "on_demand"),
    Form("Kommunen stöttar när behov uppstår.", "on_demand"),
    Form("Snabba riktade insatser vid pågående seriebrottslighet.", "on_demand"),
    Form("Klotter saneras skyndsamt.", "on_demand"),
    Form("Polisen deltar när föreningar bjuder in.", "on_demand"),
    Form("Vill någon påverka miljön så lovar vi en trygghetsvandring.", "on_demand"),
    # Bound to the calendar
    Form("Parterna håller dialogmöten i januari.", "calendar"),
    Form("Extra patruller under sommarperioden.", "calendar"),
    Form("Polisen är synlig vid större evenemang.", "calendar"),
    # Reaches a group
    Form("Kommunen informerar elever i årskurs 8, deras föräldrar och skolpersonal.", "target_group"),
    Form("Områdespolisen besöker samtliga grundskolor.", "target_group"),
    # Countable, without number
    Form("Polisen gör riktade insatser mot öppen narkotikahandel.", "unquantified"),
    Form("Flera platsbesiktningar genomförs.", "unquantified"),
    Form("Kommunen sätter upp kameror på fler platser.", "unquantified"),
    Form("Polisen fotpatrullerar i centrum.", "unquantified"),
    # A direction
    Form("Parterna ska verka för ökad trygghet.", "direction"),
    Form("Kommunen ska se över förebyggande åtgärder.", "direction"),
    Form("Polisen ska synas mer i kommunen.", "direction"),
)

# Numbers that count nothing.
NO_NUMBERS = (
    "Kommunen informerar elever i årskurs 8.",
    "Kommunen informerar elever i årskurs 7–9.",
    "Polisen söker upp unga som är 21 år och yngre.",
    "Kontakt tas inom 24 timmar.",
    "Polisen genomför 20-minuters kontroller.",
    "Arbetet följer lag 2023:196.",
    "Kommunen stärker de två skolorna.",
    "Kontroll på väg 50 utanför skolan.",
    "Kommunpolisen ringer 010-123 45 67 vid behov.",
    "Ordningsvakter finns i parken vid behov 16–24.",
    "Kommunen lägger 0,5 miljoner kronor på belysning.",
    "Tre av fyra skolor får besök.",
    "Klotter tas bort senast den 31 mars.",
)


def reference() -> str:
    """docs/reference/grammar.md, made of the table above."""
    rows = (
        f"| {form.text} | {form.kind} | {form.number} | {form.every} | {form.window} | {form.per} |"
        for form in FORMS
    )
    return "\n".join([_HEAD, *rows, _TAIL.format(examples="\n".join(f"- {text}" for text in NO_NUMBERS))])


_HEAD = """# The grammar of commitments

What `loftet.language.parse_commitments` reads out of a promise, form by form. The page is written from the table that
the tests run (`tests/language/forms.py`); `python -m tests.language.forms` writes it anew.

Numbers stand in digits or words, with a comparator (`>=` minst, `<=` högst, `~` cirka, drygt, ett 15-tal) or exactly (`=`).
"Varje månad" without a number is at least one a month.

| text | class | number | every | window | per |
|---|---|---|---|---|---|"""
_TAIL = """
## Numbers that count nothing

{examples}

## What is missed, and why

- A number that only a heading or lead-in gives ("Minst två av följande:") belongs to the document, not to the sentence:
  the reading of documents hands such a line down.
- "Termin" is counted as a half year, "varannan månad" as six times a year. "Var tredje vecka" is no cadence that Löftet
  counts by: it is read as what goes on, without a number.
- "Fler än 10" is read as at least the number that it names; a share ("hälften", "75 procent") is no number of acts.
- Verbs name no unit: "träffas en gång i veckan" counts times.
- Only the first 10 000 characters are read; a promise is at most 5 000.
- Whether a group is the whole of itself ("besöka fritidsgårdarna") is told only by "alla", "samtliga" or "varje".
- A list of things after one number ("två möten och vandringar") is one commitment.
"""


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
