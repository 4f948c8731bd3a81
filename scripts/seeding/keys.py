"""The keys of Ganache's deterministic wallet: known to everyone, worth nothing."""

from __future__ import annotations

from eth_account import Account
from eth_account.signers.local import LocalAccount

MNEMONIC = "myth like bonus scare over problem client lizard pioneer submit female collect"
"""What Ganache's --wallet.deterministic stands for."""


def key_of(number: int) -> LocalAccount:
    """The account of that number in the wallet, with its key."""
    Account.enable_unaudited_hdwallet_features()
    key: LocalAccount = Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{number}")
    return key
