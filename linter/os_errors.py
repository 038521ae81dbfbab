"""Why the system refuses something, in Dutch, to stand in a sentence."""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "je hebt er geen rechten voor, of het is nog in een ander programma "
    "geopend",
    errno.EPERM: "je hebt er geen rechten voor",
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map en geen bestand",
    errno.ELOOP: "de snelkoppeling wijst naar zichzelf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "je ruimte op de schijf is op",
    errno.EROFS: "op deze schijf is niet te schrijven",
    errno.EIO: "de schijf geeft een fout",
    errno.ECONNREFUSED: "daar luistert niemand",
    errno.ETIMEDOUT: "er komt geen antwoord",
    errno.EHOSTUNREACH: "er is geen verbinding mee",
    errno.ENETUNREACH: "er is geen verbinding mee",
}


def why(error: OSError) -> str:
    """Why it was refused, for after a colon or between brackets."""
    # Where our own patience ran out there is no number.
    number = errno.ETIMEDOUT if isinstance(error, TimeoutError) else error.errno
    return _REASONS.get(number or 0, "het systeem weigert het")
