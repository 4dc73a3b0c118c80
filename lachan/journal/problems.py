"""What a check found wrong, told up to a limit and counted past it, so that memory stays flat."""

MOST_TOLD = 100


class Problems:
    """Sentences for an operator, in the order they were found."""

    def __init__(self) -> None:
        self.count = 0
        self._told: list[str] = []

    def add(self, sentence: str) -> None:
        self.count += 1
        if self.count <= MOST_TOLD:
            self._told.append(sentence)

    def told(self) -> tuple[str, ...]:
        if self.count <= MOST_TOLD:
            return tuple(self._told)
        return (*self._told, f"and {self.count - MOST_TOLD} more")
