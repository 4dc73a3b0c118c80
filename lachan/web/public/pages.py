"""Pages that ask nothing: the home, lessons, help numbers, how to stay safe here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lachan.web.public import shelf
from lachan.web.public.headers import open_page, private_page


@require_safe
@open_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html")


@require_safe
@private_page
def learn(request: HttpRequest) -> HttpResponse:
    return render(request, "public/learn.html", {"lessons": shelf.lessons()})


@require_safe
@private_page
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    lessons = shelf.lessons()
    found = next((one for one in lessons if one.slug == slug), None)
    if found is None:
        raise Http404
    others = [one for one in lessons if one is not found]
    return render(request, "public/lesson.html", {"lesson": found, "others": others})


@require_safe
@private_page
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help.html", {"helpers": shelf.helpers()})


@require_safe
@private_page
def staying_safe(request: HttpRequest) -> HttpResponse:
    return render(request, "public/safety.html")
