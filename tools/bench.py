"""Measures speed on data of a province's size, against the bounds of the design."""

import sys

import measured

LINES: tuple[measured.Line, ...] = ()


if __name__ == "__main__":
    sys.exit(measured.run(LINES, sys.argv[1] if len(sys.argv) > 1 else ""))
