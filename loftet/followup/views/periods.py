"""Setting the periods of an agreement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loftet.agreements.asking import posted
from loftet.agreements.models import Agreement
from loftet.domain.commitment import Cadence
from loftet.domain.periods import Period
from loftet.organisations.actor import ActorRequest
from loftet.organisations.decorators import acting
from loftet.organisations.exceptions import ChangedMeanwhile, NotAllowed
from loftet.organisations.policies import Act
from loftet.web.forms import UNPROCESSABLE, lines_typed, render_form

from ..content import PeriodContent
from ..forms.periods import BLANK_LINES, MOST_LINES, PeriodsForm, SeriesForm, initial_of
from ..models import ReportingPeriod
from ..policies import party_obstacles
from ..ready_made import ready_made_periods
from ..reminder_plan import plan_of
from ..services import set_periods
from .common import agreement_or_404, trail_to


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def periods_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """The periods line by line; `?every=` fills in a ready-made series, which is saved like any other."""
    agreement = agreement_or_404(request.actor, pk)
    typed = posted(request)
    form = (
        PeriodsForm(typed, lines=lines_typed(typed, most=MOST_LINES))
        if typed is not None
        else _form(request, agreement)
    )
    if request.method != "POST":
        return _show(request, agreement, form)
    if not form.is_valid():
        return _show(request, agreement, form, status=UNPROCESSABLE)
    try:
        set_periods(by=request.actor, agreement=agreement, periods=form.contents(), seen=form.seen_rows())
    except NotAllowed as refused:
        return _show(request, agreement, form, status=UNPROCESSABLE, obstacles=refused.obstacles)
    except ChangedMeanwhile:
        changed = _("Somebody else set the periods after you opened this page. Open it again and compare.")
        return _show(request, agreement, form, status=UNPROCESSABLE, obstacles=[changed])
    messages.success(request, _("The periods are set. Every party sees them."))
    return redirect("followup:follow_up_list")


@require_http_methods(["GET", "POST"])
@acting(Act.DRAFT)
def series_choose(request: ActorRequest, pk: int) -> HttpResponse:
    """A ready-made series leads to the page of periods with its lines filled in; nothing is saved here."""
    agreement = agreement_or_404(request.actor, pk)
    form = SeriesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('followup:periods_edit', args=(pk,))}?{form.as_query()}")
    context = {"agreement": agreement, "trail": trail_to()}
    return render_form(request, "followup/series_choose.html", context, form=form)


def _form(request: ActorRequest, agreement: Agreement) -> PeriodsForm:
    rows = list(ReportingPeriod.objects.of_the_parties(agreement).order_by("order"))
    contents = [_content(row) for row in rows]
    series = SeriesForm(request.GET if "every" in request.GET else None)
    if series.is_bound and series.is_valid():
        cleaned = series.cleaned_data
        span = Period(cleaned["starts_on"], cleaned["ends_on"])
        contents += ready_made_periods(Cadence(cleaned["every"]), span)
    initial = initial_of(contents, [row.pk for row in rows], plan_of(rows))
    return PeriodsForm(initial=initial, lines=len(contents) + BLANK_LINES)


def _content(row: ReportingPeriod) -> PeriodContent:
    return PeriodContent(row.label, row.starts_on, row.ends_on, row.due_on, tuple(row.remind_on), row.is_read)


def _show(
    request: ActorRequest,
    agreement: Agreement,
    form: PeriodsForm,
    *,
    status: int = 200,
    obstacles: list[str] | None = None,
) -> HttpResponse:
    context = {
        "agreement": agreement,
        "form": form,
        "obstacles": obstacles or party_obstacles(request.actor, agreement),
        "trail": trail_to(),
    }
    return render(request, "followup/periods_edit.html", context, status=status)
