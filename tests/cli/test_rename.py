"""``adr rename``: every place that names the record follows, in code and prose; everything else stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import Adr, Repo


def test_names_follow_in_code_and_prose_with_labels_and_fragments(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    adr("new", "Use Postgres", "--template", "nygard").ok()
    repo.write("src/a.py", "# docs/adr/0002-use-postgres.md, ADR-2, 0002-use-postgresql\n")
    repo.write(
        "docs/a.md",
        "[2. Use Postgres](adr/0002-use-postgres.md#2-use-postgres), [Use Postgres](./adr/0002-use-postgres.md)\n"
        "```\ncat adr/0002-use-postgres.md\n```\n"
        "https://other.example/docs/guide/0002-use-postgres.md\n",
    )
    adr("rename", "2", "Use", "MySQL").ok()
    assert repo.read("src/a.py") == "# docs/adr/0002-use-mysql.md, ADR-2, 0002-use-postgresql\n"
    assert repo.read("docs/a.md") == (
        "[2. Use MySQL](adr/0002-use-mysql.md#2-use-mysql), [Use MySQL](./adr/0002-use-mysql.md)\n"
        "```\ncat adr/0002-use-mysql.md\n```\n"
        "https://other.example/docs/guide/0002-use-postgres.md\n"
    )
    assert repo.read("docs/adr/0002-use-mysql.md").startswith("# 2. Use MySQL\n")


def test_what_the_old_title_cited_need_not_be_cited_by_the_new_one(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    adr("new", "Replace ADR-1").ok()
    adr("rename", "2", "Write", "less").ok()
    assert "# Write less" in repo.read("docs/adr/0002-write-less.md")


def test_a_title_in_front_matter_and_its_own_links_change_at_once(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.write(
        "docs/adr/0002-use-tea.md",
        "---\ntitle: 'Use Tea' # ours\n---\n\n## Context\n\n[here](0002-use-tea.md)\n\n## Decision\n\nWe do.\n",
    )
    adr("rename", "2", "Use", "Mate").ok()
    assert repo.read("docs/adr/0002-use-mate.md") == (
        "---\ntitle: 'Use Mate' # ours\n---\n\n## Context\n\n[here](0002-use-mate.md)\n\n## Decision\n\nWe do.\n"
    )
