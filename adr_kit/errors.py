"""What a user can put right: every message says what is wrong, where, and what to run next."""


class AdrError(Exception):
    """Something that the user can put right; the command ends with exit code 2.

    Args:
        message: what is wrong and where (``path:line:col`` where there is a place).
        hint: the next step, a command to run where there is one.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Refused(AdrError):
    """A change that could not be proven, or that would lose something; nothing was written."""
