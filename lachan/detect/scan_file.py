"""What `lachan scan` does: a file or a folder in, one answer for each text out, bad rows aside."""

import os
from contextlib import AbstractContextManager
from functools import reduce
from pathlib import Path
from typing import Final

from lachan.detect.engine import RuleSet
from lachan.detect.problems import BadRules as BadRules
from lachan.detect.rule_folder import RuleFolder, read_folder
from lachan.detect.scale.answers import Counts
from lachan.detect.scale.answers import arrow as arrow
from lachan.detect.scale.engines import Run, here, pool
from lachan.detect.scale.errors import CannotScan as CannotScan
from lachan.detect.scale.folders import find_jobs
from lachan.detect.scale.jobs import Form as Form
from lachan.detect.scale.jobs import Job
from lachan.detect.scale.ledger import Ledger
from lachan.detect.scale.outcome import USUAL
from lachan.detect.scale.outcome import Engine as Engine
from lachan.detect.scale.outcome import FolderResult as FolderResult
from lachan.detect.scale.outcome import Options as Options
from lachan.detect.scale.outcome import ScanResult as ScanResult
from lachan.detect.scale.processes import Rules
from lachan.detect.scale.scanning import Progress, Scanning
from lachan.detect.scale.telling import finding as finding

# Below this many bytes starting processes, each with its own rules, takes longer than it saves.
_SMALL: Final = 8 << 20


def scan_file(
    source: Path,
    target: Path,
    rules: Path,
    progress: Progress | None = None,
    options: Options = USUAL,
) -> ScanResult:
    """Scans every record of `source` and writes `target`, which appears only when it is whole.

    Records with a fault go to `<target>.rejected.jsonl` with line or row, field and reason. A scan
    that was ended goes on where it stopped, unless input or rules have changed.
    Raises CannotScan, or BadRules for a rule set that cannot be used.
    """
    read = read_folder(rules)
    if not target.parent.is_dir():
        raise CannotScan(
            "Không đọc hoặc ghi được tệp: chưa có thư mục kết quả. Kiểm tra đường dẫn."
        )
    _check_target(source, target)
    form = options.form or (Form.PARQUET if target.suffix == ".parquet" else Form.JSONL)
    job = Job(source, target, form)
    scanning = Scanning([job], read.digest, fresh=options.fresh, progress=progress)
    with _engine(options, rules, read, job.size) as run:
        scanning.run(run)
    if job.refusal or job.partial is None:
        raise CannotScan(job.refusal)
    return ScanResult(*job.partial.state.counts, job.rejected, read.digest)


def scan_folder(
    source: Path,
    target: Path,
    rules: Path,
    progress: Progress | None = None,
    options: Options = USUAL,
) -> FolderResult:
    """Scans every file under `source` into the same place under `target`.

    Files that an earlier scan finished are kept, unless they, the rules or their answers have
    changed. A file that cannot be scanned is told and the others go on.
    Raises CannotScan, BadRules.
    """
    read = read_folder(rules)
    jobs, left = find_jobs(source, target, options.form or Form.JSONL)
    ledger = Ledger(target)
    known = {job: ledger.done(job, read.digest) for job in jobs if not options.fresh}
    todo = [job for job in jobs if known.get(job) is None]

    def finished(job: Job) -> None:
        if not job.refusal and job.partial is not None:
            ledger.enter(job, read.digest, job.partial.state.counts)

    scanning = Scanning(
        todo, read.digest, fresh=options.fresh, progress=progress, finished=finished
    )
    with _engine(options, rules, read, sum(job.size for job in todo)) as run:
        scanning.run(run)
    done = [job.partial.state.counts for job in todo if job.partial and not job.refusal]
    kept = [counts for counts in known.values() if counts is not None]
    return FolderResult(
        counts=reduce(Counts.plus, done + kept, Counts()),
        files=len(done) + len(kept),
        kept=len(kept),
        ruleset=read.digest,
        refused={job.source: job.refusal for job in todo if job.refusal},
        rejected=tuple(job.rejected for job in todo if job.rejected),
        left_alone=tuple(left),
    )


def _check_target(source: Path, target: Path) -> None:
    if target.suffix in {".csv", ".tsv", ".gz", ".zst"}:
        raise CannotScan("Kết quả ghi thành JSONL hoặc Parquet: đặt tên tệp .jsonl hoặc .parquet.")
    if target.is_dir():
        raise CannotScan("Kết quả của một tệp phải là một tệp, không phải thư mục đã có.")
    if target.exists() and source.exists() and target.samefile(source):
        raise CannotScan("Tệp kết quả trùng với tệp nguồn. Đặt tên khác.")


def _processors() -> int:
    """Those that this process may use, where the system says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _engine(
    options: Options, rules: Path, read: RuleFolder, size: int
) -> AbstractContextManager[Run]:
    named = Rules(str(rules.resolve()), read.digest)
    if options.engine is Engine.RAY:
        from lachan.detect.scale.ray_engine import on_ray

        return on_ray(named, options.workers)
    workers = options.workers or (1 if size < _SMALL else _processors())
    # Compiled where blocks are scanned, and nowhere else.
    return pool(named, workers) if workers > 1 else here(RuleSet.of(read))
