"""`python -m lachan` is the `lachan` command."""

from lachan.cli import main

main()
