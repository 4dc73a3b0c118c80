"""Marks a Vietnamese label for translation where Django may not be imported."""


def mark(text: str) -> str:
    """Returns the text unchanged; the message extractor knows this name as `gettext_noop`."""
    return text


def counted(text: str) -> str:
    """The same for a label with a number in it, which other languages put in several forms:
    `ngettext(text, text, number) % number`."""
    return text
