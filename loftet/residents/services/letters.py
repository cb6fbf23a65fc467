"""Mail to residents, in Swedish, by the outbox."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loftet.organisations.models import OutboxMessage
from loftet.organisations.services.outbox import post_mail

from ..links import confirm_url
from ..models import Follower, Question


def confirm_receipt(question: Question) -> None:
    """That it has come, to whom, and by when it is answered where that is promised."""
    parties = [receipt.organisation.name for receipt in question.receipts.select_related("organisation")]
    context = {"question": question, "parties": parties}
    subject = _("We have received what you wrote")
    question.receipt_letter = _post(question.email, subject, "receipt", context)
    question.save(update_fields=["receipt_letter"])


def send_answer(question: Question) -> None:
    subject = _("Answer to what you asked")
    question.answer_letter = _post(question.email, subject, "answer", {"question": question})
    question.save(update_fields=["answer_letter"])


def ask_to_confirm(follower: Follower) -> None:
    context = {"follower": follower, "url": confirm_url(follower)}
    _post(follower.email, _("Confirm that you want to follow"), "confirm", context)


def tell_already_following(follower: Follower) -> None:
    _post(follower.email, _("You follow already"), "already", {"follower": follower})


def _post(recipient: str, subject: str | Promise, template: str, context: dict[str, object]) -> OutboxMessage:
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"residents/mail/{template}.txt", context)
        return post_mail(recipient=recipient, subject=str(subject), text=text)
