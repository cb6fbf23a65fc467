"""Who gets what at every address of the site. The test of it is tests/test_permissions.py.

A row is a method, an address by name, the state of the agreement (- where none is concerned), and what each
column gets: a status, or `in` for being led to sign in. The last word goes on to the end of the row; words
before a bar are for those outside, words after it for the owner's own people.

    anonymous · foreign: all roles elsewhere · party: all roles at the other party · reader there |
    administrator coordinator communicator registrar reporter signatory reader of the owner
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loftet.organisations.models import Role
from tests.permission_rows import activities, followup, importer, publication, reporting, residents, signin

OUTSIDE = ("anonymous", "foreign", "party", "party's reader")
OWN = tuple(role.value for role in Role)
COLUMNS = OUTSIDE + OWN
ANY_STATE = ("draft", "shared", "signed", "in_force", "ended")
STATES = {"any": ANY_STATE, "past_draft": ANY_STATE[1:], "alive": ("shared", "signed", "in_force")}


@dataclass(frozen=True)
class Row:
    method: str
    name: str
    state: str
    statuses: tuple[str, ...]

    @property
    def expected(self) -> dict[str, str]:
        return dict(zip(COLUMNS, self.statuses, strict=True))

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.state}"


def read(table: str) -> list[Row]:
    return [
        row for line in table.splitlines() if line.strip() and line.strip()[0] != "#" for row in _rows(line)
    ]


def _rows(line: str) -> Iterator[Row]:
    """A row for each state that is named."""
    outside, _, own = line.partition("|")
    method, name, states, *words = outside.split()
    statuses = _filled(words, OUTSIDE) + _filled(own.split() or words[-1:], OWN)
    for state in STATES.get(states) or states.split(","):
        yield Row(method, name, state, statuses)


def _filled(words: list[str], columns: tuple[str, ...]) -> tuple[str, ...]:
    """The last word goes on to the end."""
    return tuple(words[: len(columns)] + words[-1:] * (len(columns) - len(words)))


ROWS = read(
    reporting.TABLE
    + activities.TABLE
    + followup.TABLE
    + publication.TABLE
    + importer.TABLE
    + residents.TABLE
    + signin.TABLE
    + """
# --- notices -------------------------------------- ano for par rea | adm coo com reg rep sig rea
GET  notices:my_day                      -           302 200
POST notices:my_day                      -           405
GET  notices:notice_settings             -           in  200
POST notices:notice_settings             -           in  302
GET  notices:unsubscribe                 -           200
POST notices:unsubscribe                 -           200

# --- agreements -----------------------------------------------------------------------------------
GET  agreements:agreement_list           -           in  200         | 200 200 200 200 403 200 200
POST agreements:agreement_list           -           405
GET  agreements:agreement_export         -           in  200         | 200 200 200 200 403 200 200
POST agreements:agreement_export         -           405
GET  agreements:agreement_create         -           in  200 200 403 | 403 200 403
POST agreements:agreement_create         -           in  302 302 403 | 403 302 403

# What the owner drafts, the other party does not find. What is shared, both read; a reporter reads none.
GET  agreements:agreement_detail         draft       in  404         | 200 200 200 200 403 200 200
GET  agreements:agreement_detail         past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST agreements:agreement_detail         any         405
GET  agreements:agreement_history        draft       in  404         | 200 200 200 200 403 200 200
GET  agreements:agreement_history        past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST agreements:agreement_history        any         405
GET  agreements:agreement_differences    draft       in  404         | 200 200 200 200 403 200 200
GET  agreements:agreement_differences    past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST agreements:agreement_differences    any         405
GET  agreements:agreement_version        draft       in  404         | 404 404 404 404 403 404 404
GET  agreements:agreement_version        past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST agreements:agreement_version        any         405
GET  agreements:agreement_print          draft       in  404         | 404 404 404 404 403 404 404
GET  agreements:agreement_print          past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST agreements:agreement_print          any         405

# Only the owner's coordinator writes, and only a draft.
GET  agreements:agreement_edit           any         in  404 404 403 | 403 200 403
POST agreements:agreement_edit           draft       in  404 404 403 | 403 302 403
POST agreements:agreement_edit           past_draft  in  404 404 403 | 403 422 403
GET  agreements:agreement_discard        any         in  404 404 403 | 403 200 403
POST agreements:agreement_discard        draft       in  404 404 403 | 403 302 403
POST agreements:agreement_discard        past_draft  in  404 404 403 | 403 422 403
GET  agreements:agreement_share          any         in  404 404 403 | 403 200 403
POST agreements:agreement_share          draft       in  404 404 403 | 403 302 403
POST agreements:agreement_share          past_draft  in  404 404 403 | 403 422 403
GET  agreements:agreement_new_version    any         in  404 404 403 | 403 200 403
POST agreements:agreement_new_version    draft,ended in  404 404 403 | 403 422 403
POST agreements:agreement_new_version    alive       in  404 404 403 | 403 302 403

# Either party lets it begin and ends it.
GET  agreements:agreement_enter_into_force draft     in  404 404 403 | 403 200 403
GET  agreements:agreement_enter_into_force past_draft in 404 200 403 | 403 200 403
POST agreements:agreement_enter_into_force draft     in  404 404 403 | 403 422 403
POST agreements:agreement_enter_into_force signed    in  404 302 403 | 403 302 403
POST agreements:agreement_enter_into_force shared,in_force,ended in 404 422 403 | 403 422 403
GET  agreements:agreement_end            draft       in  404 404 403 | 403 200 403
GET  agreements:agreement_end            past_draft  in  404 200 403 | 403 200 403
POST agreements:agreement_end            draft       in  404 404 403 | 403 422 403
POST agreements:agreement_end            alive       in  404 302 403 | 403 302 403
POST agreements:agreement_end            ended       in  404 422 403 | 403 422 403

# Each party asks for its own signatures, and sees only its own papers. The other's position is free no more.
GET  agreements:signature_request        draft       in  404 404 403 | 403 404 403
GET  agreements:signature_request        past_draft  in  404 200 403 | 403 200 403
POST agreements:signature_request        draft       in  404 404 403 | 403 404 403
POST agreements:signature_request        shared      in  404 422 403 | 403 302 403
POST agreements:signature_request        signed,in_force,ended in 404 422 403 | 403 422 403
GET  agreements:signature_paper          draft       in  404 404 403 | 403 404 403
GET  agreements:signature_paper          past_draft  in  404 200 403 | 403 200 403
POST agreements:signature_paper          draft       in  404 404 403 | 403 404 403
POST agreements:signature_paper          shared      in  404 422 403 | 403 302 403
POST agreements:signature_paper          signed,in_force,ended in 404 422 403 | 403 422 403
GET  agreements:signature_revoke         any         405
POST agreements:signature_revoke         draft       in  404 404 403 | 403 404 403
POST agreements:signature_revoke         past_draft  in  404 404 403 | 403 302 403
GET  agreements:signature_page           draft       in  404         | 404 404 404 404 403 404 404
GET  agreements:signature_page           past_draft  in  404         | 200 200 200 200 403 200 200
POST agreements:signature_page           any         405

# Only the signatory who is asked signs; by link whoever holds it and the code.
GET  agreements:signature_sign           draft       in  404 404 403 | 403 403 403 403 403 404 403
GET  agreements:signature_sign           past_draft  in  404 404 403 | 403 403 403 403 403 200 403
POST agreements:signature_sign           draft       in  404 404 403 | 403 403 403 403 403 404 403
POST agreements:signature_sign           shared      in  404 404 403 | 403 403 403 403 403 302 403
POST agreements:signature_sign           signed,in_force,ended in 404 404 403 | 403 403 403 403 403 422 403
GET  agreements:signature_link           draft       404
GET  agreements:signature_link           shared,signed,in_force 200
GET  agreements:signature_link           ended       410
POST agreements:signature_link           draft       404
POST agreements:signature_link           shared      302
POST agreements:signature_link           signed,in_force,ended 422
GET  agreements:signature_code           any         405
POST agreements:signature_code           draft       404
POST agreements:signature_code           shared      302
POST agreements:signature_code           signed,in_force,ended 422

# --- promises: as agreements; `in_force` is a set that runs ------------------------------------------
GET  promises:promise_set_list           -           in  200         | 200 200 200 200 403 200 200
POST promises:promise_set_list           -           405
GET  promises:promise_set_create         -           in  200 200 403 | 403 200 403
POST promises:promise_set_create         -           in  404 302 403 | 403 302 403
GET  promises:promise_set_import         -           in  200 200 403 | 403 200 403
POST promises:promise_set_import         -           in  422 302 403 | 403 302 403
GET  promises:promise_set_detail        draft       in  404         | 200 200 200 200 403 200 200
GET  promises:promise_set_detail        past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_detail        any         405
GET  promises:promise_set_word          draft       in  404         | 200 200 200 200 403 200 200
GET  promises:promise_set_word          past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_word          any         405
GET  promises:promise_set_excel         draft       in  404         | 200 200 200 200 403 200 200
GET  promises:promise_set_excel         past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_excel         any         405
GET  promises:promise_set_json          draft       in  404         | 200 200 200 200 403 200 200
GET  promises:promise_set_json          past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_json          any         405
GET  promises:promise_set_differences   draft       in  404         | 200 200 200 200 403 200 200
GET  promises:promise_set_differences   past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_differences   any         405
GET  promises:promise_set_version       draft       in  404         | 404 404 404 404 403 404 404
GET  promises:promise_set_version       past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_version       any         405
GET  promises:promise_set_print         draft       in  404         | 404 404 404 404 403 404 404
GET  promises:promise_set_print         past_draft  in  404 200 200 | 200 200 200 200 403 200 200
POST promises:promise_set_print         any         405

# Only the owner's coordinator writes, and only a draft.
GET  promises:promise_set_edit          any         in  404 404 403 | 403 200 403
POST promises:promise_set_edit          draft       in  404 404 403 | 403 302 403
POST promises:promise_set_edit          past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_set_easy_read     any         in  404 404 403 | 403 200 200 403
POST promises:promise_set_easy_read     draft       in  404 404 403 | 403 302 302 403
POST promises:promise_set_easy_read     past_draft  in  404 404 403 | 403 422 422 403
GET  promises:promise_set_discard       any         in  404 404 403 | 403 200 403
POST promises:promise_set_discard       draft       in  404 404 403 | 403 302 403
POST promises:promise_set_discard       past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_set_share         any         in  404 404 403 | 403 200 403
GET  promises:promise_set_read_in       any         405
POST promises:promise_set_read_in       draft       in  404 404 403 | 403 302 403
POST promises:promise_set_read_in       past_draft  in  404 404 403 | 403 422 403
POST promises:promise_set_share         draft       in  404 404 403 | 403 302 403
POST promises:promise_set_share         past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_set_add           any         in  404 404 403 | 403 200 403
POST promises:promise_set_add           draft       in  404 404 403 | 403 302 403
POST promises:promise_set_add           past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_edit              any         in  404 404 403 | 403 200 403
POST promises:promise_edit              draft       in  404 404 403 | 403 302 403
POST promises:promise_edit              past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_remove            any         in  404 404 403 | 403 200 403
POST promises:promise_remove            draft       in  404 404 403 | 403 302 403
POST promises:promise_remove            past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_companion         any         in  404 404 403 | 403 200 403
POST promises:promise_companion         draft       in  404 404 403 | 403 302 403
POST promises:promise_companion         past_draft  in  404 404 403 | 403 422 403
GET  promises:focus_area_edit           any         in  404 404 403 | 403 200 403
POST promises:focus_area_edit           draft       in  404 404 403 | 403 302 403
POST promises:focus_area_edit           past_draft  in  404 404 403 | 403 422 403
GET  promises:promise_set_new_version    any         in  404 404 403 | 403 200 403
POST promises:promise_set_new_version    draft,ended in  404 404 403 | 403 422 403
POST promises:promise_set_new_version    alive       in  404 404 403 | 403 302 403
GET  promises:personal_data_answer       any         in  404 404 403 | 403 200 403
POST promises:personal_data_answer       any         in  404 404 403 | 403 422 403
GET  promises:promise_hints              any         405
POST promises:promise_hints              any         in  404 404 403 | 403 200 403
GET  promises:promise_move               any         405
POST promises:promise_move               any         in  404 404 403 | 403 302 403
GET  promises:focus_area_move            any         405
POST promises:focus_area_move            any         in  404 404 403 | 403 302 403

# Either party copies what it has, lets out what is signed, and ends it.
GET  promises:promise_set_copy           draft       in  404 404 403 | 403 200 403
GET  promises:promise_set_copy           past_draft  in  404 200 403 | 403 200 403
POST promises:promise_set_copy           draft       in  404 404 403 | 403 302 403
POST promises:promise_set_copy           past_draft  in  404 302 403 | 403 302 403
GET  promises:promise_set_make_ready     draft       in  404 404 403 | 403 200 403
GET  promises:promise_set_make_ready     past_draft  in  404 200 403 | 403 200 403
POST promises:promise_set_make_ready     draft       in  404 404 403 | 403 422 403
POST promises:promise_set_make_ready     signed      in  404 302 403 | 403 302 403
POST promises:promise_set_make_ready     shared,in_force,ended in 404 422 403 | 403 422 403
GET  promises:promise_set_end            draft       in  404 404 403 | 403 200 403
GET  promises:promise_set_end            past_draft  in  404 200 403 | 403 200 403
POST promises:promise_set_end            draft       in  404 404 403 | 403 422 403
POST promises:promise_set_end            alive       in  404 302 403 | 403 302 403
POST promises:promise_set_end            ended       in  404 422 403 | 403 422 403

# Signatures of a set, by the pages that agreements have too.
GET  promises:signature_request          draft       in  404 404 403 | 403 404 403
GET  promises:signature_request        past_draft  in  404 200 403 | 403 200 403
POST promises:signature_request          draft       in  404 404 403 | 403 404 403
POST promises:signature_request        shared      in  404 422 403 | 403 302 403
POST promises:signature_request        signed,in_force,ended in 404 422 403 | 403 422 403
GET  promises:signature_paper            draft       in  404 404 403 | 403 404 403
GET  promises:signature_paper          past_draft  in  404 200 403 | 403 200 403
POST promises:signature_paper            draft       in  404 404 403 | 403 404 403
POST promises:signature_paper          shared      in  404 422 403 | 403 302 403
POST promises:signature_paper          signed,in_force,ended in 404 422 403 | 403 422 403
GET  promises:signature_revoke         any         405
POST promises:signature_revoke           draft       in  404 404 403 | 403 404 403
POST promises:signature_revoke         past_draft  in  404 404 403 | 403 302 403
GET  promises:signature_page             draft       in  404         | 404 404 404 404 403 404 404
GET  promises:signature_page           past_draft  in  404         | 200 200 200 200 403 200 200
POST promises:signature_page           any         405
GET  promises:signature_sign             draft       in  404 404 403 | 403 403 403 403 403 404 403
GET  promises:signature_sign           past_draft  in  404 404 403 | 403 403 403 403 403 200 403
POST promises:signature_sign             draft       in  404 404 403 | 403 403 403 403 403 404 403
POST promises:signature_sign           shared      in  404 404 403 | 403 403 403 403 403 302 403
POST promises:signature_sign           signed,in_force,ended in 404 404 403 | 403 403 403 403 403 422 403

# --- organisations: an administrator of one's own ----------------------------------------------------
GET  organisations:people_list           -           in  200 200 403 | 200 403
POST organisations:people_list           -           405
GET  organisations:person_invite         -           in  200 200 403 | 200 403
POST organisations:person_invite         -           in  302 302 403 | 302 403
GET  organisations:person_edit           -           in  404 404 403 | 200 403
POST organisations:person_edit           -           in  404 404 403 | 302 403
GET  organisations:person_end            -           in  404 404 403 | 200 403
POST organisations:person_end            -           in  404 404 403 | 302 403
GET  organisations:second_step_reset     -           in  404 404 403 | 200 403
POST organisations:second_step_reset     -           in  404 404 403 | 302 403
GET  organisations:invitation_resend     -           405
POST organisations:invitation_resend     -           in  404 404 403 | 302 403
GET  organisations:invitation_revoke     -           in  404 404 403 | 200 403
POST organisations:invitation_revoke     -           in  404 404 403 | 302 403
GET  organisations:audit_list            -           in  200 200 403 | 200 403
POST organisations:audit_list            -           405
GET  organisations:mail_list             -           in  200 200 403 | 200 403
POST organisations:mail_list             -           405

# Whom one works with; only who entered an organisation invites its first administrator.
GET  organisations:organisation_list     -           in  200
POST organisations:organisation_list     -           405
GET  organisations:organisation_create   -           in  200 200 403 | 200 200 403
POST organisations:organisation_create   -           in  302 302 403 | 302 302 403
GET  organisations:police_area_create    -           in  200 200 403 | 200 200 403
POST organisations:police_area_create    -           in  302 302 403 | 302 302 403
GET  organisations:organisation_invite   -           in  200 200 403 | 200 200 403
POST organisations:organisation_invite   -           in  422 422 403 | 302 302 403

# One's own account.
GET  organisations:invitation_accept     -           200
POST organisations:invitation_accept     -           302 422
GET  organisations:profile_edit          -           in  200
POST organisations:profile_edit          -           in  302
GET  organisations:sign_out_all          -           405
POST organisations:sign_out_all          -           in
GET  organisations:organisation_switch   -           in  200
POST organisations:organisation_switch   -           in  404         | 302
GET  organisations:no_membership         -           in  302
POST organisations:no_membership         -           405

# --- the demo, on this machine, beside organisations in earnest --------------------------------------
GET  demo:cast_list                      -           200
POST demo:cast_list                      -           405
GET  demo:cast_sign_in                   -           405
POST demo:cast_sign_in                   -           302
GET  demo:letter_list                    -           200
POST demo:letter_list                    -           405
GET  demo:letter_detail                  -           200
POST demo:letter_detail                  -           405
GET  demo:demo_remove                    -           200
POST demo:demo_remove                    -           422 302 302 422 | 302 422
GET  demo:municipality_begin             -           200
POST demo:municipality_begin             -           302
GET  demo:municipality_invited           -           404
POST demo:municipality_invited           -           405
GET  demo:police_invite                  -           in  200 404 403 | 200 200 403
POST demo:police_invite                  -           in  422 404 403 | 302 302 403
GET  demo:next_steps                     -           in  200 404 403 | 200 200 403
POST demo:next_steps                     -           405

# --- web: everybody's ---------------------------------------------------------------------------------
GET  web:language_choose                 -           405
POST web:language_choose                 -           302
GET  web:scheme_choose                   -           405
POST web:scheme_choose                   -           302
GET  web:accessibility                   -           200
POST web:accessibility                   -           405
GET  web:about                           -           200
POST web:about                           -           405
"""
)
