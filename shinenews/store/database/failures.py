"""How the store fails, told in one sentence for the user."""


class StoreError(Exception):
    """The store or the data folder can't be used; the message is one sentence for the user."""


def cause_of(error: BaseException) -> str:
    """Give the first line of what the database's driver, or else the error itself, says."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
