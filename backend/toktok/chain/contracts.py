"""The contracts we follow: which blocks speak of them, and what their logs mean."""

from __future__ import annotations

from collections.abc import Iterable

from toktok.chain.bloom import mask_of
from toktok.chain.decode import Decoder, MisfitError
from toktok.chain.deployments import Deployment
from toktok.chain.events import Event
from toktok.chain.followed import FOLLOWED
from toktok.chain.logs import Log


class Contracts:
    """The fixed contracts of a deployment, and the creator tokens its market gave birth to."""

    def __init__(self, deployment: Deployment) -> None:
        self._fixed = {
            address: Decoder(name, FOLLOWED[name]) for name, address in deployment.followed.items()
        }
        self._token = Decoder("CreatorToken", FOLLOWED["CreatorToken"])
        self.fixed_addresses = frozenset(self._fixed)
        self._fixed_masks = [
            (mask_of(address), [mask_of(topic) for topic in decoder.topics])
            for address, decoder in self._fixed.items()
        ]
        self._token_masks = [mask_of(topic) for topic in self._token.topics]

    def decode(self, log: Log) -> Event | None:
        """The event in `log`, None if it is none that we follow.

        What an unknown address says in the words of a creator token is an event, too: whether there
        is a token at that address, who knows the blocks before has to say.
        """
        at = log.shape.address_at
        fixed = self._fixed.get(log.encoded[at : at + 20])
        if fixed is not None:
            return fixed.decode(log)
        try:
            return self._token.decode(log)
        except MisfitError:
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
