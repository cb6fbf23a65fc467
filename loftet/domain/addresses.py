"""Names as parts of public addresses, which never change."""

import re
import unicodedata
from collections import Counter
from functools import cache

from loftet.domain.municipalities import MUNICIPALITIES, municipality

PROMISES = "lofte"
# Where the documents of editions stand in the folder of a municipality, each named by its digest.
EDITION_FILES = "filer"


def address_name(name: str) -> str:
    """Return the name in small ASCII letters: "Upplands Väsby" is "upplands-vasby"."""
    bare = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def municipality_address(code: str) -> str:
    """Return the municipality's own: "linkoping". Håbo is "habo-0305", since Habo is "habo"."""
    name = municipality(code).name
    address = address_name(name)
    return address if _TIMES[address] == 1 or address == name.casefold() else f"{address}-{code}"


@cache
def folder_name(code: str) -> str:
    """Return the municipality's code and name: "0580-linkoping"."""
    return f"{code}-{address_name(municipality(code).name)}"


def municipality_folder(code: str) -> str:
    """Return where all that is published for the municipality stands: "kommun/0580-linkoping"."""
    return f"kommun/{folder_name(code)}"


def municipality_page(code: str) -> str:
    return f"{municipality_folder(code)}/index.html"


def promise_page(code: str, key: str) -> str:
    return f"{municipality_folder(code)}/{PROMISES}/{key}.html"


def is_edition_file(path: str) -> bool:
    """Whether it stands where the documents of editions do."""
    return EDITION_FILES in path.split("/")[:-1]


_TIMES = Counter(address_name(each.name) for each in MUNICIPALITIES)
