"""Why a scan cannot go on, in the operator's words."""


class CannotScan(Exception):
    """The input cannot be scanned; the message says why and what to do. No half file is left."""
