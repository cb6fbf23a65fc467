"""The agreements of the demo, one in each state of life; facts from published documents, words our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far the demo brings an agreement."""

    DRAFT = "draft"
    SHARED = "shared"
    PARTLY_SIGNED = "partly_signed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"
    SECOND_VERSION = "second_version"


@dataclass(frozen=True)
class Seat:
    """A position at one of the cast's organisations; the leader of the strategic council is marked."""

    organisation: str
    position: str
    leads: bool = False


@dataclass(frozen=True)
class DemoAgreement:
    """`signatories` names who signs for each party, by its key in the cast; the first party owns it.

    `reason` says why it ended, or why a second version is written, to which `added_area` comes.
    """

    stage: Stage
    title: str
    purposes: tuple[str, ...]
    areas: tuple[str, ...]
    starts_on: date
    ends_on: date
    municipalities: tuple[str, ...]
    signatories: Mapping[str, str]
    council: tuple[Seat, ...]
    decision_reference: str = ""
    reason: str = ""
    added_area: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(self.signatories)


CHIEF = "Lokalpolisområdeschef"
LINKOPING_2023 = "Trygghet i Linköping 2023"
EXECUTIVE = "Kommundirektör"


def demo_agreements(today: date) -> tuple[DemoAgreement, ...]:
    """The demo never grows old: its years are counted from `today`."""
    year = today.year
    return (
        _linkoping_2023(),
        _linkoping(year),
        _linkoping_cameras(year),
        _ljungsbro(year),
        _two_cities(year),
        _ljungby(year),
        _ljungby_centre(year),
        _lekeberg_ended(year),
        _lekeberg(year),
    )


def _linkoping_2023() -> DemoAgreement:
    """A year that is past, whoever starts the demo when: its follow-up is of what was published."""
    return DemoAgreement(
        stage=Stage.IN_FORCE,
        title=LINKOPING_2023,
        purposes=("Fler känner sig trygga, och färre unga kommer i kontakt med narkotika.",),
        areas=("Narkotika", "Trygghet", "Trafiksäkerhet"),
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 12, 31),
        municipalities=("Linköping",),
        signatories={"linkoping": EXECUTIVE, "linkoping_police": CHIEF},
        council=(Seat("linkoping", EXECUTIVE, leads=True), Seat("linkoping_police", CHIEF)),
        decision_reference="Kommunstyrelsens beslut om samverkan med polisen",
    )


def _linkoping(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.IN_FORCE,
        title=f"Trygghet i Linköping {year}–{year + 1}",
        purposes=(
            "Färre unga kommer i kontakt med narkotika.",
            "Fler känner sig trygga på torg, i parker och vid hållplatser.",
            "Trafiken blir lugnare där buskörning stör.",
        ),
        areas=(
            "Narkotika: sök med hund i skolmiljö, skolornas rutin och tillsyn i krogmiljö",
            "Trygghet: platsbesiktningar, kameror och insatser mot organiserad brottslighet",
            "Trafiksäkerhet: kontroller och åtgärder i trafikmiljön",
        ),
        starts_on=date(year, 1, 1),
        ends_on=date(year + 1, 12, 31),
        municipalities=("Linköping",),
        signatories={
            "linkoping": EXECUTIVE,
            "linkoping_police": CHIEF,
            "linkoping_committee": "Nämndens ordförande",
        },
        council=(
            Seat("linkoping", EXECUTIVE, leads=True),
            Seat("linkoping", "Skoldirektör"),
            Seat("linkoping_police", CHIEF),
            Seat("linkoping_committee", "Nämndens ordförande"),
        ),
        decision_reference="Kommunstyrelsens beslut om samverkan med polisen",
    )


def _linkoping_cameras(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.DRAFT,
        title="Kameror på otrygga platser",
        purposes=("Brott på utsatta platser förebyggs, upptäcks och kan utredas.",),
        areas=("Kamerabevakning på allmän plats och vid hållplatser",),
        starts_on=date(year + 1, 1, 1),
        ends_on=date(year + 2, 12, 31),
        municipalities=("Linköping",),
        signatories={
            "linkoping": EXECUTIVE,
            "linkoping_police": CHIEF,
            "linkoping_housing": "Verkställande direktör",
        },
        council=(Seat("linkoping", EXECUTIVE, leads=True), Seat("linkoping_police", CHIEF)),
        decision_reference="Handlingsplanen för trygghetsskapande åtgärder på allmän plats, oktober 2021",
    )


def _ljungsbro(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.DRAFT,
        title="Platssamverkan i Ljungsbro",
        purposes=("Buskörning med bilar och A-traktorer upphör att göra Ljungsbro otryggt.",),
        areas=("Riktade trafikkontroller", "Åtgärder i gatumiljön efter gemensam platsbesiktning"),
        starts_on=date(year + 1, 2, 1),
        ends_on=date(year + 1, 12, 31),
        municipalities=("Linköping",),
        signatories={"linkoping_police": CHIEF, "linkoping": EXECUTIVE},
        council=(),
    )


def _two_cities(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.PARTLY_SIGNED,
        title="Linköping och Norrköping mot organiserad brottslighet",
        purposes=(
            "Kriminella nätverk som rör sig mellan länets två största kommuner möter samma motstånd i båda.",
            "Förtroendevalda och anställda skyddas mot otillåten påverkan.",
        ),
        areas=(
            "Otillåten påverkan: samtidiga och likvärdiga enkäter i båda kommunerna",
            "Lokal operativ samverkan (LOS) som växer till en regional",
            "Välfärdsbrott, även i bostadsbolagen",
            "Gemensam utbildning och kommunikation",
        ),
        starts_on=date(year + 1, 1, 1),
        ends_on=date(year + 3, 12, 31),
        municipalities=("Linköping", "Norrköping"),
        signatories={
            "linkoping": EXECUTIVE,
            "norrkoping": EXECUTIVE,
            "linkoping_police": CHIEF,
            "norrkoping_police": CHIEF,
        },
        council=(
            Seat("linkoping", "Säkerhetschef", leads=True),
            Seat("norrkoping", "Säkerhetschef"),
            Seat("linkoping_police", CHIEF),
            Seat("norrkoping_police", CHIEF),
        ),
        decision_reference="Kommunstyrelsen i Linköping, om Norrköping fattar motsvarande beslut",
    )


def _ljungby(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.SIGNED,
        title=f"Trygga Ljungby {year + 1}",
        purposes=(
            "Ljungby förblir en trygg kommun, också för den som är ute på kvällen.",
            "Fler vet hur man skyddar sig mot droger, bedrägeri och inbrott.",
        ),
        areas=(
            "Klotter och skadegörelse",
            "Narkotika: kunskap, drogtester och mätningar i avloppsvattnet",
            "Bedrägeri",
            "Trafik: tjugominuterskontroller och hastighet utanför skolor",
            "Inbrott och våld: dialogmöten, trygghetsvandringar och grannsamverkan",
        ),
        starts_on=date(year + 1, 1, 1),
        ends_on=date(year + 1, 12, 31),
        municipalities=("Ljungby",),
        signatories={"ljungby": "Kommunchef", "ljungby_police": CHIEF},
        council=(Seat("ljungby", "Kommunchef", leads=True), Seat("ljungby_police", CHIEF)),
        decision_reference="Kommunstyrelsens beslut efter årets trygghetsmätning",
    )


def _ljungby_centre(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.SECOND_VERSION,
        title="Tryggt centrum i Ljungby",
        purposes=("Butiker och besökare slipper bråk och hotfulla situationer i centrum.",),
        areas=("Riktade insatser på platser där många känner sig otrygga", "Dialogmöte en gång om året"),
        starts_on=date(year, 1, 1),
        ends_on=date(year + 1, 12, 31),
        municipalities=("Ljungby",),
        signatories={
            "ljungby": "Kommunchef",
            "ljungby_police": CHIEF,
            "ljungby_centre": "Ordförande",
        },
        council=(Seat("ljungby", "Kommunchef", leads=True), Seat("ljungby_centre", "Ordförande")),
        decision_reference="Överenskommet vid dialogmötet med centrumföreningen",
        reason="Hyresvärdarna bjuds in till dialogmötet, så som parterna kom överens om i våras.",
        added_area="Dialogmöte med hyresvärdar en gång om året",
    )


def _lekeberg_ended(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.ENDED,
        title=f"Trygghet i Lekeberg {year - 1}–{year}",
        purposes=("Det som över sjuhundra invånare svarade i enkäten styr vad polis och kommun gör.",),
        areas=(
            "Narkotika och alkohol",
            "Trafik: nykterhet och hastighet",
            "Badplatserna Lanna badgruva och Leken",
            "Polisen på plats minst två timmar i veckan",
        ),
        starts_on=date(year - 1, 1, 1),
        ends_on=date(year, 12, 31),
        municipalities=("Lekeberg",),
        signatories={"lekeberg": EXECUTIVE, "orebro_police": CHIEF},
        council=(Seat("lekeberg", EXECUTIVE, leads=True), Seat("orebro_police", CHIEF)),
        decision_reference="Lekebergs brottsförebyggande råd",
        reason="Parterna har skrivit en ny överenskommelse, som bygger vidare på den här.",
    )


def _lekeberg(year: int) -> DemoAgreement:
    return DemoAgreement(
        stage=Stage.SHARED,
        title=f"Trygghet i Lekeberg {year + 1}–{year + 2}",
        purposes=(
            "En gemensam lägesbild styr var polisen och kommunen lägger sin kraft.",
            "Badplatserna är trygga för besökare och boende.",
        ),
        areas=(
            "Narkotika och alkohol",
            "Trafiksäkerhet",
            "Badplatser",
            "Samverkan med socialtjänst och skola",
        ),
        starts_on=date(year + 1, 1, 1),
        ends_on=date(year + 2, 12, 31),
        municipalities=("Lekeberg",),
        signatories={"lekeberg": EXECUTIVE, "orebro_police": CHIEF},
        council=(Seat("lekeberg", EXECUTIVE, leads=True), Seat("orebro_police", CHIEF)),
        decision_reference="Lekebergs brottsförebyggande råd",
    )
