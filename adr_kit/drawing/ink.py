"""How a drawn map looks: colours for light and dark, and the rules that give shapes and lines their form."""

from __future__ import annotations

# The values of the site's style sheet (a test compares them), so that a drawing in a page follows that page's theme.
LIGHT = {
    "page": "#ffffff",
    "raised": "#f5f7f7",
    "line": "#dde3e3",
    "line-strong": "#8a9696",
    "text": "#1b2426",
    "quiet": "#55636a",
    "accent": "#0b6658",
    "accent-soft": "#e3f1ee",
    "mark": "#ffffff",
    "accepted": "#0f7a46",
    "proposed": "#8a5200",
    "rejected": "#b02a24",
    "deprecated": "#7b4a12",
    "superseded": "#55606c",
    "other": "#3f5bb0",
}
DARK = {
    "page": "#11171a",
    "raised": "#192124",
    "line": "#2c373b",
    "line-strong": "#6d7d83",
    "text": "#e2e9ea",
    "quiet": "#9fb0b5",
    "accent": "#63d2bd",
    "accent-soft": "#12302c",
    "mark": "#11171a",
    "accepted": "#63d197",
    "proposed": "#f0b25a",
    "rejected": "#ff9a92",
    "deprecated": "#dfb27d",
    "superseded": "#abb7c4",
    "other": "#a3b7ff",
}

RULES = """\
.drawing {
  display: block;
  color: var(--text);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
.drawing .accepted { --status: var(--accepted); }
.drawing .proposed, .drawing .draft { --status: var(--proposed); }
.drawing .rejected { --status: var(--rejected); }
.drawing .deprecated { --status: var(--deprecated); }
.drawing .superseded, .drawing .none { --status: var(--superseded); }
.drawing .other { --status: var(--other); }
.drawing .box { fill: var(--page); stroke: var(--status, var(--line-strong)); stroke-width: 1.5; }
.drawing .proposed > .box { stroke-dasharray: 7 4; }
.drawing .draft > .box { stroke-dasharray: 2 3; }
.drawing .rejected > .box, .drawing .deprecated > .box, .drawing .superseded > .box {
  fill: var(--raised);
  stroke: var(--line-strong);
}
.drawing .rejected > .box { stroke-dasharray: 2 3; }
.drawing .focus > .box { stroke: var(--accent); stroke-width: 3; fill: var(--accent-soft); }
.drawing .new > .box, .drawing .was > .box { stroke: var(--accent); stroke-width: 3.5; }
.drawing .new > .box { fill: var(--accent-soft); }
.drawing .gone > .box { stroke-dasharray: 1 5; }
.drawing .gone > .name { text-decoration: line-through; }
.drawing .edge.new { stroke: var(--accent); stroke-width: 3; }
.drawing .edge.gone { stroke: var(--rejected); stroke-dasharray: 1 5; }
.drawing .meta { fill: var(--status, var(--quiet)); font-size: 11.5px; font-weight: 600; }
.drawing .name { fill: var(--text); font-size: 13px; font-weight: 600; }
.drawing .note { fill: var(--quiet); font-size: 12px; }
.drawing .rejected > .name, .drawing .superseded > .name, .drawing .deprecated > .name {
  fill: var(--quiet);
  font-weight: 500;
}
.drawing a { text-decoration: none; cursor: pointer; outline: none; }
.drawing a:hover > .box { stroke: var(--accent); stroke-width: 2.5; }
.drawing a:focus-visible > .box { stroke: var(--accent); stroke-width: 4; stroke-dasharray: none; }
.drawing .shape { color: var(--status, var(--quiet)); }
.drawing .full { fill: currentColor; stroke: none; }
.drawing .open { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.drawing .broken { stroke-dasharray: 2.6 2.5; stroke-linecap: butt; }
.drawing .cut { fill: none; stroke: var(--mark); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.drawing .edge { fill: none; stroke: var(--quiet); stroke-width: 1.4; }
.drawing .edge.supersedes { stroke: var(--text); stroke-width: 2.8; }
.drawing .edge.supersedes.partly { stroke-width: 2.2; stroke-dasharray: 14 5; }
.drawing .edge.supersedes.waiting { stroke: var(--proposed); stroke-width: 2.2; stroke-dasharray: 4 4; }
.drawing .edge.refines { stroke-dasharray: 11 3; }
.drawing .edge.amends { stroke-dasharray: 6 4; }
.drawing .edge.relates-to, .drawing .edge.other-relation {
  stroke-dasharray: 1.5 4;
  stroke-linecap: round;
  stroke-width: 1.8;
}
.drawing .edge.conflicts-with { stroke: var(--rejected); stroke-dasharray: 9 3 2 3; stroke-width: 1.8; }
.drawing .point { fill: var(--quiet); }
.drawing .point.strong { fill: var(--text); }
.drawing .ground { fill: var(--page); }
.drawing .rule { stroke: var(--line); stroke-width: 1; }
"""


def alone() -> str:
    """The rules for a drawing that stands in no page: with its colours, which follow the reader's system."""
    dark = "".join(f"  {line}\n" for line in _colours(DARK).splitlines())
    return f"{_colours(LIGHT)}@media (prefers-color-scheme: dark) {{\n{dark}}}\n{RULES}"


def _colours(values: dict[str, str]) -> str:
    return f".drawing {{ {' '.join(f'--{name}: {value};' for name, value in values.items())} }}\n"
