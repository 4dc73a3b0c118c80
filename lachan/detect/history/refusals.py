"""Why a history cannot be used, in the words of whoever asked for it."""


class CannotLookBack(Exception):
    """The history or an archived rule set cannot be used; the message says why and what to do."""


class AlteredArchive(CannotLookBack):
    """An archived rule set no longer is what its name says."""


class OtherEngine(CannotLookBack):
    """An archived rule set was used by an engine that found other things with the same rules."""
