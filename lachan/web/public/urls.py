"""Addresses of the public face. None of them carries anything a person wrote."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
