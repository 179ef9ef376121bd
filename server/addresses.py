"""Addresses: which this machine has, which are private, and by which names a browser may reach the server."""

import contextlib
import ipaddress
import socket
from dataclasses import dataclass

from game.i18n import Mendable
from server.settings import Settings


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """Where others come in: the address that they type, and the one that they scan."""

    address: str
    scanned: str
    is_only_here: bool


def front_door(settings: Settings, port: int) -> FrontDoor:
    """Return where others come in as things are now."""
    host = join_host(settings)
    address, scanned = (page_address(settings, port, one) for one in (host, scan_host(settings)))
    return FrontDoor(address, scanned, is_only_here(host))


def own_address() -> str:
    """Return the address of this machine in its network, as others reach it; loopback when there is none.

    A network without a way out, such as a switch with nothing behind it, is found by the machine's own name.
    """
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))  # sends nothing; the system only picks a way out
            return str(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_DGRAM):
            if not is_only_here(str(found[4][0])):
                return str(found[4][0])
    return "127.0.0.1"


def join_host(settings: Settings) -> str:
    """Return the host that others type: a name if there is one, else an address that they can reach."""
    if settings.names:
        return settings.names[0]
    if is_any(settings.host):
        return own_address()
    return settings.host


def page_address(settings: Settings, port: int, host: str) -> str:
    """Return the address of the pages as a browser opens it, at one of this machine's hosts."""
    scheme = "https" if settings.is_public else "http"
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}{'' if settings.behind_proxy else f':{port}'}/"


def scan_host(settings: Settings) -> str:
    """Return the host in a code to scan: an address in a local network, as some telephones find no names."""
    is_local = is_any(settings.host) and not settings.is_public
    return own_address() if is_local else join_host(settings)


def is_only_here(host: str) -> bool:
    """Tell whether a host leads nowhere but to the machine that asks.

    >>> is_only_here("127.0.0.1"), is_only_here("192.168.1.7")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_any(host: str) -> bool:
    """Tell whether a host stands for all addresses of this machine."""
    return host in ("", "0.0.0.0", "::")


def check_is_safe(settings: Settings) -> None:
    """Refuse to be reached from the internet without encryption.

    Raises:
        Mendable: The address is public and there is no certificate and no proxy.
    """
    if settings.behind_proxy or settings.certificate:
        return
    addresses = {own_address()} if is_any(settings.host) else {settings.host}
    with contextlib.suppress(OSError):
        name = socket.gethostname() if is_any(settings.host) else settings.host
        addresses |= {str(found[4][0]) for found in socket.getaddrinfo(name, None)}
    public = [one for one in sorted(addresses) if is_public(one)]
    if public:
        raise Mendable("errors.public_address", address=public[0])


def is_public(address: str) -> bool:
    """Tell whether the whole world may reach an address; a name is none.

    >>> is_public("192.168.1.20"), is_public("8.8.8.8"), is_public("zaal.lan")
    (False, True, False)
    """
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_global
    except ValueError:
        return False


def host_of(header: str) -> str:
    """Return the host in a Host header or an origin, without its port.

    >>> host_of("10.0.0.5:8017"), host_of("[::1]:8017"), host_of("https://zaal.lan")
    ('10.0.0.5', '::1', 'zaal.lan')
    """
    text = header.strip().lower().rpartition("://")[2].partition("/")[0]
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0]


def is_known(host: str, settings: Settings) -> bool:
    """Tell whether a browser may reach the server by this host: any IP address, or a name of ours.

    Another name means that somebody else's page points its name at this machine.
    """
    if host == "localhost" or host in settings.names or host == settings.host:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
