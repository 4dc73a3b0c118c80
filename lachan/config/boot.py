"""Wakes Django in a process that was not started by it."""

import os

import django


def wake_django() -> None:
    """Loads the settings and the apps. Raises Misconfigured on a bad environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lachan.config.settings")
    django.setup()


def assume_demo() -> None:
    """For the commands of the demo: demo mode, unless another was asked for by name."""
    os.environ.setdefault("LACHAN_MODE", "demo")
