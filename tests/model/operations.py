"""Every operation twice: what the model calls it, and what is sent to which contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eth_abi.abi import encode

from tests.model.abi import MEMBERS
from tests.model.protocol.tt import Payment, Permit
from tests.model.protocol.world import World
from tests.model.stage import Stage

NONSENSE = b"what for?"


@dataclass(frozen=True)
class Step:
    """One thing somebody does. at: timestamp of its block. permit: what its batch begins with."""

    at: int
    sender: str
    operation: str
    arguments: tuple[Any, ...]
    permit: Permit | None = None

    def __str__(self) -> str:
        told = ", ".join(str(each) for each in self.arguments)
        permit = f" with {self.permit}" if self.permit else ""
        return f"{self.at} {self.sender}: {self.operation}({told}){permit}"


@dataclass(frozen=True)
class Operation:
    """Where an operation belongs. part "token": the first argument names the creator token.

    payable: the last argument is the ETH that comes along.
    """

    part: str
    method: str
    function: str
    payable: bool = False


OPERATIONS = {
    # TT
    "deposit": Operation("tt", "deposit", "deposit", payable=True),
    "deposit_to": Operation("tt", "deposit_to", "depositTo", payable=True),
    "withdraw": Operation("tt", "withdraw", "withdraw"),
    "withdraw_to": Operation("tt", "withdraw_to", "withdrawTo"),
    "transfer_tt": Operation("tt", "transfer", "transfer"),
    "transfer_tt_from": Operation("tt", "transfer_from", "transferFrom"),
    "approve_tt": Operation("tt", "approve", "approve"),
    "permit": Operation("tt", "permit", "permit"),
    "pay": Operation("tt", "transfer_and_call", "transferAndCall(address,uint256,bytes)"),
    "pay_from": Operation(
        "tt", "transfer_from_and_call", "transferFromAndCall(address,address,uint256,bytes)"
    ),
    # Launches and trades
    "launch": Operation("market", "launch", "launch"),
    "contribute": Operation("market", "contribute", "contribute"),
    "finalize": Operation("market", "finalize", "finalize"),
    "refund": Operation("market", "refund", "refund"),
    "claim_allocation": Operation("market", "claim_allocation", "claimAllocation"),
    "return_unvested": Operation("market", "return_unvested", "returnUnvested"),
    "buy": Operation("market", "buy", "buy"),
    "buy_exact": Operation("market", "buy_exact", "buyExact"),
    "buy_with_eth": Operation("market", "buy_with_eth", "buyWithEth", payable=True),
    "sell": Operation("market", "sell", "sell"),
    "fund_fans": Operation("market", "fund_fans", "fundFans"),
    "transfer_token": Operation("token", "transfer", "transfer"),
    "transfer_token_from": Operation("token", "transfer_from", "transferFrom"),
    "approve_token": Operation("token", "approve", "approve"),
    "sweep": Operation("token", "sweep", "sweep"),
    # Creators
    "set_payout_address": Operation("creators", "set_payout_address", "setPayoutAddress"),
    "transfer_creator": Operation("market", "transfer_creator", "transferCreator"),
    "accept_creator": Operation("market", "accept_creator", "acceptCreator"),
    "lower_creator_fee": Operation("market", "lower_creator_fee", "lowerCreatorFee"),
    "set_launch_bond": Operation("market", "set_launch_bond", "setLaunchBond"),
    "set_protocol_payout": Operation("market", "set_protocol_payout", "setProtocolPayout"),
    # Payouts
    "tip": Operation("ledger", "tip", "tip"),
    "set_splits": Operation("ledger", "set_splits", "setSplits"),
    "register_splits": Operation("ledger", "register_splits", "registerSplits"),
    "open_moment": Operation("ledger", "open_moment", "openMoment"),
    "distribute": Operation("ledger", "distribute", "distribute"),
    "claim_all": Operation("ledger", "claim_all", "claimAll"),
    "claim_all_for": Operation("ledger", "claim_all_for", "claimAllFor"),
    "on_transfer_received": Operation("ledger", "on_transfer_received", "onTransferReceived"),
    "collect": Operation("market", "collect_directly", "collect"),
    "book": Operation("token", "book_directly", "book"),
    # Moments and sounds
    "register_sound": Operation("sounds", "register", "registerSound"),
    "create_moment": Operation("moments", "create", "createMoment"),
    "mint": Operation("moments", "mint", "mint"),
    "mint_voucher": Operation("moments", "mint_voucher", "mintVoucher"),
    "cancel_voucher": Operation("moments", "cancel_voucher", "cancelVoucher"),
    "approve_moment": Operation("moments", "approve", "approve"),
    "approve_moments": Operation("moments", "set_approval_for_all", "setApprovalForAll"),
    "transfer_moment": Operation("moments", "transfer_from", "transferFrom"),
    "safe_transfer_moment": Operation(
        "moments", "safe_transfer_from", "safeTransferFrom(address,address,uint256)"
    ),
    "redeem": Operation("moments", "redeem", "redeem"),
    # Auctions and exchange
    "create_auction": Operation("auctions", "create", "createAuction"),
    "bid": Operation("auctions", "bid", "bid"),
    "cancel_auction": Operation("auctions", "cancel", "cancelAuction"),
    "settle": Operation("auctions", "settle", "settle"),
    "fill_listing": Operation("exchange", "fill_listing", "fillListing"),
    "accept_offer": Operation("exchange", "accept_offer", "acceptOffer"),
    "cancel_group": Operation("exchange", "cancel_group", "cancelGroup"),
    "increment_counter": Operation("exchange", "increment_counter", "incrementCounter"),
    # Subscriptions and fund
    "set_plan": Operation("subscriptions", "set_plan", "setPlan"),
    "end_plan": Operation("subscriptions", "end_plan", "endPlan"),
    "subscribe": Operation("subscriptions", "subscribe", "subscribe"),
    "deposit_fund": Operation("fund", "deposit", "deposit"),
    "post_root": Operation("fund", "post_root", "postRoot"),
    "veto": Operation("fund", "veto", "veto"),
    "claim_fund": Operation("fund", "claim", "claim"),
    # Everywhere
    "pause": Operation("guard", "pause", "pause"),
    "unpause": Operation("guard", "unpause", "unpause"),
    "send_eth": Operation("world", "send_eth", ""),
}


def perform(step: Step, world: World) -> Any:
    """Do it in the model."""
    operation, values = OPERATIONS[step.operation], step.arguments
    if step.permit:
        world.tt.self_permit(step.sender, operation.part, step.permit)
    target: Any = world
    match operation.part:
        case "token" if operation.method != "sweep":
            target, values = world.market.tokens[values[0]], values[1:]
        case "creators":
            target = world.market.creators
        case "guard":
            target, values = getattr(world, values[0]).guard, values[1:]
        case "world" | "token":
            pass
        case part:
            target = getattr(world, part)
    return getattr(target, operation.method)(step.sender, *values)


@dataclass(frozen=True)
class Call:
    """What is sent."""

    to: str
    data: bytes
    value: int = 0


def written(step: Step, stage: Stage) -> Call:
    """What is sent to which contract for a step."""
    operation, values = OPERATIONS[step.operation], step.arguments
    part, value = operation.part, 0
    if operation.part == "world":
        return Call(values[0], b"", values[1])
    if operation.part in ("token", "guard"):
        part, values = values[0], values[1:]
    if operation.part == "creators":
        part = "market"
    if operation.payable:
        values, value = values[:-1], values[-1]
    data = stage.data(part, operation.function, *_written(step.operation, values, stage))
    if step.permit:
        first = stage.data(part, "selfPermit", *_permit(step.permit, stage)[2:])
        data = stage.data(part, "multicall", [first, data])
    return Call(part, data, value)


def _written(operation: str, values: tuple[Any, ...], stage: Stage) -> tuple[Any, ...]:
    """Arguments that the contract takes in another form than the model."""
    match operation:
        case "permit":
            return _permit(values[0], stage)
        case "pay" | "pay_from":
            return (*values[:-1], _payment(values[-1], stage))
        case "on_transfer_received":
            return ("nobody", "nobody", 1, NONSENSE)
        case "collect":
            return ("ada", values, "ada")
        case "post_root":
            return (stage.tree(values[0]).root, *values[1:])
        case "claim_fund":
            account, cumulative, leaves = values
            at = leaves.index((account, cumulative)) if (account, cumulative) in leaves else 0
            return (account, cumulative, stage.tree(leaves).proof(at))
    return values


def _permit(permit: Permit, stage: Stage) -> tuple[Any, ...]:
    signed = stage.writer.sign(permit)
    parts = (signed[64], signed[:32], signed[32:64])
    return (permit.owner, permit.spender, permit.value, permit.deadline, *parts)


def _payment(payment: Payment | None, stage: Stage) -> bytes:
    if payment is None:
        return NONSENSE
    subject = payment.subject
    number = int(stage.address(subject), 16) if isinstance(subject, str) else subject
    values = [MEMBERS[payment.source], number, stage.address(payment.referrer)]
    return encode(["uint8", "uint256", "address"], values)
