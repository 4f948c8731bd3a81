// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Source} from "../../../../contracts/types/Source.sol";
import {IToken} from "../support/Deployed.sol";
import {Payouts} from "./Payouts.sol";
import {Shares} from "./Shares.sol";
import {Trades} from "./Trades.sol";

/// @notice I5: one actor alone, in one block, through any trades back to the tokens it began with.
abstract contract ClosedSequences is Trades, Shares, Payouts {
    function closedSequence(
        uint256 who,
        uint256 which,
        uint256 seed
    ) external {
        if (_isPaused(address(market))) _idle();
        address token = _tradingToken(which);
        address a = _actor(who);
        uint256 tokens = IToken(token).balanceOf(a);
        // What time has released by now is already its own; the rest of this block earns nothing.
        uint256 wealth = tt.balanceOf(a) + ledger.owed(a, _tokens, _accounts);
        for (uint256 i; i < 1 + seed % 5; ++i) {
            _trade(token, a, uint256(keccak256(abi.encode(seed, i))));
        }
        if (!_close(token, a, tokens)) return;
        ++_ghost.sequences;
        uint256 left = tt.balanceOf(a) + ledger.owed(a, _tokens, _accounts);
        _atMost("I5", "wealth after <= wealth before", left, wealth);
    }

    function _trade(
        address token,
        address a,
        uint256 seed
    ) private {
        uint256 kind = seed % 10;
        uint256 amount = seed >> 8;
        uint256 balance = IToken(token).balanceOf(a);
        Order memory o = Order(token, a, a, _referrer(seed >> 240), kind < 4);
        if (kind < 3) {
            _buy(o, _amount(amount, tt.balanceOf(a) / 4));
        } else if (kind == 3) {
            _buyExact(o, _amount(amount, S0 / 10));
        } else if (kind < 6) {
            if (balance != 0) _sell(o, _amount(amount, balance));
        } else if (kind == 6) {
            if (balance != 0) _transfer(token, a, a, _amount(amount, balance));
        } else if (kind == 7) {
            _claimAll(a, a, amount % 2 == 0 ? _accounts : none());
        } else if (kind == 8) {
            _tip(a, a, _amount(amount, tt.balanceOf(a) / 4));
        } else {
            uint256 moment = _accounts[(seed >> 232) % _accounts.length];
            _pay(a, _amount(amount, tt.balanceOf(a) / 4), Source.Sale, moment, a, 0);
        }
    }

    /// @return Whether `a` could come back to `tokens`.
    function _close(
        address token,
        address a,
        uint256 tokens
    ) private returns (bool) {
        uint256 balance = IToken(token).balanceOf(a);
        if (balance > tokens) {
            _sell(Order(token, a, a, NOBODY, false), balance - tokens);
        } else if (balance < tokens) {
            uint256 missing = tokens - balance;
            if (market.quoteBuyExact(token, missing).ttAmount > tt.balanceOf(a)) return false;
            _buyExact(Order(token, a, a, NOBODY, true), missing);
        }
        return true;
    }
}
