"""What `lachan scan` says while it runs and at its end."""

from collections.abc import Callable
from pathlib import Path

from lachan.config import environment
from lachan.detect import scan_file as scanner
from lachan.serve.progress import bar as _bar

Say = Callable[[str], None]


def scan(source: Path, target: Path, rules: Path | None, options: scanner.Options, say: Say) -> int:
    """Scans a file or a folder; needs no database. Exit code 1 when a file could not be scanned."""
    rules = rules or environment.ROOT / "content" / "rules"
    try:
        with _bar() as progress:
            if source.is_dir():
                found = scanner.scan_folder(source, target, rules, progress, options)
            else:
                one = scanner.scan_file(source, target, rules, progress, options)
    except (scanner.CannotScan, scanner.BadRules) as refusal:
        raise SystemExit(str(refusal)) from None
    except KeyboardInterrupt:
        raise SystemExit("Đã dừng. Chạy lại cùng lệnh để quét tiếp từ chỗ này.") from None
    if source.is_dir():
        return _tell_folder(found, target, say)
    say(f"{one.rows} texts read, {one.with_findings} met a rule: {target}")
    if one.rejected:
        say(f"{one.problems} lines could not be read; they are in {one.rejected}")
    return 0


def _tell_folder(found: scanner.FolderResult, target: Path, say: Say) -> int:
    counts = found.counts
    say(
        f"{counts.rows} texts read in {found.files} files, {counts.with_findings} met a rule:"
        f" {target}"
    )
    if found.kept:
        say(f"{found.kept} files were done before with these rules; --fresh scans them again")
    if counts.problems:
        say(f"{counts.problems} lines could not be read; they are in *.rejected.jsonl there")
    if found.left_alone:
        say(f"{len(found.left_alone)} files of other kinds were left alone")
    for path, reason in found.refused.items():
        say(f"NOT SCANNED {path}: {reason}")
    return 1 if found.refused else 0
