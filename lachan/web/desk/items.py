"""Tin đã thu thập: items, their marked passages, and the sources they come from."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from lachan.monitor import queries
from lachan.monitor.access import item_for
from lachan.people.permissions import Permission
from lachan.web.desk.item_table import item_table
from lachan.web.desk.listing import show
from lachan.web.desk.needs import DeskRequest, needs


@needs(Permission.READ_ITEM)
def items(request: DeskRequest) -> HttpResponseBase:
    """What was collected, latest first, and what the rules found in it."""
    context = {"heading": gettext("Tin đã thu thập")}
    return show(request, item_table(), queries.items(request.actor), "desk/list.html", context)


@needs(Permission.READ_ITEM)
def item(request: DeskRequest, item_id: int) -> HttpResponse:
    """One item as text; the words that met a rule are marked. Nothing is fetched from it."""
    one = item_for(request.actor, item_id, now=request.now)
    context = {"page": queries.item_page(request.actor, one)}
    return render(request, "desk/item.html", context)
