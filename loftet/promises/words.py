"""The words of this room for codes and fields of the plain rooms below."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from loftet.domain.promise_set_rules import PromiseSetObstacle, PromiseSetWarning
from loftet.domain.reason import Reason
from loftet.language.hints import Hint, HintCode
from loftet.language.personal_data import PersonalData

Words = dict[str, Lazy | str]

SENTENCES: Words = {
    PromiseSetObstacle.TITLE_MISSING: gettext_lazy("The citizen promise has no title."),
    PromiseSetObstacle.START_MISSING: gettext_lazy("The first day of the period is missing."),
    PromiseSetObstacle.ENDS_BEFORE_START: gettext_lazy(
        "The last day (%(ends_on)s) comes before the first (%(starts_on)s)."
    ),
    PromiseSetObstacle.MUNICIPALITY_MISSING: gettext_lazy("No municipality is chosen."),
    PromiseSetObstacle.PROMISE_MISSING: gettext_lazy("There is no promise yet."),
    PromiseSetObstacle.TEXT_MISSING: gettext_lazy(
        "Promise %(number)s, “%(title)s”, does not say what is promised."
    ),
    PromiseSetObstacle.RANGE_REVERSED: gettext_lazy(
        "In “%(promise)s” the highest number (%(number_max)s) is below the lowest (%(number)s)."
    ),
    PromiseSetObstacle.NUMBER_MISSING: gettext_lazy(
        "In “%(promise)s” something is counted but has no number."
    ),
    PromiseSetObstacle.NO_PARTY: gettext_lazy(
        "In “%(promise)s” somebody is named who is not a party of the agreement."
    ),
    PromiseSetObstacle.NUMBER_WITHOUT_TARGET: gettext_lazy(
        "“%(promise)s” has a number and is said to stand without target."
    ),
    PromiseSetObstacle.DOER_DOES_NOT_SIGN: gettext_lazy(
        "%(party)s does or answers for something in the promise, but nobody is named to sign for it."
    ),
    PromiseSetObstacle.SIGNATORY_MISSING: gettext_lazy("Nobody is named to sign for %(party)s."),
    PromiseSetObstacle.SIGNATORY_OF_NO_PARTY: gettext_lazy(
        "%(position)s is to sign for %(party)s, which is no party."
    ),
    PromiseSetObstacle.CHANGE_REASON_MISSING: gettext_lazy(
        "Version %(version)s has no reason for the change."
    ),
    PromiseSetWarning.END_MISSING: gettext_lazy(
        "Without a last day nothing says when the promises have been kept."
    ),
    PromiseSetWarning.PERFORMER_MISSING: gettext_lazy("“%(promise)s” does not say who is to do it."),
    PromiseSetWarning.RESPONSIBLE_MISSING: gettext_lazy("“%(promise)s” does not say who answers for it."),
    PromiseSetWarning.NOTHING_COUNTABLE: gettext_lazy("Nothing in “%(promise)s” can be counted."),
}
HINTS: Words = {
    HintCode.NO_NUMBER: gettext_lazy(
        "How many? Something that can be counted has no number. Write for example “minst 4”."
    ),
    HintCode.NOTHING_TO_COUNT: gettext_lazy(
        "This is a direction and cannot be counted. Add something to count, or let it stand without target."
    ),
    HintCode.NO_PERFORMER: gettext_lazy(
        "Who does it? Begin for example with “Kommunen ska” or “Polisen ska”."
    ),
    HintCode.VAGUE_VERB: gettext_lazy(
        "“%(verb)s” cannot be seen to be done. What will be done that people can notice?"
    ),
    HintCode.NO_TIME_LIMIT: gettext_lazy("Until when, or how often? Write for example “under året”."),
    HintCode.NO_BASELINE: gettext_lazy(
        "How was it before? Write it under Baseline, so that readers can compare."
    ),
    HintCode.LONG_SENTENCE: gettext_lazy("The sentence has %(words)s words. Divide it in two."),
    HintCode.PASSIVE: gettext_lazy("“%(verb)s” hides who does it. Write who."),
    HintCode.ABBREVIATION: gettext_lazy("Not everybody knows what %(word)s means. Explain it once."),
    HintCode.PERSONAL_DATA: gettext_lazy(
        "This looks like personal data. Remove it, or answer for it before the promise is shared."
    ),
}
PERSONAL_DATA: Words = {
    PersonalData.IDENTITY_NUMBER: gettext_lazy("Personal identity number"),
    PersonalData.COORDINATION_NUMBER: gettext_lazy("Co-ordination number"),
    PersonalData.PHONE: gettext_lazy("Telephone number"),
    PersonalData.EMAIL: gettext_lazy("E-mail address"),
    PersonalData.PLATE: gettext_lazy("Number plate"),
    PersonalData.NAME: gettext_lazy("Name of a person"),
}


def sentences(reasons: Iterable[Reason]) -> list[str]:
    return [str(SENTENCES[reason.code]) % dict(reason.parameters) for reason in reasons]


def hint_sentence(hint: Hint) -> str:
    return str(HINTS[hint.code]) % dict(hint.parameters)
