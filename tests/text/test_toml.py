"""Where keys stand in a TOML file, for every way in which TOML lets them be written."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.text import toml

WRITTEN = '''\
# log = 1
text = """
[no.table]
log = 2 "" """  # "log" = 3
literal = \'\'\'a = [ "\'\'\'
list = [
  { x = 4 }, "}, y = 5", [6],  # ]
]
"im=pl".'a b' = 7
"\\u0061bc"=8
inline = { one = 9, two.three = { four = 10 }, "fi,ve" = [11, 12] }
day = 1979-05-27 07:32:00

[ tool . "adr" ]
  log = 13
[tool.adr.site.links]
'the [wiki]' = "https://example.org/#a"
[[many]]
name = 14
'''


def value_at(key: str) -> str:
    return WRITTEN[toml.places(WRITTEN)[key].value :].split(maxsplit=1)[0].rstrip(",")


def test_each_key_is_found_however_it_is_written() -> None:
    tomllib.loads(WRITTEN)
    assert set(toml.places(WRITTEN)) == {
        "text", "literal", "list", "im=pl", "im=pl.a b", "abc", "inline", "inline.one", "inline.two",
        "inline.two.three", "inline.two.three.four", "inline.fi,ve", "day", "tool", "tool.adr", "tool.adr.log",
        "tool.adr.site", "tool.adr.site.links", "tool.adr.site.links.the [wiki]", "many", "many.name",
    }  # fmt: skip
    numbers = {"im=pl.a b": "7", "abc": "8", "inline.one": "9", "inline.two.three.four": "10", "tool.adr.log": "13"}
    assert {key: value_at(key) for key in numbers} == numbers
    assert value_at("tool.adr.site.links.the [wiki]").startswith('"https')


def test_a_place_is_counted_as_editors_count() -> None:
    place = toml.places(WRITTEN)["tool.adr.log"]
    assert [toml.line_and_column(WRITTEN, offset) for offset in (place.key, place.value)] == [(15, 3), (15, 9)]
    assert toml.line_and_column("", 0) == (1, 1)


NAMES = st.sampled_from(["a", "b-1", '"c.d"', "'e = [1]'", "a . f", '"\\u0067"'])
VALUES = st.recursive(
    st.sampled_from(["1", '"x # y"', "'''\n[no]\nz = 1\n'''", "1979-05-27 07:32:00", "-1.5e3", "[\n  [1], # ]\n]"]),
    lambda inner: st.lists(st.tuples(NAMES, inner), max_size=2).map(
        lambda pairs: "{" + ", ".join(f"{name} = {value}" for name, value in pairs) + "}"
    ),
)
LINES = st.one_of(st.tuples(NAMES, VALUES).map(" = ".join), NAMES.map("[{}] # x".format), st.just("# n = 1"))


def names_in(table: dict[str, object], prefix: str = "") -> set[str]:
    inner = (names_in(value, f"{prefix}{name}.") for name, value in table.items() if isinstance(value, dict))
    return {prefix + name for name in table}.union(*inner)


@given(st.lists(LINES, max_size=4).map("\n".join))
def test_what_a_parser_finds_has_a_place_and_nothing_else_has(text: str) -> None:
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # one name twice
        return
    assert {*toml.places(text)} == names_in(parsed)
