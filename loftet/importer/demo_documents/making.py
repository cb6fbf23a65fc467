"""Makes the demo documents anew: python -m loftet.importer.demo_documents.making

The words are invented. They are built like what municipalities publish: tables with rules and without,
headings with background above the promises. The web page, with all that stands around, is written by hand.
"""

from __future__ import annotations

from pathlib import Path

import docx
import typst

FOLDER = Path(__file__).resolve().parent
INVENTED = "Det här är ett påhittat exempel som följer med Löftet."


def make_all() -> None:
    for source in FOLDER.glob("*.typ"):
        typst.compile(source, output=source.with_suffix(".pdf"))
    _make_word_file(FOLDER / "medborgarlofte-ljungby.docx")


def _make_word_file(path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Löftet"
    document.add_heading("Medborgarlöfte Ljungby kommun 2024", 0)
    document.add_paragraph(f"{INVENTED} Polisen och Ljungby kommun lovar tillsammans det som står här.")
    for heading, background, promises in WORD_PARTS:
        document.add_heading(heading, 1)
        document.add_paragraph(background)
        document.add_paragraph("Medborgarlöfte:")
        for promise in promises:
            document.add_paragraph(promise, style="List Bullet")
    document.save(str(path))


WORD_PARTS = (
    (
        "Nedskräpning och skadegörelse",
        "Bushållplatser och lekplatser har skadats oftare än tidigare år, och det kostar mycket att laga.",
        (
            "Kommunen ska laga skadade lekplatser inom en vecka.",
            "Kommunen polisanmäler all skadegörelse på kommunens egendom.",
            "Polisen ska besöka samtliga högstadieskolor för att prata om vad skadegörelse kostar.",
        ),
    ),
    (
        "Narkotika bland unga",
        "Fler unga säger att de har blivit erbjudna narkotika. Föräldrar vill veta mer.",
        (
            "Kommunen ska under året genomföra 4 mätningar av droger i avloppsvattnet.",
            "Polisen och kommunen ska bjuda in föräldrar till informationsmöten vid minst två tillfällen.",
            "Kommunen ska fortsätta med drogtester på gymnasieskolan.",
        ),
    ),
    (
        "Buskörning",
        "Invånare berättar om höga hastigheter och buller på kvällarna, särskilt under sommaren.",
        (
            "Polisen ska genomföra minst en trafikkontroll i veckan under maj till september.",
            "Kommunen ska se över var farthinder behövs.",
        ),
    ),
)


if __name__ == "__main__":
    make_all()
