"""What the journeys are told with: actors, launches, trades, and what the contracts refuse."""

from __future__ import annotations

from eth_abi import decode
from eth_account import Account
from eth_utils import function_signature_to_4byte_selector
from ganache import MNEMONIC, Ganache

from scripts.contracts import Contracts

TT = 10**18
DAY = 86_400
FOREVER = 2**40 - 1
UNLIMITED = 2**256 - 1
NOBODY = "0x" + "00" * 20
LAUNCH_SUPPLY = 10**24
TERMS = {
    "handle": "luna",
    "name": "Luna",
    "symbol": "LUNA",
    "contract_uri": "",
    "window": 3 * DAY,
    "minimum_raise": 1_000 * TT,
    "maximum_raise": 0,
    "max_per_account": 0,
    "creator_fee_bps": 200,
    "fan_fee_bps": 100,
    "allocation_vesting": 30 * DAY,
    "creator_vesting": 180 * DAY,
}


class World:
    """The contracts and the people around them, each of whom has 100,000 TT and has approved."""

    def __init__(self, ganache: Ganache, contracts: Contracts, accounts) -> None:
        self.ganache = ganache
        self.tt = contracts.tt
        self.market = contracts.market
        self.ledger = contracts.ledger
        self.access_manager = contracts.access_manager
        self.token_at = contracts.token
        self.admin, self.creator, *self.fans = accounts[:8]
        self.stranger = accounts[9]
        Account.enable_unaudited_hdwallet_features()
        self._numbers = {each.address: number for number, each in enumerate(accounts)}
        for each in [self.creator, *self.fans]:
            self.tt.deposit({"from": each, "value": 10 * 10**18})
            self.tt.approve(self.market, UNLIMITED, {"from": each})
            self.tt.approve(self.ledger, UNLIMITED, {"from": each})

    def sign(self, account, message):
        """`account`'s signature of a typed message."""
        number = self._numbers[account.address]
        signer = Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{number}")
        return signer.sign_typed_data(full_message=message)

    def launch(self, **changes):
        """Open a launch of the creator; its token."""
        terms = tuple({**TERMS, **changes}.values())
        self.market.launch(terms, {"from": self.creator})
        return self.token_at(self.market.tokenOf(self.creator))

    def trading(self, *contributions: int, **changes):
        """A token whose launch the fans filled with `contributions` whole TT, one each."""
        token = self.launch(**changes)
        for fan, amount in zip(self.fans, contributions or (6_000, 3_000, 1_000), strict=False):
            self.market.contribute(token, amount * TT, {"from": fan})
        self.ganache.travel({**TERMS, **changes}["window"])
        self.market.finalize(token, {"from": self.stranger})
        return token

    def buy(self, token, fan, amount, referrer=NOBODY):
        """Spend `amount` TT wei; the transaction."""
        return self.market.buy(token, amount, 0, fan, FOREVER, referrer, {"from": fan})

    def sell(self, token, fan, amount):
        """Sell `amount` token wei; the transaction."""
        return self.market.sell(token, amount, 0, fan, FOREVER, NOBODY, {"from": fan})

    def refusal(self, contract, function, *arguments, sender, value=0):
        """Name and values of the error that the call ends with."""
        call = {
            "from": sender.address,
            "to": contract.address,
            "data": getattr(contract, function).encode_input(*arguments),
            "value": hex(value),
        }
        answer = self.ganache.web3.provider.make_request("eth_call", [call, "latest"])
        assert "error" in answer, f"{function} is not refused"
        data = bytes.fromhex(answer["error"]["data"].removeprefix("0x"))
        for owner in (self.market, self.ledger, self.tt, self.access_manager):
            for each in owner.abi:
                if each["type"] != "error":
                    continue
                kinds = [field["type"] for field in each["inputs"]]
                signature = f"{each['name']}({','.join(kinds)})"
                if function_signature_to_4byte_selector(signature) == data[:4]:
                    return (each["name"], *decode(kinds, data[4:]))
        raise AssertionError(f"{function} ends with an unknown error {data.hex()}")
