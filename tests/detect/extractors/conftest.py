"""What the tests of the extractors share."""

import pytest

from lachan.detect.extractors import EXTRACTORS
from lachan.detect.fold import fold


@pytest.fixture
def found():
    """The passages that a finder claims in a text."""

    def claim(name: str, text: str) -> list[str]:
        return [text[start:end] for start, end in EXTRACTORS[name].find(fold(text))]

    return claim
