// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Deals} from "./Deals.sol";
import {Grants} from "./Grants.sol";
import {Keeping} from "./Keeping.sol";
import {LaunchSteps} from "./LaunchSteps.sol";
import {Lots} from "./Lots.sol";
import {Money} from "./Money.sol";
import {Payouts} from "./Payouts.sol";
import {Powers} from "./Powers.sol";
import {Trades} from "./Trades.sol";

/// @notice I6 and I12: everybody takes out everything, in an order the seed decides.
abstract contract Exits is
    LaunchSteps,
    Trades,
    Payouts,
    Money,
    Keeping,
    Lots,
    Deals,
    Grants,
    Powers
{
    uint256 private constant KINDS = 10;

    /// @notice All exits, first with what is possible now, then after everything has vested, then the last dividends.
    /// @param inPause Whether the first round takes place in a pause of everything that can be paused.
    function leaveAll(
        uint256 seed,
        bool inPause
    ) external {
        if (inPause) _pauseEverything();
        _acceptOffers();
        _leaveInAnyOrder(seed);
        _endLaunches();
        _endAuctions();
        if (_effectiveAt() > block.timestamp) vm.warp(_effectiveAt());
        // Longer than the longest vesting, and than the fans' pool takes to empty.
        vm.warp(block.timestamp + 600 days);
        _leaveInAnyOrder(uint256(keccak256(abi.encode(seed))));
        _leaveRest(seed);
        vm.warp(block.timestamp + 600 days);
        for (uint256 i; i < ACTORS; ++i) {
            address a = _actor(seed % ACTORS + i);
            _claimAll(a, a, none());
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
            uint256 random = uint256(keccak256(abi.encode(seed, task)));
            if (task % KINDS < 6) _leave(a, token, task % KINDS, random);
            else _leaveMoments(a, task / KINDS, task % KINDS, random);
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
            _claimAll(a, a, seed % 2 == 0 ? _accounts : none());
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

    /// @dev What the fund gives, what an auction holds, what is booked; and a token that is passed on or redeemed.
    function _leaveMoments(
        address a,
        uint256 index,
        uint256 kind,
        uint256 seed
    ) private {
        if (kind == 6) {
            _claimFund(index % ACTORS, a);
        } else if (kind == 7) {
            if (_running.length != 0) _leaveAuction(a, _running[seed % _running.length]);
        } else if (kind == 8) {
            _distribute(a, onlyMoment(_accounts[seed % _accounts.length]));
        } else {
            uint256 tokenId = _pieceFor(seed, a);
            if (tokenId == 0) return;
            if (seed % 2 == 0) _redeem(tokenId);
            else _transferPiece(a, a, _actor(seed >> 8), tokenId);
        }
    }

    function _leaveAuction(
        address a,
        uint256 auction
    ) private {
        if (block.timestamp >= _lots[auction].endsAt) _settle(a, auction);
        else if (_lots[auction].bidder == NOBODY) _cancel(auction);
    }

    /// @dev What the shuffled order left over because a sale came before the claim it waited for.
    function _leaveRest(
        uint256 seed
    ) private {
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
        for (uint256 i; i < ACTORS; ++i) {
            _claimFund((seed % ACTORS + i) % ACTORS, _actor(i));
        }
        for (uint256 i; i < _tokens.length; ++i) {
            _sweep(_actors[i], _tokens[i]);
        }
        _distribute(_actor(seed), _accounts);
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

    function _endAuctions() private {
        while (_running.length != 0) {
            uint256 auction = _running[0];
            if (block.timestamp < _lots[auction].endsAt) vm.warp(_lots[auction].endsAt);
            _settle(_actor(auction), auction);
        }
    }

    function _sellOut(
        address a,
        address token,
        uint256 amount
    ) private {
        _sell(Order(token, a, a, NOBODY, false), amount);
    }

    /// @dev Begins a pause of everything, after the rest of the last ones.
    function _pauseEverything() private {
        for (uint256 i; i < _guarded.length; ++i) {
            uint256 last = _pausedUntil[_guarded[i]];
            if (last != 0 && block.timestamp < last + 30 days) vm.warp(last + 30 days);
        }
        for (uint256 i; i < _guarded.length; ++i) {
            _pause(_guarded[i]);
        }
    }
}
