"""A log with something of everything that a page can show."""

from __future__ import annotations

from sites import nygard

_MADR = """\
---
status: {status}
date: {date}
decision-makers: [Ada Lovelace, Grace Hopper]
tags: [{tags}]
affects: [src/{tags}/**]
---

# {title}

## Context and Problem Statement

Somebody has to decide about {tags}.

## Considered Options

- {title}: it is there
- SomethingElseThatHasAVeryLongNameWithoutAnyBlankInItSoThatItCannotBeBroken: dearer
- Nothing — later it costs more

## Decision Outcome

Chosen option: "{title}", because it is there and everybody knows it.

### Consequences

- Good, because it is quick to learn
- Bad, because it must be paid for every month

## More Information

{more}
"""


def _madr(title: str, tags: str, status: str = "accepted", *, date: str = "2024-03-04", more: str = "") -> str:
    return _MADR.format(title=title, tags=tags, status=status, date=date, more=more)


_EVERYTHING = """\
## More

A table that is wider than a telephone, with a footnote[^1] and ~~a mistake~~:

| store | reads a second | writes a second | backups | price | who runs it | since | notes about it |
| :--- | ---: | ---: | :---: | --- | --- | --- | --- |
| PostgreSQL | 12000 | 4000 | yes | low | we | 2019 | averyveryverylongwordthatcannotbebrokenanywhereatall |

- [x] Measured
- [ ] Paid

> [!WARNING]
> It is not free.

```python
def answer(question: str) -> int:
    return 42  # a line that is so long that it cannot be shown on a telephone without being scrolled sideways at all
```

```mermaid
flowchart LR
  a[Shop] --> b[(Store)]
```

![The store, drawn](store.png) and ![gone](gone.png),
[a file](../../src/a.py), [nothing](a-long-name/nothing_that_could_be_found_anywhere.md),
https://example.org/a/very/long/address/that/goes/on/and/on/and/on/and/on/and/on/and/on/without/end

#### A deep heading

##### And a deeper one

[^1]: Measured in the office.
"""

LOG: dict[str, str | bytes] = {
    "docs/adr/0001-record-decisions.md": nygard(1, "Record decisions", date="2019-01-02"),
    "docs/adr/0002-use-mysql.md": nygard(
        2, "Use MySQL", "Superseded by [3](0003-use-postgresql.md)", date="2020-05-06"
    ),
    "docs/adr/0003-use-postgresql.md": _madr(
        "Use PostgreSQL", "data", more="* Supersedes [2](0002-use-mysql.md)\n\n" + _EVERYTHING
    ),
    "docs/adr/0004-queue-jobs-in-it.md": _madr(
        "Queue jobs in PostgreSQL", "data", more="* Depends on [3](0003-use-postgresql.md)\n"
    ),
    "docs/adr/0005-shard-it.md": _madr(
        "Shard the store",
        "data",
        "proposed",
        date="2024-05-01",
        more="* Supersedes in part [3](0003-use-postgresql.md)\n\n## Open questions\n\n- [ ] Who runs it? (@ada)\n",
    ),
    "docs/adr/0006-no-orm.md": _madr("Use no ORM", "code", "rejected"),
    "docs/adr/0007-old-way.md": _madr("Write XML", "code", "deprecated"),
    "docs/adr/0008-中文.md": (
        "# 8. 使用中文記錄決策\n\n## 狀態\n\n已接受\n\n## 背景\n\n我們都會中文。\n\n## 決策\n\n我們用中文。\n"
    ),
    "docs/adr/shop/0009-carts.md": _madr("Keep carts for a week", "shop"),
    "docs/adr/shop/0010-no-status.md": "# 10. Sell tea\n\nWe sell tea. TODO: which?\n",
    "docs/adr/store.png": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
    ),
    "src/a.py": "",
}
