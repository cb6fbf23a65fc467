"""What the municipalities of the country promise and tell, in words of our own.

{number} is drawn from the range of the promise and {place} is the municipality. None of it is said of any
municipality in earnest: every place draws from the same lists.
"""

from __future__ import annotations

from typing import NamedTuple


class Idea(NamedTuple):
    """A promise that a municipality may choose; without number, `least` and `most` are 0."""

    title: str
    text: str
    why: str
    least: int = 0
    most: int = 0


IDEAS: dict[str, tuple[Idea, ...]] = {
    "Trygga platser": (
        Idea(
            "Vi går trygghetsvandringar",
            "Kommunen och polisen ska genomföra {number} trygghetsvandringar i {place} under året.",
            "Den som bor på platsen ser först vad som gör den otrygg.",
            2,
            8,
        ),
        Idea(
            "Mörka gångvägar får ljus",
            "Kommunen ska se över belysningen på gångvägar och vid hållplatser i {place}.",
            "Många väljer en annan väg hem när det är mörkt.",
        ),
        Idea(
            "Klottret sitter inte kvar",
            "Kommunen sanerar klotter på kommunens byggnader skyndsamt.",
            "En vägg som lämnas får snart mer klotter.",
        ),
        Idea(
            "Polisen syns på torget",
            "Polisen ska genomföra minst {number} fotpatruller i månaden i centrala {place}.",
            "Det är lättare att berätta för någon som redan står där.",
            2,
            6,
        ),
        Idea(
            "Buskage röjs där sikten är dålig",
            "Kommunen ska under året genomföra {number} röjningar vid gångtunnlar och parker.",
            "Fri sikt gör att man ser och blir sedd.",
            3,
            12,
        ),
    ),
    "Trafik": (
        Idea(
            "Hastigheten kontrolleras vid skolor",
            "Polisen ska göra minst {number} hastighetskontroller varje månad vid skolor i {place}.",
            "Barn går och cyklar längs vägen varje morgon.",
            1,
            4,
        ),
        Idea(
            "Nykterhet i trafiken",
            "Polisen ska under året genomföra {number} nykterhetskontroller.",
            "Den som kört onykter en gång gör det ofta igen.",
            12,
            60,
        ),
        Idea(
            "Vi mäter hur fort det går",
            "Kommunen ska under året genomföra {number} trafikmätningar på gator där boende har klagat.",
            "Mätningen visar om vägen eller farten behöver ändras.",
            4,
            16,
        ),
        Idea(
            "Mopeder och A-traktorer",
            "Polisen och kommunen ska under året genomföra {number} informationsträffar om A-traktorer.",
            "Föräldrar frågar vad som gäller och vem som ansvarar.",
            2,
            6,
        ),
        Idea(
            "Säkrare vägar till skolan",
            "Kommunen ska verka för säkrare gång- och cykelvägar till skolorna i {place}.",
            "Fler skulle gå själva om övergångarna var säkra.",
        ),
    ),
    "Unga": (
        Idea(
            "Vuxna ute på kvällarna",
            "Kommunen ska ordna {number} nattvandringar under året.",
            "En lugn vuxen räcker ofta för att en kväll ska bli lugn.",
            10,
            40,
        ),
        Idea(
            "Föräldrar i årskurs 7 får veta mer",
            "Kommunen och polisen informerar föräldrar i årskurs 7 om droger och sociala medier.",
            "Den som vet vad som händer vågar fråga tidigare.",
        ),
        Idea(
            "Polisen besöker skolorna",
            "Polisen ska under året genomföra {number} besök på högstadieskolor i {place}.",
            "Det första mötet med polisen ska inte vara när något har hänt.",
            4,
            20,
        ),
        Idea(
            "Fältare där unga är",
            "Kommunens fältare ska vara ute minst {number} kvällar i veckan.",
            "Oro som upptäcks tidigt går oftast att göra något åt.",
            1,
            4,
        ),
        Idea(
            "Ett bra val efter skolan",
            "Kommunen ska fortsätta utveckla öppna verksamheter för unga i {place}.",
            "Tristess är en vanligare orsak än man tror.",
        ),
    ),
    "Narkotika": (
        Idea(
            "Vi mäter droger i avloppsvattnet",
            "Kommunen ska under året genomföra {number} mätningar av droger i avloppsvattnet.",
            "Mätningen visar vad som används utan att någon enskild kan spåras.",
            2,
            6,
        ),
        Idea(
            "Insatser mot öppen handel",
            "Polisen ska under året genomföra {number} riktade insatser mot narkotika på kända platser.",
            "Där handeln syns känner sig alla andra mindre välkomna.",
            6,
            36,
        ),
        Idea(
            "Krogarna gör rätt",
            "Kommunen och polisen ska under året genomföra {number} tillsynsbesök på serveringsställen.",
            "Ansvarsfull servering ger lugnare nätter.",
            3,
            12,
        ),
        Idea(
            "Snabbt stöd till den som vill sluta",
            "Kommunen erbjuder stödsamtal vid behov till den som vill sluta med droger.",
            "Viljan att sluta håller inte alltid till nästa vecka.",
        ),
    ),
    "Inbrott och bedrägeri": (
        Idea(
            "Fler områden med grannsamverkan",
            "Polisen ska under året starta {number} nya områden med grannsamverkan i {place}.",
            "Där grannar ser efter varandras hem blir inbrotten färre.",
            1,
            6,
        ),
        Idea(
            "Äldre lär sig känna igen bedragare",
            "Kommunen och polisen ska under året genomföra {number} träffar för äldre om bedrägerier.",
            "Den som har hört talas om knepet lägger på luren.",
            2,
            10,
        ),
        Idea(
            "Märk dina saker",
            "Polisen ska under året genomföra {number} märkningsdagar för cyklar och verktyg.",
            "Det som är märkt är svårare att sälja vidare.",
            1,
            4,
        ),
        Idea(
            "Tips mot inbrott före semestern",
            "Polisen ska inför sommaren informera om hur man skyddar sitt hem.",
            "Ett tomt hus ska inte se tomt ut.",
        ),
    ),
    "Dialog": (
        Idea(
            "Möt polisen och kommunen",
            "Kommunen och polisen ska genomföra {number} medborgardialoger under året.",
            "Ett löfte ska handla om det som boende själva tar upp.",
            1,
            4,
        ),
        Idea(
            "Vi frågar hur trygga ni är",
            "Kommunen ska genomföra en trygghetsmätning under året.",
            "Utan svar vet vi inte om det vi gör hjälper.",
        ),
        Idea(
            "Handeln har en väg in",
            "Polisen ska träffa företagare i {place} minst {number} gånger under året.",
            "Butikerna ser tidigt när något håller på att hända.",
            2,
            6,
        ),
        Idea(
            "Ni får veta hur det gick",
            "Kommunen ska berätta om löftenas utfall på sin webbplats varje kvartal.",
            "Ett löfte utan svar är inget löfte.",
        ),
    ),
}

TOLD_OF_NUMBER = (
    "Vi har gjort det {number} gånger under året och fortsätter på samma sätt.",
    "{number} gånger blev det. Arbetet har fungerat bra i {place}.",
    "Det blev {number} under året. Boende har tackat för att vi kom.",
    "Totalt {number}. Några av dem gjordes på platser som boende hade föreslagit.",
)
TOLD_OF_LESS = (
    "Det blev {number}, färre än vi lovade. Vi hann inte med alla under hösten.",
    "{number} gånger. Flera tillfällen fick ställas in när annat måste gå före.",
)
TOLD_OF_DONE = (
    "Arbetet är gjort som vi lovade och har följts upp tillsammans.",
    "Det är gjort. Vi ser över vad som behöver göras mer i {place}.",
    "Vi har gjort det vi sade, och fått bra svar från dem som berörs.",
)
TOLD_OF_BEGUN = (
    "Arbetet har börjat men är inte klart. Det fortsätter nästa år.",
    "En första del är gjord i {place}. Resten är planerat.",
)
TOLD_OF_SOME = ("Det har gjorts ett antal gånger, men ingen har räknat dem.",)
WHY_NOT = (
    ("staff_missing", "Tjänsten var inte tillsatt under större delen av året."),
    ("other_tasks", "Andra uppgifter måste gå före under året."),
    ("circumstances", "Vädret gjorde att tillfällena fick ställas in."),
    ("postponed", "Det flyttades till nästa år."),
)
WHY_LESS = (
    "Vi räckte inte till under hösten.",
    "Några tillfällen ställdes in.",
    "Vi började senare än planerat.",
)

TITLE = "Medborgarlöfte för {place} {year}"
INTRODUCTION = (
    "Det här lovar polisen och kommunen dig som bor i {place} under {year}. "
    "Löftena bygger på det som boende har berättat och på lägesbilden som vi tar fram tillsammans."
)
AGREEMENT = "Tryggt i {place} {year}"
PURPOSES = ("Boende i {place} ska vara trygga, och veta vad polis och kommun gör för det.",)
DECISION = "Beslut i kommunstyrelsen före årets början"
EXECUTIVE, CHIEF = "Kommunchef", "Lokalpolisområdeschef"
