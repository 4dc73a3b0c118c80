"""Scans, slowly, a file given by the test that will end this process: IN, OUT, RULES, WORKERS."""

import sys
import time
from pathlib import Path

from lachan.detect.scale import growing, json_lines
from lachan.detect.scan_file import Options, scan_file

if __name__ == "__main__":
    json_lines.BLOCK = 2000
    write = growing.GrowingFile.write

    def slow(self, body):
        """In two steps, so that an end may fall between them."""
        write(self, body[: len(body) // 2])
        time.sleep(0.002)
        write(self, body[len(body) // 2 :])

    growing.GrowingFile.write = slow
    source, target, rules, workers = sys.argv[1:]
    print("began", flush=True)
    scan_file(Path(source), Path(target), Path(rules), options=Options(workers=int(workers)))
