"""What each condition of the permission table means for rows that a unit owns."""

from lachan.people.permissions import Condition
from lachan.people.scoping import AccessPaths, anywhere, own_unit, unit_tree

UNIT_PATHS: AccessPaths = {
    Condition.ANYWHERE: anywhere,
    Condition.OWN_UNIT: own_unit("unit"),
    Condition.UNIT_TREE: unit_tree("unit"),
}
