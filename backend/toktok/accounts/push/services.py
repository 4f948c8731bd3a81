"""The push services that are called: those of the browsers' makers, and no other host."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address

from toktok.accounts.push.errors import SubscriptionRefused

MAKERS = (
    "fcm.googleapis.com",
    "jmt17.google.com",
    "*.push.services.mozilla.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
"""Of Chrome, Chromium and their kin, Firefox, Safari, Edge; `*.` stands for any name below."""

LONGEST = 1_024

_INTERNET = IPv6Network("2000::/3")
_ENDPOINT = re.compile(r"https://(?P<host>[a-z0-9.-]{1,253})(?P<port>:[0-9]{1,5})?/[!-~]*")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the Internet's, and not of a network behind it, by whatever way in."""
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast
    return found in _INTERNET and found.is_global and not (found.sixtofour or found.teredo)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which hosts and which addresses behind them may be called. Another one is for services of one's own."""

    hosts: tuple[str, ...] = MAKERS
    port: int | None = None
    allows: Callable[[str], bool] = is_public

    def require(self, endpoint: str) -> str:
        """The origin of an endpoint. Raises SubscriptionRefused."""
        found = _ENDPOINT.fullmatch(endpoint)
        if found is None or len(endpoint) > LONGEST:
            raise SubscriptionRefused("The endpoint is no https address of a push service.")
        host, port = found["host"], found["port"]
        if port != (None if self.port is None else f":{self.port}") or not self._knows(host):
            raise SubscriptionRefused(f"{host} is no push service that is known here.")
        return f"https://{host}{port or ''}"

    def _knows(self, host: str) -> bool:
        return any(
            host.endswith(each[1:]) if each.startswith("*.") else host == each
            for each in self.hosts
        )
