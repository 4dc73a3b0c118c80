"""Every measure the storeys below publish, by code. Figures and content loading read it."""

from collections.abc import Mapping

from lachan.clocks.measures import MEASURES as CLOCKS
from lachan.common.measures import Measure
from lachan.tips.measures import MEASURES as TIPS

MEASURES: Mapping[str, Measure] = {
    measure.code: measure for group in (TIPS, CLOCKS) for measure in group
}
