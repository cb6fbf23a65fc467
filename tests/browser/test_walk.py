"""Every page of the site, as the people of the demo find it."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.earnest import Earnest
from tests.browser.site import Site
from tests.browser.visits import Visitor
from tests.browser.walking import Walk
from tests.permission_table import ROWS
from tests.routes import all_routes

COORDINATOR, POLICE = "Trygghetssamordnare Linköping", "Kommunpolis Linköping"
# These follow links only, from their own first page.
LJUNGBY = "Trygghetssamordnare Ljungby"
OTHERS = [
    "Trygghetssamordnare Lekeberg",
    COORDINATOR,
    "Administratör Linköping",
    "Lokalpolisområdeschef Linköping",
    "Områdespolis Linköping",
]
ROUTES = {route.name: route for route in all_routes()}
ONLY_POSTED = {row.name for row in ROWS if row.method == "GET" and set(row.statuses) == {"405"}}
OPEN = [
    reverse(row.name)
    for row in ROWS
    if (row.method, row.expected["anonymous"]) == ("GET", "200") and not ROUTES[row.name].arguments
]
# Pages that only come up after something has been done; their own tests go there. Some of them the
# walk reaches as well, by whichever of many like records it happens to open.
ELSEWHERE = {
    "activities:calendar_feed": "tests/activities/test_feeds.py",
    "activities:activity_reopen": "tests/activities/test_reopening.py: of what is done or left",
    "activities:activity_remove": "tests/activities/test_removing_views.py",
    "activities:report_withdraw": "tests/activities/test_views.py",
    "activities:report_link": "test_reporting.py",
    "activities:report_receipt": "test_reporting.py",
    "activities:report_sent": "tests/activities/test_report_views.py",
    "agreements:signature_page": "test_story.py",
    "importer:upload_differences": "test_importer.py",
    "importer:upload_page": "test_importer.py: a picture in upload_detail",
    "mfa_edit_webauthn": "test_passkeys.py",
    "mfa_reauthenticate_webauthn": "test_passkeys.py",
    "mfa_remove_webauthn": "test_passkeys.py",
    "saml_finish_acs": "tests/organisations, with a provider",
    "saml_metadata": "tests/organisations, with a provider",
    "openid_connect_callback": "tests/organisations, with a provider",
    "publication:follow_up_publish": "test_main_job.py",
    "publication:edition_withdraw": "tests/publication/test_views.py",
    "promises:promise_set_differences": "tests/promises/test_views.py",
    "promises:signature_page": "test_story.py: one view for every room",
    "promises:signature_sign": "test_promises.py",
    "residents:follow_ask": "test_residents.py",
    "residents:follow_confirm": "test_residents.py",
    "residents:follow_leave": "tests/residents/test_followers.py: in mail to followers",
    "residents:question_ask": "test_residents.py",
    "residents:question_empty": "tests/residents/test_emptying.py",
    "residents:question_publish": "test_residents.py",
    "residents:question_register": "tests/residents: the page of question_answer with another field",
    "activities:activity_create": "tests/activities",
    "followup:account_hand_in": "test_following_up.py",
    "followup:account_reopen": "test_following_up.py",
    "followup:closing_confirm": "test_following_up.py",
    "followup:closing_silence": "test_following_up.py",
    "followup:closing_withdraw": "test_following_up.py",
    "followup:entered_detail": "test_following_up.py",
    "followup:entered_hand_in": "test_following_up.py",
    "followup:entered_reopen": "tests/followup: the views, by state",
    "followup:pair_list": "tests/followup/test_comparing.py",
    "followup:pair_mark": "tests/followup/test_comparing.py",
    "followup:statement_enter": "test_following_up.py",
    "followup:signature_page": "tests/followup: the views, by state",
    "followup:signature_paper": "test_following_up.py",
    "followup:signature_request": "test_following_up.py",
    "followup:signature_sign": "tests/followup: the views, by state",
    "importer:upload_draft": "test_importer.py",
    "importer:upload_enter": "test_importer.py",
}
# Met here only where its letter is among the few that are opened; test_story.py always goes there.
BY_LETTER = {"agreements:signature_link", "notices:unsubscribe"}


def test_every_page_of_the_site(visitor: Visitor, second_visitor: Visitor, site: Site) -> None:
    walk = Walk()
    plain = addresses_without_arguments()
    walk.go_through(visitor, "anonymous", starts=["/", "/konto/", *OPEN])
    visitor.sign_in(POLICE)
    walk.go_through(visitor, POLICE, starts=[*plain, *addresses_of("agreements:", 1, 4)])
    visitor.sign_out()
    visitor.sign_in(LJUNGBY)
    walk.go_through(
        visitor, LJUNGBY, starts=["/", *addresses_of("promises:", 2, 3), *addresses_of("publication:", 2, 5)]
    )
    for who in OTHERS:
        visitor.sign_out()
        visitor.sign_in(who)
        walk.go_through(visitor, who, starts=["/"])
    visitor.sign_out()
    Earnest(asta=visitor, bo=second_visitor, walk=walk, site=site).go_through(starts=plain)

    assert not walk.faults, "\n".join(walk.faults)
    assert set(ROUTES) - walk.reached - ONLY_POSTED - BY_LETTER <= set(ELSEWHERE)
    assert set(ELSEWHERE) <= set(ROUTES)


def addresses_without_arguments() -> list[str]:
    return [
        reverse(name) for name, route in ROUTES.items() if not route.arguments and name not in ONLY_POSTED
    ]


def addresses_of(room: str, *numbers: int) -> list[str]:
    """What is done with these records of the room, also where nothing leads there just now."""
    ours = [name for name in ROUTES if name.startswith(room) and name not in ONLY_POSTED]
    names = [name for name in ours if ROUTES[name].arguments == ("pk",)]
    return [reverse(name, args=[pk]) for name in names for pk in numbers]
