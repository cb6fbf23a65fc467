"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "plan_made": _("%(who)s made a plan of %(activities)s activities for %(subject)s"),
    "activity_planned": _("%(who)s planned the activity %(subject)s"),
    "activity_edited": _("%(who)s changed the activity %(subject)s"),
    "activity_moved": _("%(who)s moved the activity %(subject)s to %(starts_on)s – %(ends_on)s"),
    "activity_split": _("%(who)s split the activity %(subject)s on %(on)s"),
    "activity_finished": _("%(who)s said that the activity %(subject)s is done"),
    "activity_removed": _("%(who)s removed the activity %(subject)s from the plan"),
    "function_added": _("%(who)s added the function %(subject)s"),
    "function_edited": _("%(who)s changed the function %(subject)s"),
    "function_ended": _("%(who)s ended the function %(subject)s"),
    "calendar_address_made": _("%(who)s made a calendar address for %(subject)s"),
    "calendar_address_revoked": _("%(who)s revoked the calendar address of %(subject)s"),
    "activity_done": _("The activity %(subject)s was done by what %(who)s told"),
    "activity_reopened": _("The activity %(subject)s is to be done again after what %(who)s took back"),
    "activity_not_done": _("%(who)s told that the activity %(subject)s was not done"),
    "occurrence_recorded": _("%(who)s told of something done: %(subject)s"),
    "occurrence_corrected": _("%(who)s corrected what was told of %(subject)s"),
    "occurrence_withdrawn": _("%(who)s withdrew what was told of %(subject)s: %(reason)s"),
    "nothing_reported": _("%(who)s told: %(subject)s"),
    "not_done_reported": _("%(who)s told: %(subject)s"),
    "report_withdrawn": _("%(who)s withdrew a report: %(reason)s"),
    "report_link_sent": _("%(who)s sent a link to report by to %(subject)s (%(email)s)"),
    "report_link_revoked": _("%(who)s took back the link to report by of %(subject)s"),
    "report_submitted": _("%(who)s sent in a report of %(number)s"),
    "occurrences_shared": _("%(who)s handed over %(number)s occurrences of %(subject)s to %(organisations)s"),
    "occurrences_received": _("%(number)s occurrences of %(subject)s were received from %(from)s"),
    "same_or_two_marked": _("%(who)s said of two occurrences: %(verdict)s"),
}

NAMES = {
    "plan_made": _("Plan made"),
    "activity_planned": _("Activity planned"),
    "activity_edited": _("Activity changed"),
    "activity_moved": _("Activity moved"),
    "activity_split": _("Activity split"),
    "activity_finished": _("Activity said to be done"),
    "activity_removed": _("Activity removed"),
    "function_added": _("Function added"),
    "function_edited": _("Function changed"),
    "function_ended": _("Function ended"),
    "calendar_address_made": _("Calendar address made"),
    "calendar_address_revoked": _("Calendar address revoked"),
    "activity_done": _("Activity done"),
    "activity_reopened": _("Activity to be done again"),
    "activity_not_done": _("Activity not done"),
    "occurrence_recorded": _("Something done told of"),
    "occurrence_corrected": _("What was told corrected"),
    "occurrence_withdrawn": _("What was told withdrawn"),
    "nothing_reported": _("Nothing to tell this time"),
    "not_done_reported": _("Told that it was not done"),
    "report_withdrawn": _("Report withdrawn"),
}
