"""Typed messages that wallets sign for the journeys."""

from __future__ import annotations

from world import FOREVER


def permit_message(world, owner, value):
    return {
        "primaryType": "Permit",
        "types": {
            "EIP712Domain": _DOMAIN,
            "Permit": _fields(
                "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline"
            ),
        },
        "domain": _domain(world.tt),
        "message": {
            "owner": owner.address,
            "spender": world.market.address,
            "value": value,
            "nonce": world.tt.nonces(owner),
            "deadline": FOREVER,
        },
    }


def claim_message(world, account, token, moments=()):
    return {
        "primaryType": "ClaimAll",
        "types": {
            "EIP712Domain": _DOMAIN,
            "ClaimAll": _fields(
                "address account,address[] tokens,uint256[] moments,address to,uint256 nonce,"
                "uint256 deadline"
            ),
        },
        "domain": _domain(world.ledger),
        "message": {
            "account": account.address,
            "tokens": [token.address],
            "moments": list(moments),
            "to": account.address,
            "nonce": world.ledger.nonces(account),
            "deadline": FOREVER,
        },
    }


def _domain(contract):
    _, name, version, chain_id, address, _, _ = contract.eip712Domain()
    return {"name": name, "version": version, "chainId": chain_id, "verifyingContract": address}


def _fields(text):
    return [dict(zip(("type", "name"), each.split(), strict=True)) for each in text.split(",")]


_DOMAIN = _fields("string name,string version,uint256 chainId,address verifyingContract")


def b32(number):
    return number.to_bytes(32, "big")
