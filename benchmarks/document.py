"""A document whose marked parts are written by programs, and the rest by people."""


def replaced(document: str, part: str, text: str) -> str:
    r"""Put a text between the marks of one part, and leave all else as it is; ValueError when it is not marked once.

    >>> replaced("# Speed\n<!-- speed -->\nslow\n<!-- /speed -->\n", "speed", "fast")
    '# Speed\n<!-- speed -->\nfast\n<!-- /speed -->\n'
    """
    opening, closing = f"<!-- {part} -->\n", f"<!-- /{part} -->"
    before, _, rest = document.partition(opening)
    _, _, after = rest.partition(closing)
    if document.count(opening) != 1 or rest.count(closing) != 1:
        message = f"the document has to hold {opening.strip()} and, below it, {closing}, each once"
        raise ValueError(message)
    return f"{before}{opening}{text}\n{closing}{after}"
