"""Markdown to HTML: what people write looks right, and nothing that they write runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adr_kit.text.markdown.render import Rendered, render
from adr_kit.text.markdown.target import Target, safe
from effort import at_most
from markup import Markup


def page(text: str) -> Rendered:
    """Rendered where every link leads to where it says, and ``.png`` is a picture."""
    return render(text, resolve=lambda href: Target(href, image=href.endswith(".png")))


def test_headings_begin_at_two_without_gaps_and_have_places_of_their_own() -> None:
    got = page("# Context\n\n### Déjà vu: `x`\n\n# Context\n\n##### Ende\n")
    assert [(heading.level, heading.id, heading.text) for heading in got.headings] == [
        (2, "context", "Context"),
        (3, "déjà-vu-x", "Déjà vu: x"),
        (2, "context-1", "Context"),
        (3, "ende", "Ende"),
    ]
    assert '<h3 id="déjà-vu-x">' in got.html


def test_a_heading_of_marks_alone_still_has_a_place() -> None:
    assert [heading.id for heading in page("# ???\n\n# !!!\n").headings] == ["section", "section-1"]


def test_places_in_the_text_are_found_as_github_finds_them() -> None:
    got = page('## My Heading\n\n[a](#my-heading) [b](#My-Heading) [c](#nowhere) [d](#old)\n\n<a name="old"></a>\n')
    assert [element.attributes.get("href") for element in Markup(got.html).all("a")][:3] == [
        "#my-heading",
        "#my-heading",
        "#old",
    ]
    assert [link.href for link in got.broken] == ["#nowhere"]


def test_a_broken_link_keeps_its_words_and_says_why() -> None:
    got = render("See [the *plan*](gone.md).", resolve=lambda _: Target(None, "There is no gone.md"))
    (broken,) = Markup(got.html).all("span", "broken-link")
    assert broken.words == "the plan (there is no gone.md)"
    assert "href" not in got.html
    assert [link.href for link in got.broken] == ["gone.md"]


def test_a_file_without_a_page_is_no_broken_link() -> None:
    got = render("[code](../src/a.py)", resolve=lambda _: Target(None, "it is in the repository", exists=True))
    assert Markup(got.html).all("span", "unlinked")
    assert not got.broken


def test_bare_addresses_become_links_without_the_punctuation_around_them() -> None:
    got = page("(see https://example.org/a_(b)?x=1&y=2). `https://no.example` 见https://例.example/页。好")
    assert Markup(got.html).values("href") == [
        "https://example.org/a_(b)?x=1&y=2",
        "https://%E4%BE%8B.example/%E9%A1%B5",
    ]


def test_tables_scroll_in_themselves_and_keep_their_sides() -> None:
    markup = Markup(page("| a | b |\n|:--|--:|\n| 1 | ~~2~~ |\n").html)
    (frame,) = markup.all("div", "table")
    assert frame.attributes["tabindex"] == "0"
    assert markup.all("td", "right")[0].words == "2"
    assert markup.all("s")
    assert not markup.values("style")


def test_tasks_are_boxes_with_words() -> None:
    markup = Markup(page("- [ ] open `x`\n- [x] done\n- [link](a)\n- [x]no\n").html)
    assert [(e.attributes["aria-label"], e.words) for e in markup.all("span", "box")] == [("Open", "☐"), ("Done", "☑")]
    assert [e.words for e in markup.all("li", "task")] == ["☐ open x", "☑ done"]


def test_alerts_are_notes() -> None:
    markup = Markup(page("> [!WARNING]\n> Take *care*.\n>\n> > [!note] not alone on its line\n\n> quoted\n").html)
    (alert,) = markup.all("div", "alert")
    assert alert.attributes == {"class": "alert warning", "role": "note"}
    assert markup.all("strong", "alert-title")[0].words == "Warning"
    assert len(markup.all("blockquote")) == 2


def test_footnotes_go_to_the_end_and_back() -> None:
    markup = Markup(page("One[^a] two[^a] three[^b].\n\n[^a]: First *note*.\n[^b]: Second.\n[^c]: Unused.\n").html)
    assert [e.words for e in markup.all("sup", "footnote-mark")] == ["1", "1", "2"]
    places = set(markup.values("id"))
    assert {href.removeprefix("#") for href in markup.values("href")} <= places
    assert "Unused" not in page("x\n\n[^c]: Unused.\n").html


def test_code_is_highlighted_where_its_language_is_known() -> None:
    markup = Markup(page("```python\ndef f(): ...  # <b>\n```\n\n```nonsense\n<i>\n```\n\n    indented\n").html)
    first, second, third = markup.all("pre", "code")
    assert first.words == "def f(): ... # <b>"
    assert [e.words for e in markup.all("span", "k")] == ["def"]
    assert second.words == "<i>"
    assert third.attributes["aria-label"] == "Code"


def test_mermaid_stays_readable() -> None:
    got = page("```mermaid\ngraph TD\n  A --> B\n```\n")
    assert Markup(got.html).all("pre", "code")[0].words == "graph TD A --> B"


def test_pictures_beside_the_page_are_shown_and_others_are_linked() -> None:
    markup = Markup(page('![a "b"](x.png) ![far](https://example.org/y) <img src="z.png" alt="z" width=300>').html)
    assert [(e.attributes["src"], e.attributes["alt"]) for e in markup.all("img")] == [
        ("x.png", 'a "b"'),
        ("z.png", "z"),
    ]
    assert markup.all("a", "picture-link")[0].words == "far"
    assert markup.all("img")[1].attributes["width"] == "300"


def test_raw_html_of_the_safe_list_stays_without_what_is_ours_to_say() -> None:
    got = page('<details open class="bar" id="x"><summary>More</summary>\n\ntext <kbd>q</kbd>\n\n</details>\n')
    markup = Markup(got.html)
    assert markup.all("details")[0].attributes == {"open": "", "id": "x"}
    assert markup.all("kbd")


def test_raw_html_cannot_take_our_places() -> None:
    got = page('# Title\n\n<p id="title">a</p>\n\n<p id="site.content">b</p>\n\n<p id="p">c</p>\n\n<p id="p">d</p>\n')
    assert Markup(got.html).values("id") == ["title", "p"]


def test_what_is_no_html_is_shown_as_it_was_written() -> None:
    got = page("Use Map<Key, Value> and List<String>.\n\n<Widget>\ncode\n</Widget>\n")
    assert "Map&lt;Key, Value&gt;" in got.html
    assert "List&lt;String&gt;" in got.html
    assert "&lt;Widget&gt;" in got.html


def test_comments_are_not_shown() -> None:
    assert page("a <!-- hint --> b\n\n<!-- more\nhints -->\n").html.split() == ["<p>a", "b</p>"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='x.png'onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1)) [x](<java\nscript:alert(1)>) [x]( javascript:alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](vbscript:x) [y](data:text/html,<script>alert(1)</script>) ![z](data:image/svg+xml,<svg/onload=alert(1)>)",
        "<javascript:alert(1)>",
        '<a href="javascript:alert(1)">x</a> <a href="&#x6a;avascript:alert(1)">y</a>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
        "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<form action=https://evil.example><input name=q><button formaction='javascript:alert(1)'>x</button></form>",
        "<p style='background:url(https://evil.example)'>x</p><style>*{}</style><link rel=stylesheet href=x>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
        "[x]: javascript:alert(1)\n\n[x]",
        "```<img src=x onerror=alert(1)>\ncode\n```",
        "| a |\n|--|\n| <script>alert(1)</script> |",
        "[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: note",
        "# <img src=x onerror=alert(1)>",
        '[x](https://example.org/"onmouseover=alert(1))',
        '[x](a "title\\" onmouseover=alert(1)")',
    ],
)
def test_nothing_runs(text: str) -> None:
    harmless(page(text).html)


HARMLESS = re.compile(r"(?:https?:|mailto:)|(?![A-Za-z][A-Za-z0-9+.-]*:)", re.IGNORECASE)


def harmless(html: str) -> None:
    markup = Markup(html)
    allowed = {"class", "id", "href", "src", "alt", "title", "role", "aria-label", "tabindex", "loading"}
    allowed |= {"width", "height", "open", "lang", "dir", "colspan", "rowspan", "scope", "start", "reversed"}
    allowed |= {"datetime", "name"}
    for element in markup.elements:
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "meta",
            "base",
            "svg",
        }
        assert set(element.attributes) <= allowed, element
        for name in ("href", "src"):
            address = element.attributes.get(name, "#")
            assert HARMLESS.match(address), address
            assert not re.search(r"[\x00-\x20]", address)


MARKS = st.one_of(
    st.sampled_from(
        [
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "`",
            "*",
            "_",
            "~~",
            "|",
            "-",
            "#",
            ">",
            "\n",
            "\n\n",
            " ",
            "!",
            "&",
            ";",
            '"',
            "'",
        ]
    ),
    st.sampled_from(
        [
            "javascript:",
            "<script>",
            "</script>",
            "<a href=",
            "onerror=",
            "<img src=",
            "[^1]",
            "[^1]: ",
            "- [ ] ",
            "data:",
        ]
    ),
    st.sampled_from(
        [
            "https://e.org",
            "\\",
            "\t",
            "    ",
            "```",
            "<!--",
            "-->",
            "[!NOTE]",
            "&#106;",
            "x",
            "é",
            "汉",
            "\ud800",
            "\x00",
        ]
    ),
    st.sampled_from(
        ["\u202e", "\ufffe", "\x85", "\r", "\ufeff", "<details>", "</p>", "</div>", "<table>", "<b", 'id="x"', "1. "]
    ),
)


@given(st.one_of(st.lists(MARKS, max_size=40).map("".join), st.text(max_size=200)))
@example("\ud800 \x00 \x07 \u202e \ufffe")
@example("a\r\n\x1b[31m&#x202e;&#0;&#128;")
def test_any_text_is_safe_valid_and_the_same_each_time(text: str) -> None:
    got = page(text)
    harmless(got.html)
    html = got.html.encode("utf-8").decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]", html)
    assert page(text) == got
    ids = Markup(html).values("id")
    assert len(ids) == len(set(ids))


@given(st.text(max_size=60))
def test_a_safe_address_has_a_scheme_that_runs_nothing(address: str) -> None:
    got = safe(address)
    assert got is None or got.isascii()
    assert got is None or HARMLESS.match(got)


MANY = 10_000


@pytest.mark.parametrize(
    "text",
    [
        '[![Example "x"](https://shield.example/b.svg)](https://a.b)',
        '<a href="https://a.b"><img src="https://shield.example/b.svg" alt="Example &quot;x&quot;"></a>',
        'So: <a href="https://a.b"><img src="https://shield.example/b.svg" alt="Example &quot;x&quot;"></a>',
    ],
)
def test_a_picture_elsewhere_in_a_link_is_the_words_of_that_link(text: str) -> None:
    html = render(text, resolve=Target).html
    assert '<a href="https://a.b">Example "x"</a>' in html.replace("&quot;", '"')
    assert html.count("<a") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[](https://a.b/c)", '<a href="https://a.b/c">https://a.b/c</a>'),
        ("[ ](0002-x.md)", '<a href="0002-x.md">0002-x.md </a>'),
        ("[![](x.png)](https://a.b)", '<a href="https://a.b" aria-label="https://a.b"><img'),
        ("[![Build](x.png)](https://a.b)", '<a href="https://a.b"><img'),
    ],
)
def test_a_link_without_words_has_a_name(text: str, shown: str) -> None:
    assert shown in page(text).html


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "[" * MANY + "]" * MANY,
        "[a][" * MANY,
        "[a](" * MANY,
        "![" * MANY,
        "![" * MANY + "](x)" * MANY,
        "![" * 900 + "](x)" * 900,
        "> " * MANY + "x",
        "- " * MANY + "x",
        "".join("  " * depth + "- x\n" for depth in range(1000)),
        "*a **b " * MANY,
        "[^a]: x\n\n" + "[^" * MANY,
        "[^a]: " * MANY + "x",
        "<!A" * MANY,
        "<div>" * MANY,
        "<a href='" * MANY,
        "<img " * MANY,
        "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|a\n" * 2000,
        "https://" * MANY,
        "https://a" + ")" * MANY,
        "# a\n" * MANY,
        "- [ ] x\n" * 5000,
        "```python\n" + "'" * MANY + "\n```",
        "```html\n" + "<a " * MANY + "\n```",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_pathological_texts_take_bounded_work(text: str) -> None:
    with at_most(6_000_000):  # what is quadratic takes hundreds of millions
        rendered = page(text)
    harmless(rendered.html)


@pytest.mark.parametrize("text", ["> " * 200 + "deep & <b>", "- " * 200 + "deep & <b>"])
def test_what_is_nested_too_deeply_is_shown_as_it_was_written(text: str) -> None:
    assert "deep &amp; &lt;b&gt;" in page(text).html


def test_what_is_too_long_is_shown_as_it_was_written() -> None:
    assert "too long" in page("word " * 500_000).html
