"""Creator tokens changing hands: balances, dividends settled, cost carried along."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Transfer
from toktok.indexer.handlers.days import keep_holders
from toktok.indexer.mirror import Mirror
from toktok.market.dividends import PRECISION_BITS
from toktok.store.tables import Creator, Holder


def on_transfer(state: Mirror, event: Transfer) -> None:
    """Tokens moved; from nobody they were minted, to nobody burned.

    Both sides keep what they earned up to now, the market's pool of unclaimed allocations excepted:
    it earns nothing for itself.
    """
    creator = state.creator(event.address)
    holders, supply = creator.holders, creator.supply
    if event.sender == ZERO:
        _change_supply(state, creator, event.value)
        cost = 0
    else:
        cost = _debit(state, creator, event.sender, event.value)
    if event.to == ZERO:
        _change_supply(state, creator, -event.value)
        if event.sender != state.market:
            # The trade that follows brings in what was paid for it.
            state.rows.edit(Holder, creator.token, event.sender).realised -= cost
    else:
        _credit(state, creator, event.to, event.value, cost)
    if event.sender != state.market or event.to == ZERO:
        # A claim leaves its account a holder, which it is not in between.
        keep_holders(state, creator, holders=holders, supply=supply)
    if _is_between_people(state, event):
        _keep_gift(state, event)


def set_balance(holder: Holder, balance: int, *, accumulator: int) -> None:
    """Change a balance and keep what it has earned, exactly as the token's contract does.

    The earnings travel in the checkpoint, set so far back that the new balance has earned as much;
    only where that would be before the launch are they put aside.
    """
    earned = holder.balance * (accumulator - holder.checkpoint)
    if earned:
        if balance and earned // balance <= accumulator:
            accumulator -= earned // balance
        else:
            holder.settled += earned >> PRECISION_BITS
    holder.balance = balance
    holder.checkpoint = accumulator


def _is_between_people(state: Mirror, event: Transfer) -> bool:
    """Whether somebody sent tokens to somebody else: no mint, no burn, no claim out of the market's pool.

    Nothing can be transferred into the pool. Transfers of nothing cost whoever makes them nothing and need nobody's
    leave: told, they would put a stranger's address into other people's histories.
    """
    ours = (ZERO, state.market)
    return event.value > 0 and event.to not in (ZERO, event.sender) and event.sender not in ours


def _keep_gift(state: Mirror, event: Transfer) -> None:
    token = event.address
    state.rows.edit(Holder, token, event.sender).sent += event.value
    state.rows.edit(Holder, token, event.to).received += event.value
    state.record(
        event,
        "token_transfer",
        token=token,
        account=event.sender,
        other=event.to,
        to=checksum(event.to),
        amount=str(event.value),
    )


def _change_supply(state: Mirror, creator: Creator, amount: int) -> None:
    creator.supply += amount
    state.require(creator.supply >= 0, "more tokens are burned than exist.")
    state.expect.add("supply", creator.token, amount)


def _debit(state: Mirror, creator: Creator, account: bytes, amount: int) -> int:
    """Take tokens from an account; returns the part of its cost that goes with them."""
    if account == state.market:
        state.expect.add("pool", creator.token, -amount)
        return 0
    holder = state.rows.edit_or_new(Holder, creator.token, account)
    state.require(holder.balance >= amount, "an account gives more tokens than it has.")
    cost = holder.cost * amount // holder.balance if holder.balance else 0
    _change_balance(state, creator, holder, -amount)
    holder.cost -= cost
    return cost


def _credit(state: Mirror, creator: Creator, account: bytes, amount: int, cost: int) -> None:
    if account == state.market:
        state.expect.add("pool", creator.token, amount)
        return
    holder = state.rows.edit_or_new(Holder, creator.token, account)
    _change_balance(state, creator, holder, amount)
    holder.cost += cost


def _change_balance(state: Mirror, creator: Creator, holder: Holder, amount: int) -> None:
    """Settle, and count the account if it begins or ceases to own tokens, claimed or not."""
    balance = holder.balance + amount
    if (holder.balance == 0) != (balance == 0) and not state.allocated(creator, holder.account):
        creator.holders += 1 if balance else -1
    set_balance(holder, balance, accumulator=state.accumulator(creator))
    holder.updated_block = state.block_number
