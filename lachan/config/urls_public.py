"""The public face alone: what children, parents and teachers reach."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("lachan.web.public.urls")),
    path("ngon-ngu/", set_language, name="set_language"),
]
