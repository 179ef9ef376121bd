"""How others come to a session elsewhere: a link that leads to its seats, and the same as a code to scan.

link       what a telephone opens
modules    the code to scan, as rows of dark and light
spoken     the session's code as somebody says it aloud
"""

import segno


def link(address: str, code: str) -> str:
    """Return what a telephone opens to choose a seat.

    >>> link("http://192.168.1.7:8017/", "K3M7RT")
    'http://192.168.1.7:8017/k/K3M7RT'
    """
    return f"{address.rstrip('/')}/k/{code}"


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return a text as a code to scan: rows from the top, dark or not, without a white border.

    A quarter of it may be unreadable, as on a wall far away; never a micro code, which few telephones read.
    """
    return tuple(tuple(map(bool, row)) for row in segno.make(text, error="m", micro=False).matrix)


def spoken(code: str) -> str:
    """Return a code in two halves, as people say it.

    >>> spoken("K3M7RTVW"), spoken("K3M7RT")
    ('K3M7-RTVW', 'K3M-7RT')
    """
    middle = len(code) // 2
    return f"{code[:middle]}-{code[middle:]}"
