"""``adr completion``: the script that makes a shell complete commands, options and references."""

from __future__ import annotations

import click

from adr_kit.cli.options import COMPLETE_VARIABLE

# What click's own scripts end with is said for both of our names; bash 3 (macOS) has no nosort.
_ENDINGS = {
    "bash": (
        "complete -o nosort -F _adr_completion adr adr-kit 2>/dev/null ||\n"
        "    complete -F _adr_completion adr adr-kit\n"
    ),
    "zsh": "compdef _adr_completion adr adr-kit\n",
    "fish": 'complete --no-files --command adr-kit --arguments "(_adr_completion)";\n',
}
_HELP = """Print the completion script for bash, zsh or fish.

\b
bash:  eval "$(adr completion bash)"    in ~/.bashrc
zsh:   eval "$(adr completion zsh)"     in ~/.zshrc, after compinit
fish:  adr completion fish > ~/.config/fish/completions/adr.fish
"""


@click.command(help=_HELP)
@click.argument("shell", type=click.Choice(tuple(_ENDINGS)))
def command(shell: str) -> None:
    """Print the completion script for bash, zsh or fish."""
    click.echo(script(shell), nl=False)


def script(shell: str) -> str:
    """The script for a shell; it works for ``adr`` and for ``adr-kit``."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    made = completion(click.Group("adr"), {}, "adr", COMPLETE_VARIABLE)
    text = made.source_template % made.source_vars()  # source() would start a shell to look at its version
    text = text.strip().replace("#compdef adr", "#compdef adr adr-kit")
    return f"{text}\n{_ENDINGS[shell]}"
