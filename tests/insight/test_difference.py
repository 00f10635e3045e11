"""What differs between two states of a log: what is the same in both need not be parsed to be told."""

from dataclasses import replace

from adr_kit.insight.timeline.difference import Aspect, difference
from adr_kit.record.log import Log
from adr_kit.text.outline import Outline
from sites import FOLDER, log_of, nygard


def unparsed(log: Log) -> Log:
    """The log as a run has it that remembers what its files say."""
    readings = (replace(record.reading, outline=Outline(record.source)) for record in log.records)
    return Log.of(readings, FOLDER)


def parsed(*logs: Log) -> set[str]:
    return {one.id for log in logs for one in log.records if "blocks" in vars(one.reading.outline)}


def test_only_what_is_not_the_same_is_parsed() -> None:
    files: dict[str, str | bytes] = {f"000{number}-x{number}.md": nygard(number, f"X{number}") for number in (1, 2, 3)}
    old, new = unparsed(log_of(files)), unparsed(log_of({**files, "0002-x2.md": nygard(2, "X2", more="\nAnd tea.\n")}))
    (changed,) = difference(old, new)
    assert (changed.record.number, changed.aspects) == (2, (Aspect.EDITED_AFTER_ACCEPTANCE,))
    assert parsed(old, new) == {"0002-x2"}
