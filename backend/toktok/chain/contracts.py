"""The contracts we follow: which blocks speak of them, and what their logs mean."""

from __future__ import annotations

from collections.abc import Iterable

from toktok.chain.bloom import mask_of
from toktok.chain.decode import MisfitError, decoders
from toktok.chain.deployments import Deployment
from toktok.chain.events import Event
from toktok.chain.logs import Log


class Contracts:
    """The fixed contracts of a deployment, and the creator tokens its market gave birth to."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self._fixed = {address: decoders(name) for name, address in deployment.followed.items()}
        self._token = decoders("CreatorToken")
        self.fixed_addresses = frozenset(self._fixed)
        self._fixed_masks = [
            (mask_of(address), [mask_of(topic) for topic in known])
            for address, known in self._fixed.items()
        ]
        self._token_masks = [mask_of(topic) for topic in self._token]

    def decode(self, log: Log) -> Event | None:
        """The event in `log`, None if it is none that we follow.

        What an unknown address says in the words of a creator token is an event, too: whether there
        is a token at that address, who knows the blocks before has to say.
        """
        raw, shape = log.encoded, log.shape
        known = self._fixed.get(raw[shape.address_at : shape.address_at + 20])
        decode = (known or self._token).get(raw[shape.topics_at : shape.topics_at + 32])
        if decode is None:
            return None
        try:
            return decode(log)
        except MisfitError:
            if known is not None:
                raise
            return None

    def concerns(self, bloom: int, tokens: Iterable[int]) -> bool:
        """Whether a header's bloom speaks of an event of ours, given the masks of creator tokens.

        A bloom may claim too much, never too little.
        """
        for address, topics in self._fixed_masks:
            if bloom & address == address and _any_in(bloom, topics):
                return True
        return self.concerns_tokens(bloom, tokens)

    def concerns_tokens(self, bloom: int, tokens: Iterable[int]) -> bool:
        """The same for the events of creator tokens alone."""
        return _any_in(bloom, self._token_masks) and _any_in(bloom, tokens)


def _any_in(bloom: int, masks: Iterable[int]) -> bool:
    for mask in masks:  # noqa: SIM110  half as long as with a generator
        if bloom & mask == mask:
            return True
    return False
