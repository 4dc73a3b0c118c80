"""What a start has completed, kept in the database it was done to."""

from django.db import models


class StartMark(models.Model):
    """One completed piece of a start, by name: the demo told, a key in use.

    It lives beside the data, not in a file, so that the two can never be out of step.
    """

    name = models.CharField(max_length=100, primary_key=True)
    value = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Personal:
        erase: frozenset[str] = frozenset()
        keep = frozenset({"name", "value", "made_at"})

    def __str__(self) -> str:
        return self.name
