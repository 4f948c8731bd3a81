// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {LaunchSteps} from "./LaunchSteps.sol";
import {Money} from "./Money.sol";
import {Payouts} from "./Payouts.sol";
import {Trades} from "./Trades.sol";

/// @notice I6 and I12: everybody takes out everything, in an order the seed decides.
abstract contract Exits is LaunchSteps, Trades, Payouts, Money {
    uint256 private constant KINDS = 6;

    /// @notice All exits, first with what is possible now, then after everything has vested, then the last dividends.
    /// @param inPause Whether the first round takes place in a pause.
    function leaveAll(
        uint256 seed,
        bool inPause
    ) external {
        if (inPause) _pauseNow();
        _leaveInAnyOrder(seed);
        _endLaunches();
        // Longer than the longest vesting, and than the fans' pool takes to empty.
        vm.warp(block.timestamp + 600 days);
        _leaveInAnyOrder(uint256(keccak256(abi.encode(seed))));
        _leaveRest();
        vm.warp(block.timestamp + 600 days);
        for (uint256 i; i < ACTORS; ++i) {
            address a = _actor(seed % ACTORS + i);
            _claimAll(a, a);
        }
        for (uint256 i; i < ACTORS; ++i) {
            address a = _actor(seed % ACTORS + i);
            if (tt.balanceOf(a) != 0) _withdraw(a, tt.balanceOf(a));
        }
    }

    /// @dev Every kind of exit for every actor and token once, shuffled; amounts from a wei to everything.
    function _leaveInAnyOrder(
        uint256 seed
    ) private {
        uint256 count = _tokens.length * ACTORS * KINDS;
        uint256[] memory order = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            uint256 j = uint256(keccak256(abi.encode(seed, i))) % (i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        for (uint256 i; i < count; ++i) {
            uint256 task = order[i];
            address a = _actors[task / KINDS % ACTORS];
            address token = _tokens[task / KINDS / ACTORS];
            _leave(a, token, task % KINDS, uint256(keccak256(abi.encode(seed, task))));
        }
    }

    function _leave(
        address a,
        address token,
        uint256 kind,
        uint256 seed
    ) private {
        ILaunches.Status status = market.launchOf(token).status;
        if (kind == 0) {
            if (tt.balanceOf(a) != 0) _withdraw(a, _amount(seed, tt.balanceOf(a)));
        } else if (kind == 1) {
            _claimAll(a, a);
        } else if (status == ILaunches.Status.Failed) {
            _refund(a, token);
        } else if (status == ILaunches.Status.Closed) {
            if (_missed(token)) _refund(a, token);
            else _finalize(a, token);
        } else if (status == ILaunches.Status.Trading) {
            uint256 balance = IToken(token).balanceOf(a);
            if (kind == 2) _claimAllocation(a, token);
            else if (kind == 3) _returnUnvested(a, token, seed);
            else if (balance != 0) _sellOut(a, token, kind == 4 ? balance : _amount(seed, balance));
        }
    }

    /// @dev What the shuffled order left over because a sale came before the claim it waited for.
    function _leaveRest() private {
        for (uint256 i; i < _tokens.length * ACTORS; ++i) {
            address a = _actors[i % ACTORS];
            address token = _tokens[i / ACTORS];
            if (market.isTrading(token)) {
                _claimAllocation(a, token);
                uint256 balance = IToken(token).balanceOf(a);
                if (balance != 0) _sellOut(a, token, balance);
            } else {
                _refund(a, token);
            }
        }
    }

    function _endLaunches() private {
        for (uint256 i; i < _tokens.length; ++i) {
            ILaunches.LaunchState memory l = market.launchOf(_tokens[i]);
            if (l.status == ILaunches.Status.Open && block.timestamp < l.closesAt) {
                vm.warp(l.closesAt);
            }
            l = market.launchOf(_tokens[i]);
            if (l.status == ILaunches.Status.Closed) _finalize(_actors[i], _tokens[i]);
        }
    }

    function _sellOut(
        address a,
        address token,
        uint256 amount
    ) private {
        _sell(Order(token, a, a, NOBODY, false), amount);
    }

    /// @dev Begins a pause, after the rest of the last one.
    function _pauseNow() private {
        if (_paused()) return;
        uint256 rested = market.pausedUntil() == 0 ? 0 : market.pausedUntil() + 30 days;
        if (block.timestamp < rested) vm.warp(rested);
        vm.prank(guardian);
        market.pause();
    }
}
