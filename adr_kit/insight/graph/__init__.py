"""The decision graph: what rests on what, what replaced what, and what to read first."""

from adr_kit.insight.graph.model import RESTING, Edge, Graph, build, name_of
from adr_kit.insight.graph.reading import ReadingOrder, Step, reading_order
from adr_kit.insight.graph.succession import Lineage, current, in_force, lineage
from adr_kit.insight.graph.walk import Direction, Resting, carried, cycles, neighbourhood, resting

__all__ = [
    "RESTING",
    "Direction",
    "Edge",
    "Graph",
    "Lineage",
    "ReadingOrder",
    "Resting",
    "Step",
    "build",
    "carried",
    "current",
    "cycles",
    "in_force",
    "lineage",
    "name_of",
    "neighbourhood",
    "reading_order",
    "resting",
]
