"""networkx' own writers, for formats of which it knows more than we do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.graph.model import Network

    Values = Mapping[str, str | int | bool]


def graphml(nodes: Iterable[tuple[str, Values]], edges: Iterable[tuple[str, str, Values]]) -> str:
    """GraphML of a directed graph; the attribute ``id`` of an edge becomes its XML id and must be unique.

    Args:
        nodes: each node's name and attributes.
        edges: source, target and attributes.
    """
    network: Network = nx.MultiDiGraph()
    for name, values in nodes:
        network.add_node(name, **values)
    for source, target, values in edges:
        network.add_edge(source, target, **values)
    lines = _as_xml_booleans(list(nx.generate_graphml(network, edge_id_from_attribute="id")))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


_BOOLEAN_KEY = re.compile(r'<key id="(?P<id>\w+)"[^>]* attr\.type="boolean"')
_BOOLEAN = re.compile(r'(<data key="(?P<id>\w+)">)(?P<value>True|False)(?=</data>)')


def _as_xml_booleans(lines: list[str]) -> list[str]:
    """What networkx writes is Python's ``True``; the XML Schema boolean that GraphML names is ``true``."""
    keys = {match["id"] for match in map(_BOOLEAN_KEY.search, lines) if match}
    return [
        _BOOLEAN.sub(lambda match: match[1] + match["value"].lower() if match["id"] in keys else match[0], line)
        for line in lines
    ]
