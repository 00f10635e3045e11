"""A template that somebody else wrote: what it may do, and that it is stopped before it does harm."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.record.draft import Alternative, Capture, Draft
from adr_kit.workspace.templates.records import find_template, render_record

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = Draft(
    "Title",
    "proposed",
    "2026-11-23",
    3,
    tags=("one", "two"),
    capture=Capture("b" * 1000, "decided", (Alternative("Redis", "costs"),)),
)


def rendered(folder: Path, text: str, name: str = "own.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return render_record(find_template(f"./{name}", None, folder), DRAFT).text


def refused(folder: Path, text: str) -> AdrError:
    with pytest.raises(AdrError) as caught:
        rendered(folder, text)
    return caught.value


def doubled(step: str, use: str = "{{ n.x }}") -> str:
    return "{% set n = namespace(x='aa') %}{% for i in range(60) %}{% set n.x = " + step + " %}{% endfor %}" + use


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ number }} {{ number_padded }}", "3 0003"),
        ("{{ tags | join(', ') }}", "one, two"),
        ("{% for tag in tags %}{{ loop.index }}{{ tag }}{% if not loop.last %},{% endif %}{% endfor %}", "1one,2two"),
        ("{% for o in over %}{{ o.option }}: {{ o.why_not }}{% endfor %}", "Redis: costs"),
        ("{{ title | upper }}{{ title.lower() }}{{ title[:2] }}", "TITLEtitleTi"),
        ("{% set x = tags | length %}{{ x + 1 }} {{ 7 % 4 }} {{ 2 * 3 }}", "3 3 6"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(title) ~ m(status) }}", "<Title><proposed>"),
        (
            "{% for a in [[1, [2]]] recursive %}{{ loop(a) if a is iterable else a }}{% endfor %}",
            "12",
        ),
        ("{{ review_by or 'never' }}{{ none }}", "never"),
        ("{{ title | replace('t', 'd') | indent(2) }}", "Tidle"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{{ '%s' | default('x') }}", "%s"),
        ("{% if tags %}\n- {{ tags[0] }}\n{% endif %}\nend\n", "- one\nend\n"),
    ],
)
def test_what_people_write(tmp_path: Path, text: str, expected: str) -> None:
    assert rendered(tmp_path, text) == expected


BOMBS = {
    "loops": "{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
    "range": "{% for a in range(10000000000) %}{% endfor %}",
    "times": "{{ 'x' * 1000000000 }}",
    "list times": "{{ tags * 1000000000 }}",
    "power": "{{ 9 ** 99999999 }}",
    "numbers": doubled("n.x | length * 99999999 * 99999999"),
    "percent": "{{ '%1000000000d' % 1 }}",
    "format": "{{ '{:1000000000}'.format(1) }}",
    "format_map": "{{ '{:1000000000}'.format_map({}) }}",
    "ljust": "{{ 'x'.ljust(1000000000) }}",
    "zfill": "{{ 'x'.zfill(1000000000) }}",
    "method join": "{{ because.join(because) }}",
    "center": "{{ 'x' | center(1000000000) }}",
    "mapped center": "{{ ['x'] | map('center', 1000000000) | list }}",
    "bytes": "{{ (3).to_bytes(1000000000, 'big') }}",
    "tilde": doubled("n.x ~ n.x"),
    "plus": doubled("n.x + n.x"),
    "lists": doubled("[n.x] + [n.x]"),
    "nested lists": doubled("[n.x, n.x]"),
    "nested tuples": doubled("(n.x, n.x)", "{{ n.x == 1 }}"),
    "nested mappings": doubled("{'a': n.x, 'b': n.x}", "{{ n.x | string }}"),
    "set": "{% set x %}aaaa{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60 + "{{ x | length }}",
    "macro": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(200) }}",
    "endless macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "replace": "{{ because | replace('b', because) | replace('b', because) }}",
    "join": doubled("n.x ~ n.x", "").replace("60", "17") + "{{ range(999) | join(n.x) }}",
    "includes itself": "{% include 'own.md' %}{% include 'own.md' %}",
    "output": "{% for a in range(999) %}{% for b in range(40) %}" + "x" * 1000 + "{% endfor %}{% endfor %}",
    "deep": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "many blocks": "{% if 1 %}" * 2000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_stopped_with_its_place_and_without_much_memory(tmp_path: Path, text: str) -> None:
    tracemalloc.start()
    error = refused(tmp_path, text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.message.startswith("own.md")
    assert peak < 100_000_000


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ range.__self__ }}",
        "{{ range.__func__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ '' | attr('__class__') }}",
        "{{ [title] | map(attribute='__class__') | join }}",
        "{{ [title] | map('attr', '__class__') | join }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ over.__class__ }}",
        "{% for x in [].__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    ],
)
def test_nothing_behind_the_values_is_reached(tmp_path: Path, text: str) -> None:
    refused(tmp_path, text)


@pytest.mark.parametrize("name", ["../outside.md", "/etc/passwd", "link.md", "folder/link.md", "b" * 300, "", "a\x00b"])
def test_an_include_stays_beside_its_template(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    (home / "folder").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    for link in (home / "link.md", home / "folder" / "link.md"):
        link.symlink_to(tmp_path / "outside.md")
    assert "beside it" in refused(home, "{% include " + repr(name).replace("\\x00", "\x00") + " %}").message


def test_includes_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "foot.md").write_text("foot of {{ title }}", encoding="utf-8")
    assert rendered(tmp_path, "{% include 'parts/foot.md' %}{% include 'no.md' ignore missing %}") == "foot of Title"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a\n{{ titel }}", "own.md:2: 'titel' is undefined", "did you mean 'title'?"),
        (
            "{% for o in over %}\n{{ o.why }}{% endfor %}",
            "own.md:2: 'dict object' has no attribute 'why'",
            "'why_not'?",
        ),
        ("a\n\n{{ title | yml }}", "own.md:3: No filter named 'yml'.", "did you mean 'yaml'?"),
        ("a\n{% if %}", "own.md:2: Expected an expression", "docs/templates.md"),
        ("a\n{{ 1 / 0 }}", "own.md:2: division by zero", "docs/templates.md"),
        ("{{ tags }}", "own.md:1: a tuple cannot be written as it is", "docs/templates.md"),
        ("{{ tags | upper }}", "own.md:1: a tuple cannot be written as it is", "docs/templates.md"),
        ("{{ title + 1 }}", "own.md:1: can only concatenate", "docs/templates.md"),
        ("{{ title.format() }}", "own.md:1: not allowed in a template: calling format", "docs/templates.md"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, message: str, hint: str) -> None:
    error = refused(tmp_path, text)
    assert error.message.startswith(message)
    assert hint in str(error.hint)
    assert "0x" not in error.message


def test_what_is_wrong_in_an_included_file_is_said_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("\n\n{{ nobody }}", encoding="utf-8")
    assert refused(tmp_path, "{% include 'part.md' %}").message == "part.md:3: 'nobody' is undefined"


def test_a_template_that_is_no_text_or_much_too_long(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"fine\n\xff\n")
    with pytest.raises(AdrError, match=r"bad\.md:2: not UTF-8"):
        find_template("./bad.md", None, tmp_path)
    (tmp_path / "long.md").write_bytes(b"x" * 300_000)
    with pytest.raises(AdrError, match="longer than a template may be"):
        find_template("./long.md", None, tmp_path)
