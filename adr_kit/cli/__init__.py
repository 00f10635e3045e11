"""The commands: parse, call, print; one file a command."""
