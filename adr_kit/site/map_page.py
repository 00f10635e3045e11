"""The page with the map of all decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.drawing.chart import chart
from adr_kit.drawing.picture import Picture
from adr_kit.site import names

if TYPE_CHECKING:
    from adr_kit.drawing.chart import Chart
    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations


@dataclass(frozen=True, slots=True)
class MapView:
    """All that the page says."""

    chart: Chart


def map_view(places: Places, relations: Relations) -> MapView:
    """The map of a log; a record's box leads to its page."""
    picture = Picture.of(relations.graph)
    return MapView(chart(picture, lambda identity: names.href(names.MAP, places.page(identity))))
