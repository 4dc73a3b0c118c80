"""Every write of the monitor, by subject."""

from lachan.monitor.operations.fetches import fetch
from lachan.monitor.operations.findings import dismiss, promote, reopen
from lachan.monitor.operations.imports import (
    ImportResult,
    import_file,
    receive_file,
    run_import,
)
from lachan.monitor.operations.scans import SCANNED_AT_ONCE, scan, scan_new
from lachan.monitor.operations.sources import add_source, set_active

__all__ = [
    "SCANNED_AT_ONCE",
    "ImportResult",
    "add_source",
    "dismiss",
    "fetch",
    "import_file",
    "promote",
    "receive_file",
    "reopen",
    "run_import",
    "scan",
    "scan_new",
    "set_active",
]
