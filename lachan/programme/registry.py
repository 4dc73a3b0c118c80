"""Every measure the storeys below publish, by code. Figures and content loading read it."""

from collections.abc import Mapping

from lachan.cases.measures import MEASURES as CASES
from lachan.clocks.measures import MEASURES as CLOCKS
from lachan.common.measures import Measure
from lachan.monitor.measures import MEASURES as MONITOR
from lachan.takedown.measures import MEASURES as TAKEDOWN
from lachan.tips.measures import MEASURES as TIPS
from lachan.triage.measures import MEASURES as TRIAGE

_GROUPS = (TIPS, MONITOR, TRIAGE, CASES, TAKEDOWN, CLOCKS)

MEASURES: Mapping[str, Measure] = {measure.code: measure for group in _GROUPS for measure in group}
