"""Signs that are not words of a list: ages, names, schools, addresses, numbers.

Each finder gets a folded page and gives half-open spans of the original text. They are thin and
careful: what they miss an officer still reads, what they claim must be there.
"""

from lachan.detect.extractors.ages import ages_under
from lachan.detect.extractors.book import EXTRACTORS, Extractor
from lachan.detect.extractors.view import Span

__all__ = ["EXTRACTORS", "Extractor", "Span", "ages_under"]
