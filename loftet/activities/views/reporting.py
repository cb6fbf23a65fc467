"""Telling what was done: behind a personal link without account, and signed in. Opening changes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, posted
from loftet.web.pages import ListPage, page_of

from ..authors import Author, LinkAuthor, link_of
from ..forms.report import KeyForm, ReportEditor, asked_about
from ..link_rules import closed_obstacles, token_digest
from ..models import ReportLink, Submission
from ..selectors.owed import OwedRow, list_owed, opened_to, rows_of
from ..selectors.receipts import get_receipt
from ..selectors.sharing import names_of_receivers
from ..services import SentAlready, submit_report

GONE, NOT_FOUND = 410, 404
ON_A_PAGE = 10


@never_cache
@require_http_methods(["GET", "POST"])
def report_link(request: HttpRequest, token: str) -> HttpResponse:
    """What is due for whom the link was sent to; without account, and nothing else."""
    link = _find(token)
    if link is None:
        return _closed(request, [_("Check that you have the whole link from the mail.")], status=NOT_FOUND)
    if closed := closed_obstacles(link, at=timezone.now()):
        return _closed(request, closed, status=GONE)
    author = LinkAuthor(link)
    if request.method != "POST":
        return _show_owed(request, author)
    editor, sent = _take_in(request, author)
    if sent is None:
        return _show(request, author, editor)
    return redirect("activities:report_receipt", token=token, key=sent.key)


@never_cache
@require_GET
def report_receipt(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """What was sent through the link, and what it counts towards."""
    link = _find(token)
    if link is None:
        return _closed(request, [_("Check that you have the whole link from the mail.")], status=NOT_FOUND)
    if closed := closed_obstacles(link, at=timezone.now()):
        return _closed(request, closed, status=GONE)
    sent = get_object_or_404(Submission, report_link=link, key=key)
    left = len(list_owed(LinkAuthor(link)))
    context = {"link": link, "token": token, "sent": sent, "lines": get_receipt(sent), "left": left}
    return render(request, "activities/report_receipt.html", context)


@require_http_methods(["GET", "POST"])
@acting(Act.REPORT)
def report_due(request: ActorRequest) -> HttpResponse:
    """The same rows for who is signed in: all of the organisation's, or what is assigned to the one."""
    if posted(request) is None:
        return _show_owed(request, request.actor)
    editor, sent = _take_in(request, request.actor)
    if sent is None:
        return _show(request, request.actor, editor)
    return redirect("activities:report_sent", key=sent.key)


@require_GET
@acting(Act.REPORT)
def report_sent(request: ActorRequest, key: str) -> HttpResponse:
    sent = get_object_or_404(Submission.objects.visible_to(request.actor), key=key, person__isnull=False)
    left = len(list_owed(request.actor))
    context = {"sent": sent, "lines": get_receipt(sent), "left": left}
    return render(request, "activities/report_sent.html", context)


def _find(token: str) -> ReportLink | None:
    links = ReportLink.objects.select_related("organisation", "function", "person")
    return links.filter(token_digest=token_digest(token)).first()


def _take_in(request: HttpRequest, author: Author) -> tuple[ReportEditor, Submission | None]:
    """The forms as they were sent, and what came of them; None where something is to be mended."""
    editor = ReportEditor(_rows_sent(request, author), posted(request))
    if not editor.is_valid():
        return editor, None
    try:
        key = str(editor.key.cleaned_data["key"])
        return editor, submit_report(by=author, key=key, rows=editor.rows())
    except NotAllowed as refused:
        editor.obstacles.extend(refused.obstacles)
    except SentAlready:
        # Another sending needs another key; what was typed stands, and is sent when the button is pressed.
        editor.key = KeyForm(initial=ReportEditor([]).key.initial)
        editor.obstacles.append(
            _("You have sent this form before, and that was recorded. Send again if this is something more.")
        )
    return editor, None


def _rows_sent(request: HttpRequest, author: Author) -> list[OwedRow]:
    """What the page asked about, also where somebody has told of it since."""
    asked = asked_about(posted(request) or request.POST)
    found = {row.activity.pk: row for row in rows_of(author, opened_to(author).filter(pk__in=asked))}
    if not asked or any(pk not in found for pk in asked):
        raise Http404
    return [found[pk] for pk in asked]


def _show_owed(request: HttpRequest, author: Author) -> HttpResponse:
    """A part at a time: who owes much reports from a phone all the same."""
    part = page_of(request, list_owed(author), per_page=ON_A_PAGE)
    return _show(request, author, ReportEditor(list(part)), part=part)


def _show(
    request: HttpRequest, author: Author, editor: ReportEditor, *, part: ListPage | None = None
) -> HttpResponse:
    link = link_of(author)
    signed = [form.row.signed for form in editor.forms]
    context = {
        "editor": editor,
        "part": part,
        "obstacles": editor.obstacles,
        "shared_with": names_of_receivers(author.organisation, signed),
        "link": link,
    }
    name = "report_link" if link else "report_due"
    status = UNPROCESSABLE if editor.obstacles or editor.errors else 200
    return render(request, f"activities/{name}.html", context, status=status)


def _closed(request: HttpRequest, sentences: list[str], *, status: int) -> HttpResponse:
    return render(request, "activities/report_closed.html", {"sentences": sentences}, status=status)
