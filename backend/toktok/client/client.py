"""The client: one attribute for each kind of thing there is."""

from __future__ import annotations

from types import TracebackType

from toktok.api.schemas.quote import Quote
from toktok.api.schemas.status import Status
from toktok.client.accounts import Accounts
from toktok.client.activity import Activity
from toktok.client.auctions import Auctions
from toktok.client.connection import Connection
from toktok.client.creators import Creators
from toktok.client.fund import Fund
from toktok.client.launches import Launches
from toktok.client.leaderboards import Leaderboards
from toktok.client.moments import Moments
from toktok.client.orders import Orders
from toktok.client.social import Social
from toktok.client.sounds import Sounds
from toktok.client.subscriptions import Subscriptions
from toktok.client.vouchers import Vouchers
from toktok.market.rows import Side


class Client:
    """Reads a Toktok server's API.

    Amounts are decimal strings of wei, as the API has them: `int(position.value)`. Lists are iterators over
    all rows, read page by page. What fails for the moment is asked again; what is refused raises ApiError
    with the server's reason and remedy, and nobody answering NoAnswerError.

        with Client("http://127.0.0.1:8000") as toktok:
            for creator in toktok.creators.list(sort="volume"):
                print(creator.handle, creator.price)
    """

    def __init__(
        self, url: str = "http://127.0.0.1:8000", *, timeout: float = 10, retries: int = 4
    ) -> None:
        self._at = Connection(url, timeout=timeout, retries=retries)
        self.accounts = Accounts(self._at)
        self.activity = Activity(self._at)
        self.auctions = Auctions(self._at)
        self.creators = Creators(self._at)
        self.fund = Fund(self._at)
        self.launches = Launches(self._at)
        self.leaderboards = Leaderboards(self._at)
        self.moments = Moments(self._at)
        self.orders = Orders(self._at)
        self.social = Social(self._at)
        self.sounds = Sounds(self._at)
        self.subscriptions = Subscriptions(self._at)
        self.vouchers = Vouchers(self._at)

    def quote(self, token: str, side: Side, amount: int) -> Quote:
        """What a trade would cost or bring now; `amount` in wei of what `side` fixes."""
        return self._at.get(
            "/v1/quote", Quote, {"token": token, "side": side, "amount": str(amount)}
        )

    def status(self) -> Status:
        """Which chain, how far it is indexed, what the audit found."""
        return self._at.get("/v1/status", Status)

    def media(self, cid: str) -> bytes:
        """A file by its CID; its content is what the name is the hash of."""
        return self._at.read(f"/v1/media/{cid}").content

    def close(self) -> None:
        """Give the connections back."""
        self._at.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
