"""What a child case holds. Everything that tells of a child is sealed or sorted as erased."""

from lachan.cases.models.case import CaseConflict, Child, ChildCase, NumberSeries
from lachan.cases.models.forms import Approval, Assessment, Closure, EmergencyMeasure
from lachan.cases.models.plan import CasePlan, FollowUp, Service
from lachan.cases.models.ways import CaseNote, PoliceHandover, Transfer

__all__ = [
    "Approval",
    "Assessment",
    "CaseConflict",
    "CaseNote",
    "CasePlan",
    "Child",
    "ChildCase",
    "Closure",
    "EmergencyMeasure",
    "FollowUp",
    "NumberSeries",
    "PoliceHandover",
    "Service",
    "Transfer",
]
