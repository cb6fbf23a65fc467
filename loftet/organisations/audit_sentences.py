"""What each kind of audit event of this room is called in words; other rooms have a module of that name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "municipality_founded": _("%(subject)s was started; %(email)s was invited as its first administrator"),
    "organisation_added": _("%(who)s added the organisation %(subject)s"),
    "organisation_invited": _("%(who)s invited %(email)s as first administrator of %(subject)s"),
    "police_area_added": _("%(who)s added the local police area %(subject)s: %(municipalities)s"),
    "person_invited": _("%(who)s invited %(subject)s as: %(roles)s"),
    "invitation_resent": _("%(who)s sent the invitation to %(subject)s again"),
    "invitation_revoked": _("%(who)s withdrew the invitation to %(subject)s"),
    "invitation_accepted": _("%(who)s accepted the invitation to %(subject)s as: %(roles)s"),
    "roles_changed": _("%(who)s changed the roles of %(subject)s from: %(before)s to: %(after)s"),
    "memberships_ended": _("%(who)s ended the access of %(subject)s, who was: %(roles)s"),
    "second_step_reset": _("%(who)s reset the two-step sign-in of %(subject)s"),
    "profile_updated": _("%(who)s changed the own profile"),
    "affiliation_linked": _("%(who)s signed in with the organisation's own sign-in for the first time"),
    "signed_in": _("%(who)s signed in"),
    "sign_in_failed": _("Somebody tried to sign in as %(subject)s with a wrong password"),
    "signed_out_everywhere": _("%(who)s signed out on all devices"),
    "password_changed": _("%(who)s changed the password"),
    "second_step_on": _("%(who)s turned on two-step sign-in"),
    "second_step_off": _("%(who)s turned off two-step sign-in"),
    "recovery_codes_made": _("%(who)s made new recovery codes"),
    "mail_given_up": _("A mail to %(subject)s could not be delivered: %(error)s"),
}

NAMES = {
    "municipality_founded": _("Municipality started"),
    "organisation_added": _("Organisation added"),
    "organisation_invited": _("Organisation invited"),
    "police_area_added": _("Local police area added"),
    "person_invited": _("Person invited"),
    "invitation_resent": _("Invitation sent again"),
    "invitation_revoked": _("Invitation withdrawn"),
    "invitation_accepted": _("Invitation accepted"),
    "roles_changed": _("Roles changed"),
    "memberships_ended": _("Access ended"),
    "second_step_reset": _("Two-step sign-in reset"),
    "profile_updated": _("Profile changed"),
    "affiliation_linked": _("First sign-in with the organisation's own sign-in"),
    "signed_in": _("Signed in"),
    "sign_in_failed": _("Sign-in failed"),
    "signed_out_everywhere": _("Signed out on all devices"),
    "password_changed": _("Password changed"),
    "second_step_on": _("Two-step sign-in turned on"),
    "second_step_off": _("Two-step sign-in turned off"),
    "recovery_codes_made": _("New recovery codes made"),
    "mail_given_up": _("Mail not delivered"),
}
