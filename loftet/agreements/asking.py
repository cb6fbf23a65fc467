"""Pages that ask once before something is done, in this room and those above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loftet.organisations.exceptions import NotAllowed
from loftet.web.forms import UNPROCESSABLE, posted

__all__ = ["ask_once", "posted"]


def ask_once(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    form: forms.BaseForm | None,
    act: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show what an act leads to; when it is confirmed, do it, or say with 422 why it cannot be done."""
    if request.method != "POST":
        return render(request, template, {**context, "form": form})
    if form is not None and not form.is_valid():
        return render(request, template, {**context, "form": form}, status=UNPROCESSABLE)
    try:
        return act()
    except NotAllowed as refused:
        context = {**context, "obstacles": refused.obstacles}
        return render(request, template, {**context, "form": form}, status=UNPROCESSABLE)
