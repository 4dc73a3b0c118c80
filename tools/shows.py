"""Measures, now, what the programme promises, and says of each promise whether it holds.

make shows            all
make shows ONLY=A     those of one part
"""

import sys

import measured
import shows_serving

LINES: tuple[measured.Line, ...] = (*shows_serving.LINES,)


if __name__ == "__main__":
    sys.exit(measured.run(LINES, sys.argv[1] if len(sys.argv) > 1 else ""))
