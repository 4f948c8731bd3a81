// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Choices} from "./Choices.sol";

/// @notice From the first contribution to the last allocation.
abstract contract LaunchSteps is Choices {
    function launch(
        uint256 who,
        uint256 seed
    ) external {
        if (_tokens.length == MAX_TOKENS) _idle();
        for (uint256 i; i < ACTORS; ++i) {
            address a = _actor(who % ACTORS + i);
            if (market.tokenOf(a) == address(0) && tt.balanceOf(a) >= market.launchBond()) {
                _launch(a, _someTerms(seed));
                return;
            }
        }
        _idle();
    }

    function contribute(
        uint256 who,
        uint256 which,
        uint256 amount
    ) external {
        address token = _tokenIn(which, ILaunches.Status.Open);
        if (token == address(0)) _idle();
        ILaunches.LaunchState memory l = market.launchOf(token);
        address a = _actor(who);
        uint256 room = _min(tt.balanceOf(a), 4 * l.minimumRaise);
        if (l.maximumRaise != 0) room = _min(room, l.maximumRaise - l.raised);
        if (l.maxPerAccount != 0) {
            room = _min(room, l.maxPerAccount - market.allocationOf(token, a).contributed);
        }
        // Mostly enough for the launch to succeed.
        uint256 given = amount % 2 == 0 ? room : _amount(amount >> 8, room);
        if (given == 0) _idle();
        _contribute(a, token, given);
    }

    function finalize(
        uint256 who,
        uint256 which
    ) external {
        address token = _tokenIn(which, ILaunches.Status.Closed);
        if (token == address(0)) {
            token = _tokenIn(which, ILaunches.Status.Open);
            if (token == address(0)) _idle();
            vm.warp(market.launchOf(token).closesAt);
        }
        _finalize(_actor(who), token);
    }

    function refund(
        uint256 who,
        uint256 which
    ) external {
        address token = _tokenIn(which, ILaunches.Status.Failed);
        if (token == address(0)) {
            token = _tokenIn(which, ILaunches.Status.Closed);
            if (token == address(0) || !_missed(token)) _idle();
        }
        for (uint256 i; i < ACTORS; ++i) {
            if (_refund(_actor(who % ACTORS + i), token)) return;
        }
        _idle();
    }

    function claimAllocation(
        uint256 who,
        uint256 which
    ) external {
        address token = _tradingToken(which);
        for (uint256 i; i < ACTORS; ++i) {
            if (_claimAllocation(_actor(who % ACTORS + i), token)) return;
        }
        _idle();
    }

    function returnUnvested(
        uint256 who,
        uint256 which,
        uint256 amount
    ) external {
        address token = _tradingToken(which);
        for (uint256 i; i < ACTORS; ++i) {
            if (_returnUnvested(_actor(who % ACTORS + i), token, amount)) return;
        }
        _idle();
    }

    function _launch(
        address by,
        LaunchTerms memory t
    ) internal returns (address token) {
        bytes memory data = abi.encodeCall(market.launch, (t));
        (bool done, bytes memory result) = _act(by, address(market), data, Kind.Entry, "launch");
        if (!done) return address(0);
        token = abi.decode(result, (address));
        _tokens.push(token);
        creatorFeeBps[token] = t.creatorFeeBps;
        fanFeeBps[token] = t.fanFeeBps;
    }

    function _contribute(
        address by,
        address token,
        uint256 amount
    ) internal {
        bool first = market.allocationOf(token, by).contributed == 0;
        bytes memory data = abi.encodeCall(market.contribute, (token, amount));
        (bool done,) = _act(by, address(market), data, Kind.Step, "contribute");
        if (done && first) _contributors[token].push(by);
    }

    function _finalize(
        address by,
        address token
    ) internal {
        bytes memory data = abi.encodeCall(market.finalize, (token));
        _act(by, address(market), data, Kind.Exit, "finalize");
    }

    /// @return Whether there was anything to refund.
    function _refund(
        address to,
        address token
    ) internal returns (bool) {
        uint256 contributed = market.allocationOf(token, to).contributed;
        if (contributed == 0) return false;
        uint256 before = tt.balanceOf(to);
        // The refund may be what ends the launch, and returns the bond.
        ILaunches.LaunchState memory l = market.launchOf(token);
        uint256 bond = l.status == ILaunches.Status.Closed && l.creator == to ? l.bond : 0;
        bytes memory data = abi.encodeCall(market.refund, (token));
        (bool done,) = _act(to, address(market), data, Kind.Exit, "refund");
        if (!done) return true;
        _equal("I6", "refund = contribution", tt.balanceOf(to) - before, contributed + bond);
        refunded[token] += contributed;
        _atMost("I2", "refunds <= contributions", refunded[token], l.raised);
        return true;
    }

    /// @return Whether anything had vested.
    function _claimAllocation(
        address to,
        address token
    ) internal returns (bool) {
        ILaunches.Allocation memory a = market.allocationOf(token, to);
        if (a.vested == a.claimed) return false;
        uint256 before = IToken(token).balanceOf(to);
        bytes memory data = abi.encodeCall(market.claimAllocation, (token));
        (bool done,) = _act(to, address(market), data, Kind.Exit, "claimAllocation");
        if (!done) return true;
        _ghost.roundings += 2 + _rounding(IToken(token).balanceOf(to));
        uint256 claimed = IToken(token).balanceOf(to) - before;
        _equal("I6", "claimed = vested - claimed before", claimed, a.vested - a.claimed);
        return true;
    }

    /// @return Whether anything was left to return.
    function _returnUnvested(
        address by,
        address token,
        uint256 amount
    ) internal returns (bool) {
        uint256 most = _returnable(by, token);
        if (most == 0) return false;
        uint256 price = market.priceOf(token);
        _return(by, token, _amount(amount, most) * 1e18);
        _equal("I5", "a return moves no price", market.priceOf(token), price);
        return true;
    }

    function _return(
        address by,
        address token,
        uint256 amount
    ) private {
        (uint256 reserve,) = market.reserveOf(token);
        uint256 before = tt.balanceOf(by);
        bytes memory data = abi.encodeCall(market.returnUnvested, (token, amount));
        (bool done,) = _act(by, address(market), data, Kind.Exit, "returnUnvested");
        if (done) _returned(token, amount, reserve, tt.balanceOf(by) - before);
    }

    function _returned(
        address token,
        uint256 amount,
        uint256 reserve,
        uint256 paid
    ) private {
        uint256 raised = market.launchOf(token).raised;
        _equal("I15", "TT for a return = floor(p0 * amount)", paid, raised * amount / S0);
        (uint256 left,) = market.reserveOf(token);
        _equal("I15", "the reserve gives what a return brings", reserve - left, paid);
        returnedTt[token] += paid;
        _ghost.roundings += 4;
    }

    /// @dev In whole tokens: others cannot be given back.
    function _returnable(
        address by,
        address token
    ) private view returns (uint256) {
        ILaunches.Allocation memory a = market.allocationOf(token, by);
        return (a.total - a.returned - a.vested) / 1e18;
    }

    /// @dev A launch that is over and did not reach its minimum.
    function _missed(
        address token
    ) internal view returns (bool) {
        ILaunches.LaunchState memory l = market.launchOf(token);
        return l.raised < l.minimumRaise;
    }

    function _someTerms(
        uint256 seed
    ) private view returns (LaunchTerms memory t) {
        t = terms(string.concat("actor_", vm.toString(_tokens.length)));
        t.window = uint40(MIN_WINDOW + seed % (14 days - MIN_WINDOW));
        // One in four asks for more than anybody gives.
        t.minimumRaise = uint96(1000e18 + (seed >> 16) % 100_000e18);
        if ((seed >> 32) % 4 == 0) t.minimumRaise = uint96(10 * WEALTH);
        if ((seed >> 40) % 2 == 0) t.maximumRaise = t.minimumRaise + uint96((seed >> 48) % 1e23);
        if ((seed >> 72) % 2 == 0) t.maxPerAccount = uint96(_min(t.minimumRaise / 2, WEALTH / 10));
        t.creatorFeeBps = uint16((seed >> 80) % 301);
        t.fanFeeBps = uint16((seed >> 96) % 301);
        t.allocationVesting = uint32((seed >> 112) % 60 days);
        t.creatorVesting = t.allocationVesting + uint32((seed >> 144) % 180 days);
    }
}
