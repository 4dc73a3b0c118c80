"""Staff at the desk: signed in, with or without the second factor."""

from allauth.mfa.models import Authenticator
from django.test import Client

from lachan.people.models import Unit, User
from lachan.people.rules import Role
from tests.builders import people


def enrolled(user: User) -> User:
    """The person has set up a second factor."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def signed_in(user: User) -> Client:
    """A browser in which the person has signed in with both factors."""
    client = Client()
    client.force_login(enrolled(user))
    return client


def at_work(role: Role, unit: Unit | None = None) -> Client:
    """The browser of somebody who holds the role."""
    return signed_in(people.user(role, unit))
