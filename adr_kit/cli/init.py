"""``adr init``: a log begins, or one that is there is taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.writing import Done, Writes, before_writing, commit, show, tell, writes
from adr_kit.errors import AdrError
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.session import Session


@click.command()
@click.argument("directory", required=False, metavar="[DIR]")
@click.option("--template", metavar="NAME", help="What new records look like: madr-minimal, madr, nygard, y-statement.")
@click.option("--ci", type=click.Choice(["github", "gitlab"]), help="Write the pipeline that publishes the site, too.")
@writes
@pass_context
def command(
    context: Context, directory: str | None, template: str | None, ci: str | None, **options: Unpack[Writes]
) -> None:
    """Start a log in DIR (docs/adr), or adopt the one that is there.

    A new log gets adr.toml and a first record that says why. Records that are there already are only looked at: what
    is recognised goes into adr.toml. `--ci` works in a log that is there already, too.
    """
    from adr_kit.workspace.session import begin

    before_writing(context, options)
    config = _place(context, directory)
    with begin(config, context.vocabulary, who="adr init", dry_run=options["dry_run"], founding=True) as session:
        plan = _plan(context, session, template)
        plan = _with_pipeline(plan, config, ci) if ci else plan
        done = Done(plan, session.write(plan), session.repaired)
    if options["dry_run"]:
        show(context, plan)
        return
    if options["commit"]:
        commit(context, done, "Record decisions")
    tell(context, done)


def _with_pipeline(plan: Plan, config: Config, forge: str) -> Plan:
    from adr_kit.change.model import Plan
    from adr_kit.workspace.pipeline import pipeline

    more = pipeline(config, forge)
    return Plan((*plan.changes, *more.changes), (*plan.notes, *more.notes))


def _place(context: Context, directory: str | None) -> Config:
    """The configuration, with the log where it is asked for."""
    from adr_kit.workspace.locate import within

    config = context.config
    if directory is None:
        if config.candidates:
            config.require_log()
        config.require_home()
        return config
    log = within(config.root, context.cwd / directory, f"adr init {directory}")
    if config.logs and (home := next((one for one in config.folders if one.folder == log), None)):
        return replace(config, log=log, logs=replace(config.logs, home=home, view=home.name))
    if _settled(config) and log != config.log:
        where = config.origin("log")
        raise AdrError(f"{where}: the log is {config.log} already", f"change it there, or adr --dir {directory} list")
    return replace(config, log=log, candidates=(), dialect=config.dialect if log == config.log else None)


def _settled(config: Config) -> bool:
    """Whether a settings file says where the log is."""
    return ".toml:" in config.origin("log")


def _plan(context: Context, session: Session, template: str | None) -> Plan:
    from adr_kit.change.model import Plan
    from adr_kit.workspace.adopt import adopt, found

    config, records = session.config, session.log.records
    new = not any(".toml" in origin for origin in config.origins.values())
    if records and (_settled(config) or not new):
        said = f"{config.log} is a log already: {count(len(records), 'record')} ({config.origin('log')})"
        return Plan(notes=(f"{said}; nothing was changed", "next: adr list"))
    if records:
        adopted = adopt(session, template, settings=new)
        return Plan(adopted.plan.changes, (*adopted.said, 'next: adr list, adr graph, adr new "TITLE"'))
    plan = found(session, context.today, template, settings=new)
    return Plan(plan.changes, (*plan.notes, 'next: adr new "TITLE"'))
