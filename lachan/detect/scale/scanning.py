"""Drives files through an engine, in order, and puts each answer in its place."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from lachan.detect.scale.blocks import Block
from lachan.detect.scale.engines import Run
from lachan.detect.scale.errors import CannotScan, why
from lachan.detect.scale.jobs import Job

# (bytes read, bytes in all)
Progress = Callable[[int, int], None]


class Scanning:
    """One stream of blocks through all files, so that many small ones keep every process busy."""

    def __init__(
        self,
        jobs: Iterable[Job],
        digest: str,
        *,
        fresh: bool = False,
        progress: Progress | None = None,
        finished: Callable[[Job], None] = lambda job: None,
    ) -> None:
        self._jobs = list(jobs)
        self._digest = digest
        self._fresh = fresh
        self._progress = progress
        self._finished = finished
        # What was sent and is not answered: a block of a job with the bytes read up to there, or,
        # without bytes, the word that the job has no more blocks.
        self._sent: deque[tuple[Job, int | None]] = deque()
        self._total = sum(job.size for job in self._jobs)

    def run(self, engine: Run) -> None:
        """Raises CannotScan when answers cannot be written; what is written stays to go on from."""
        try:
            for answer in engine(self._blocks()):
                self._end_jobs()
                job, read = self._sent.popleft()
                if job.partial is not None:
                    job.partial.add(answer)
                if self._progress is not None and read is not None:
                    self._progress(read, self._total)
            self._end_jobs()
        except OSError as error:
            raise CannotScan(why(error, self._jobs[0].source)) from error
        finally:
            for job in self._jobs:
                if job.partial is not None:
                    job.partial.close()

    def _blocks(self) -> Iterator[Block]:
        before = 0
        for job in self._jobs:
            for block in job.blocks(self._digest, fresh=self._fresh):
                self._sent.append((job, before + int(job.read * job.size)))
                yield block
            before += job.size
            self._sent.append((job, None))

    def _end_jobs(self) -> None:
        while self._sent and self._sent[0][1] is None:
            job, _ = self._sent.popleft()
            job.finish()
            self._finished(job)
