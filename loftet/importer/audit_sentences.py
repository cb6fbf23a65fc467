"""What each kind of audit event of this room is called in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "upload_received": _("%(who)s uploaded %(subject)s"),
    "upload_tried_again": _("%(who)s asked for another reading of %(subject)s"),
    "upload_reading_begun": _("The reading of %(subject)s began"),
    "upload_read": _("%(subject)s was read"),
    "upload_failed": _("%(subject)s could not be read"),
    "upload_about_edited": _("%(who)s changed what %(subject)s is about"),
    "review_items_decided": _("%(who)s decided on what was found in %(subject)s"),
    "review_item_edited": _("%(who)s mended something found in %(subject)s"),
    "review_item_split": _("%(who)s split something found in %(subject)s"),
    "review_item_merged": _("%(who)s merged two things found in %(subject)s"),
    "review_item_added": _("%(who)s took background in %(subject)s for a promise"),
    "upload_agreement_begun": _("%(who)s began an agreement for what is read in from %(subject)s"),
    "upload_outcomes_entered": _("%(who)s entered outcomes from %(subject)s in the follow-up"),
    "upload_drafted": _("%(who)s made a draft of what was accepted in %(subject)s"),
}
