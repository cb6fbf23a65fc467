"""Addresses of this room."""

from django.urls import path

from .views import account, events, invitations, organisations, people

app_name = "organisations"

urlpatterns = [
    path("organisation/personer/", people.people_list, name="people_list"),
    path("organisation/personer/bjud-in/", people.person_invite, name="person_invite"),
    path("organisation/personer/<int:person_id>/", people.person_edit, name="person_edit"),
    path("organisation/personer/<int:person_id>/avsluta/", people.person_end, name="person_end"),
    path(
        "organisation/personer/<int:person_id>/tvasteg/", people.second_step_reset, name="second_step_reset"
    ),
    path(
        "organisation/inbjudningar/<int:invitation_id>/skicka-igen/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "organisation/inbjudningar/<int:invitation_id>/dra-tillbaka/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("organisation/handelser/", events.audit_list, name="audit_list"),
    path("organisation/utskick/", events.mail_list, name="mail_list"),
    path("organisationer/", organisations.organisation_list, name="organisation_list"),
    path("organisationer/ny/", organisations.organisation_create, name="organisation_create"),
    path("organisationer/lokalpolisomrade/", organisations.police_area_create, name="police_area_create"),
    path(
        "organisationer/<int:organisation_id>/bjud-in/",
        organisations.organisation_invite,
        name="organisation_invite",
    ),
    path("inbjudan/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("konto/", account.profile_edit, name="profile_edit"),
    path("konto/logga-ut-overallt/", account.sign_out_all, name="sign_out_all"),
    path("konto/byt-organisation/", account.organisation_switch, name="organisation_switch"),
    path("konto/ingen-behorighet/", account.no_membership, name="no_membership"),
]
