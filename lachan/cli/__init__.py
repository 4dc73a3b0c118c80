"""The `lachan` command. Each command imports what it needs when it runs, so that help is quick."""

from lachan.cli import engine as engine
from lachan.cli.house import main as main
