"""What is wrong with a file of rules: where, what, and what to do. Written for the officer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, dòng {self.line}" if self.line else self.file
        return f"{place}: {self.what} Cách sửa: {self.remedy}"


class BadRules(ValueError):
    """The rule set cannot be used; nothing of it is. `problems` lists every mistake found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
