"""The contracts we follow: which logs to ask for, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toktok.chain.bloom import speaks_of
from toktok.chain.decode import Decoder
from toktok.chain.deployments import Deployment
from toktok.chain.events import Event
from toktok.chain.followed import FOLLOWED
from toktok.chain.logs import Log


class Contracts:
    """The fixed contracts of a deployment, and the creator tokens its market gave birth to."""

    def __init__(self, deployment: Deployment) -> None:
        self.market = deployment.market
        self._fixed = {
            address: Decoder(name, FOLLOWED[name]) for name, address in deployment.followed.items()
        }
        self._token = Decoder("CreatorToken", FOLLOWED["CreatorToken"])
        self.fixed_addresses = tuple(self._fixed)
        self.fixed_topics = tuple(
            dict.fromkeys(topic for each in self._fixed.values() for topic in each.topics)
        )
        self.token_topics = self._token.topics

    def topic_of(self, event: str) -> bytes:
        """The first topic of an event by its name in the ABI."""
        decoders = (*self._fixed.values(), self._token)
        return next(decoder.topic_of(event) for decoder in decoders if decoder.knows(event))

    def decode(self, log: Log) -> Event | None:
        """The event in `log`; None for logs of our contracts that we do not follow.

        Any address that is not one of the fixed contracts is taken for a creator token.
        """
        decoder = self._fixed.get(log.address, self._token)
        if not log.topics or log.topics[0] not in decoder.topics:
            return None
        return decoder.decode(log)

    def follows(self, log: Log, tokens: frozenset[bytes]) -> bool:
        """Whether `log` is one that an index with these creator tokens must have."""
        if not log.topics:
            return False
        if log.address in self._fixed:
            return log.topics[0] in self._fixed[log.address].topics
        return log.address in tokens and log.topics[0] in self.token_topics

    def unheard(self, bloom: int, tokens: Iterable[bytes], logs: Sequence[Log]) -> bool:
        """Whether a header's bloom speaks of an event of ours that is not among the block's `logs`.

        A bloom may claim too much, never too little.
        """
        heard = {(log.address, log.topics[0]) for log in logs}
        for address, decoder in self._fixed.items():
            if _missing(bloom, address, decoder.topics, heard):
                return True
        if not any(speaks_of(bloom, topic) for topic in self.token_topics):
            return False
        return any(_missing(bloom, token, self.token_topics, heard) for token in tokens)


def _missing(
    bloom: int, address: bytes, topics: Iterable[bytes], heard: set[tuple[bytes, bytes]]
) -> bool:
    return speaks_of(bloom, address) and any(
        speaks_of(bloom, topic) and (address, topic) not in heard for topic in topics
    )
