"""Long lists, a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


class ListPage(Page[Any]):
    """A page that knows which page numbers to show; the far ones are left out."""

    def shown_numbers(self) -> list[int | str]:
        return [*self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1)]


def page_of(request: HttpRequest, rows: Any, *, per_page: int = 50) -> ListPage:
    """The page asked for with ``?sida=2``; the nearest there is when there is no such page."""
    return part_of(rows, request.GET.get("sida"), per_page=per_page)


def part_of(rows: Any, number: str | None, *, per_page: int) -> ListPage:
    """The part of this number, as it was asked for; the nearest there is when there is no such part."""
    page = Paginator(rows, per_page).get_page(number)
    return ListPage(page.object_list, page.number, page.paginator)
