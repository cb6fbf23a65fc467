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
    "promise_borrowed": _("%(who)s began a promise of %(subject)s with one that is published"),
    "upload_drafted": _("%(who)s made a draft of what was accepted in %(subject)s"),
}

NAMES = {
    "upload_received": _("Document received"),
    "upload_tried_again": _("New reading asked for"),
    "upload_reading_begun": _("Reading begun"),
    "upload_read": _("Document read"),
    "upload_failed": _("Document not readable"),
    "upload_about_edited": _("Municipality or period of a document changed"),
    "review_items_decided": _("Items of a document decided"),
    "review_item_edited": _("Item of a document corrected"),
    "review_item_split": _("Item of a document split"),
    "review_item_merged": _("Items of a document merged"),
    "review_item_added": _("Promise made of background"),
    "upload_agreement_begun": _("Agreement begun for a document"),
    "promise_borrowed": _("Published promise used as a start"),
    "upload_drafted": _("Draft made of a document"),
    "upload_outcomes_entered": _("Outcomes of a document entered"),
}
