"""What Linköping and its police told of 2023, by tertial: facts of the published follow-up, words our own.

The first tertial stands empty and without days in what was published, the second begins on 7 June.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from loftet.domain.cells import CELL_OF, NotDoneReason, OutcomeState
from loftet.domain.counts import counted
from loftet.domain.party_account import AccountText, CountText, NotDoneText
from loftet.followup.content import PeriodContent
from loftet.promises.content import PromiseContent

POLICE, MUNICIPALITY = "linkoping_police", "linkoping"
TOGETHER = (POLICE, MUNICIPALITY)
SOURCE = "Publicerad uppföljning av medborgarlöften 2023"

PERIODS = (
    PeriodContent("Tertial 1 2023", is_read=True),
    PeriodContent("Tertial 2 2023", date(2023, 6, 7), date(2023, 8, 31), date(2023, 9, 29), is_read=True),
    PeriodContent("Tertial 3 2023", date(2023, 9, 1), date(2023, 12, 31), date(2024, 1, 31), is_read=True),
)
PROMISES = (
    PromiseContent(
        "Narkotika", "Narkotikahund i skolorna", "Polisen ska söka efter narkotika med hund i skolmiljö."
    ),
    PromiseContent(
        "Narkotika",
        "Skolorna vet vad de ska göra",
        "Kommunen ska införa rutinen för att upptäcka narkotika i de kommunala skolorna.",
    ),
    PromiseContent(
        "Narkotika", "Tillsyn i krogmiljö", "Polisen och kommunen ska göra insatser och tillsyner på krogar."
    ),
    PromiseContent(
        "Trygghet",
        "Platser blir tryggare",
        "Polisen och kommunen ska göra platsbesiktningar som leder till bättre belysning och skötsel.",
    ),
    PromiseContent(
        "Trygghet", "Kameror på fler platser", "Polisen och kommunen ska sätta upp kameror på fler platser."
    ),
    PromiseContent(
        "Trygghet",
        "Insatser mot organiserad brottslighet",
        "Polisen och kommunen ska göra myndighetsgemensamma insatser mot organiserad brottslighet.",
    ),
    PromiseContent(
        "Trafiksäkerhet",
        "Lugnare hastigheter",
        "Polisen ska göra trafikkontroller och kommunen ska göra åtgärder i trafikmiljön.",
    ),
    PromiseContent(
        "Trafiksäkerhet",
        "Mindre buskörning",
        "Polisen ska göra riktade insatser och kommunen ska se över trafikmiljön där A-traktorer stör.",
    ),
)


@dataclass(frozen=True)
class Told:
    """What one party told of one promise in one tertial; a count is a number, a unit and who took part."""

    outcome: OutcomeState
    words: str
    counts: tuple[tuple[float | None, str, tuple[str, ...]], ...] = ()
    why: NotDoneText | None = None

    def account(self, key: str, organisations: Mapping[str, int]) -> AccountText:
        counts = tuple(
            CountText(
                key=f"{key}-{line}",
                commitment="",
                unit=unit,
                number=number,
                is_approximate=False,
                parties=tuple(sorted(organisations[each] for each in parties)),
                starts_on=None,
                ends_on=None,
            )
            for line, (number, unit, parties) in enumerate(self.counts)
        )
        state = CELL_OF[self.outcome, counted([each.count(0, 0) for each in counts])]
        return AccountText(
            state,
            counts,
            (self.why,) if self.why else (),
            has_uncounted=any(number is None for number, _unit, _parties in self.counts),
            words=self.words,
        )


_DONE, _GOES_ON, _NOT = OutcomeState.DONE, OutcomeState.IN_PROGRESS, OutcomeState.NOT_DONE
_BY_POLICE, _BY_MUNICIPALITY = (POLICE,), (MUNICIPALITY,)

# By the promise's place, the tertial and the party. What nobody told is left out.
TOLD: Mapping[tuple[int, int, str], Told] = {
    (1, 2, POLICE): Told(
        _NOT,
        "Inga sök, eftersom skolorna hade sommarlov. Sök planeras till nästa tertial.",
        why=NotDoneText(NotDoneReason.CLOSED, "Skolorna hade sommarlov.", None),
    ),
    (1, 3, POLICE): Told(
        _DONE, "Fem sök med hund i kommunala skolor.", ((5, "narkotikasök med hund", _BY_POLICE),)
    ),
    (2, 2, MUNICIPALITY): Told(_GOES_ON, "Rutinen är beslutad och skickad till alla kommunala skolor."),
    (2, 3, MUNICIPALITY): Told(_GOES_ON, "Alla rektorer har läst rutinen. Den håller på att införas."),
    (3, 2, POLICE): Told(
        _DONE,
        "Ett antal krogtillsyner tillsammans med kommunen, bland annat under stadsfesten.",
        ((None, "krogtillsyner", TOGETHER),),
    ),
    (3, 3, POLICE): Told(
        _DONE, "14 tillsynsbesök tillsammans med kommunen.", ((14, "tillsynsbesök", TOGETHER),)
    ),
    (3, 3, MUNICIPALITY): Told(
        _DONE, "12 egna tillsynsbesök utöver de gemensamma.", ((12, "tillsynsbesök", _BY_MUNICIPALITY),)
    ),
    (4, 2, POLICE): Told(
        _DONE, "Platsbesiktning av Majeldstorget. Platssamverkan kring Lilla torget och S:t Larsparken."
    ),
    (4, 3, POLICE): Told(
        _DONE,
        "Platsbesiktningar bland annat i Lambohov och Ljungsbro, tillsammans med kommunen.",
        ((None, "platsbesiktningar", TOGETHER),),
    ),
    (4, 3, MUNICIPALITY): Told(
        _DONE,
        "Flera åtgärder kring Majeldstorget: skyltar, belysning och röjd sikt.",
        ((None, "trygghetsfrämjande åtgärder", _BY_MUNICIPALITY),),
    ),
    (5, 2, POLICE): Told(_NOT, "Inga nya kameror. Nya planeras till hösten.", ((0, "kameror", _BY_POLICE),)),
    (5, 2, MUNICIPALITY): Told(
        _NOT, "Inga nya kameror. Kamerorna vid hållplatser följs upp.", ((0, "kameror", _BY_MUNICIPALITY),)
    ),
    (5, 3, POLICE): Told(
        _DONE,
        "3 fasta och 10 tillfälliga kameror.",
        ((3, "fasta kameror", _BY_POLICE), (10, "tillfälliga kameror", _BY_POLICE)),
    ),
    (5, 3, MUNICIPALITY): Told(
        _DONE, "En kamera, och en anvisning för kommunens kameror.", ((1, "kamera", _BY_MUNICIPALITY),)
    ),
    (6, 2, POLICE): Told(_DONE, "Fyra LOS-insatser.", ((4, "LOS-insatser", _BY_POLICE),)),
    (6, 2, MUNICIPALITY): Told(
        _DONE,
        "2 insatser i myndighetssamverkan, som ledde till miljösanktionsavgifter och beslut om åtgärder.",
        (
            (2, "insatser", _BY_MUNICIPALITY),
            (None, "miljösanktionsavgifter", _BY_MUNICIPALITY),
            (None, "beslut om åtgärdskrav", _BY_MUNICIPALITY),
        ),
    ),
    (6, 3, POLICE): Told(
        _DONE,
        "Tillsammans med kommunen: en EMPACT-insats mot människohandel, 3 LOS-insatser och 4 insatser mot "
        "olaglig avfallshantering.",
        (
            (1, "EMPACT-insats", TOGETHER),
            (3, "LOS-insatser", TOGETHER),
            (10, "verksamheter besökta", TOGETHER),
            (1, "uppföljande besök", TOGETHER),
            (4, "insatser", TOGETHER),
            (32, "tillsyner av transporter", TOGETHER),
        ),
    ),
    (7, 2, POLICE): Told(
        _DONE,
        "En trafikvecka i juni och en hastighetsvecka i augusti, utöver de dagliga kontrollerna.",
        ((1, "nationell trafikvecka", _BY_POLICE), (1, "nationell hastighetsvecka", _BY_POLICE)),
    ),
    (7, 3, POLICE): Told(
        _DONE,
        "En vecka var i september, oktober och november, och alkoholkontroller i december.",
        (
            (1, "trafiksäkerhetsvecka", _BY_POLICE),
            (1, "vecka med inriktning brott på väg", _BY_POLICE),
            (1, "vecka med inriktning yrkestrafik", _BY_POLICE),
        ),
    ),
    (7, 3, MUNICIPALITY): Told(_GOES_ON, "Platssamverkan i city arbetar med trafikmiljön."),
    (8, 2, POLICE): Told(_GOES_ON, "Åtgärder i Ljungsbro förbereds tillsammans med kommunen."),
    (8, 3, POLICE): Told(
        _GOES_ON, "Trafikpolisen har haft kontroller i området.", ((None, "kontroller", _BY_POLICE),)
    ),
    (8, 3, MUNICIPALITY): Told(_GOES_ON, "Förslag på åtgärder i Ljungsbro är framtagna och ska göras."),
}
