"""What the journeys are told with: actors, launches, trades, moments, and what the contracts refuse."""

from __future__ import annotations

from eth_abi import decode
from eth_account import Account
from eth_utils import function_signature_to_4byte_selector
from ganache import MNEMONIC, Ganache

from scripts.deploying.contracts import Contracts
from scripts.seeding.signing import as_tuple, sign

TT = 10**18
DAY = 86_400
FOREVER = 2**40 - 1
UNLIMITED = 2**256 - 1
NOBODY = "0x" + "00" * 20
LAUNCH_SUPPLY = 10**24
MOMENT = {
    "uri": "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
    "contentHash": f"0x{'5e' * 32}",
    "editionSize": 10,
    "price": 100 * TT,
    "opensAt": 0,
    "closesAt": 0,
    "maxPerWallet": 0,
    "royaltyBps": 500,
    "soundId": 0,
    "splits": [],
    "perk": "",
}
SIDES = ("listing", "offer", "moment offer")
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
        self.sounds = contracts.sounds
        self.moments = contracts.moments
        self.auction = contracts.auction
        self.exchange = contracts.exchange
        self.subscriptions = contracts.subscriptions
        self.fund = contracts.fund
        self.token_at = contracts.token
        self.admin, self.creator, *self.fans = accounts[:8]
        self.stranger = accounts[9]
        Account.enable_unaudited_hdwallet_features()
        self._numbers = {each.address: number for number, each in enumerate(accounts)}
        for each in [self.creator, *self.fans]:
            self.tt.deposit({"from": each, "value": 10 * 10**18})
            for spender in self._spenders():
                self.tt.approve(spender, UNLIMITED, {"from": each})
            for operator in (self.auction, self.exchange):
                self.moments.setApprovalForAll(operator, True, {"from": each})

    def _spenders(self):
        """Who takes TT that was approved."""
        entries = (self.market, self.ledger, self.moments, self.auction, self.exchange)
        return (*entries, self.subscriptions, self.fund)

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

    def moment(self, **changes):
        """A moment of the creator; its id."""
        terms = {**MOMENT, **changes}
        arguments = as_tuple(self.moments, "createMoment", terms)
        created = self.moments.createMoment(arguments, {"from": self.creator})
        return created.events["MomentCreated"]["moment"]

    def mint(self, moment, fan, quantity=1, referrer=NOBODY):
        """Mint to `fan`; the first token's id."""
        arguments = (moment, quantity, fan, UNLIMITED, referrer)
        return self.moments.mint(*arguments, {"from": fan}).events["Minted"]["firstTokenId"]

    def voucher(self, nonce=1, **changes):
        """A voucher of the creator and its signature, as `mintVoucher` takes them."""
        message = {
            "creator": self.creator.address,
            "nonce": nonce,
            "moves": self.market.movesOf(self.creator),
            "terms": {**MOMENT, **changes},
        }
        signature = sign(self.creator.address, self.moments, "hashVoucher", message)
        return as_tuple(self.moments, "hashVoucher", message), signature

    def sound(self, artist, share_bps):
        """A sound of `artist`; its id."""
        arguments = ("ipfs://sound", f"0x{'50' * 32}", share_bps, [])
        registered = self.sounds.registerSound(*arguments, {"from": artist})
        return registered.events["SoundRegistered"]["soundId"]

    def order(self, maker, side, id_, price, **changes):
        """An order and its signature, as the exchange takes them: for a week, in group 1."""
        now = self.ganache.now()
        message = {
            "maker": maker.address,
            "side": SIDES.index(side),
            "id": id_,
            "price": price,
            "signedAt": now,
            "expiry": now + 7 * DAY,
            "group": 1,
            "counter": self.exchange.counterOf(maker),
            "version": self.moments.versionOf(id_) if side == "listing" else 0,
            **changes,
        }
        signature = sign(maker.address, self.exchange, "hashOrder", message)
        return as_tuple(self.exchange, "hashOrder", message), signature

    def claim(self, account, tokens=(), moments=()):
        """Claim everything `account` is owed; TT wei."""
        arguments = (list(tokens), list(moments), account)
        return self.ledger.claimAll(*arguments, {"from": account}).events["Claimed"]["amount"]

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
        for owner in (contract, *self._spenders(), self.tt, self.access_manager):
            for each in owner.abi:
                if each["type"] != "error":
                    continue
                kinds = [field["type"] for field in each["inputs"]]
                signature = f"{each['name']}({','.join(kinds)})"
                if function_signature_to_4byte_selector(signature) == data[:4]:
                    return (each["name"], *decode(kinds, data[4:]))
        raise AssertionError(f"{function} ends with an unknown error {data.hex()}")
