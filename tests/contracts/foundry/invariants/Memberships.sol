// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {IToken} from "../support/Deployed.sol";
import {Choices} from "./Choices.sol";

/// @notice Plans of creators, and who subscribes to them.
abstract contract Memberships is Choices {
    /// @dev Who pays whom, for whom and how long.
    struct Payment {
        address to;
        address payer;
        address account;
        uint256 periods;
    }

    /// @dev How many plans a creator has made, and how often it had moved to a new key at the last one.
    mapping(address creator => uint256 count) private _plans;
    mapping(address creator => uint256 moves) private _planMoves;

    function setPlan(
        uint256 who,
        uint256 fee,
        uint256 period,
        uint256 holding
    ) external {
        address by = _actor(who);
        address token = market.tokenOf(by);
        if (!market.isTrading(token)) token = NOBODY;
        holding = token == NOBODY || holding % 2 == 0 ? 0 : _amount(holding >> 8, 2 * S0);
        bytes memory data = abi.encodeCall(
            subscriptions.setPlan, (_amount(fee, 1000e18), bound(period, 1 days, 366 days), holding)
        );
        (bool done,) = _act(by, address(subscriptions), data, Kind.Step, "setPlan");
        if (!done) return;
        _planMoves[by] = market.movesOf(by);
        uint256 planId = subscriptions.planOf(by).planId;
        _equal("steps", "a plan has the next number", planId, ++_plans[by]);
    }

    function endPlan(
        uint256 who
    ) external {
        address by = _actor(who);
        if (who % 4 != 0 || subscriptions.planOf(by).planId == 0) _idle();
        bytes memory data = abi.encodeCall(subscriptions.endPlan, ());
        _act(by, address(subscriptions), data, Kind.Exit, "endPlan");
    }

    /// @notice For oneself or another; some ask for a plan of before, or pay too little.
    function subscribe(
        uint256 who,
        uint256 to,
        uint256 account,
        uint256 periods
    ) external {
        for (uint256 i; i < ACTORS; ++i) {
            address by = _actor(to % ACTORS + i);
            ISubscriptions.Plan memory plan = subscriptions.planOf(by);
            if (plan.planId == 0) continue;
            uint256 moves = market.movesOf(by);
            _equal("steps", "a plan ends with a move", moves, _planMoves[by]);
            _denyOthers(plan, by, _actor(who));
            Payment memory p = Payment(by, _actor(who), _actor(account), 1 + periods % 12);
            if (tt.balanceOf(p.payer) < plan.fee * p.periods) continue;
            _subscribe(plan, p);
            return;
        }
        _idle();
    }

    function _subscribe(
        ISubscriptions.Plan memory plan,
        Payment memory p
    ) private {
        uint256 before = tt.balanceOf(p.payer);
        (uint256 endsAt, uint256 holding) = subscriptions.subscriptionOf(p.to, p.account);
        bool running = endsAt > block.timestamp;
        endsAt = (running ? endsAt : block.timestamp) + plan.period * p.periods;
        holding = running ? _min(holding, plan.minimumHolding) : plan.minimumHolding;
        bytes memory data = abi.encodeCall(
            subscriptions.subscribe, (p.to, plan.planId, p.periods, p.account, plan.fee * p.periods)
        );
        (bool done,) = _act(p.payer, address(subscriptions), data, Kind.Entry, "subscribe");
        if (!done) return;
        uint256 paid = before - tt.balanceOf(p.payer);
        _equal("I14", "TT paid = fee * periods", paid, plan.fee * p.periods);
        _received(paid, 1);
        _checkTerms(p.to, p.account, endsAt, holding);
    }

    function _checkTerms(
        address to,
        address account,
        uint256 endsAt,
        uint256 least
    ) private {
        (uint256 end, uint256 holding) = subscriptions.subscriptionOf(to, account);
        _equal("steps", "end = end before or now + periods", end, endsAt);
        _equal("steps", "holding = least of what is paid", holding, least);
        bool holds = least == 0 || _holdingOf(_subjectOf(to), account) >= least;
        bool subscribed = subscriptions.isSubscribed(to, account);
        _equal("steps", "subscribed = holds enough", subscribed ? 1 : 0, holds ? 1 : 0);
    }

    /// @dev What is refused beside it.
    function _denyOthers(
        ISubscriptions.Plan memory plan,
        address to,
        address payer
    ) private {
        bytes memory data =
            abi.encodeCall(subscriptions.subscribe, (to, plan.planId - 1, 1, payer, FOREVER));
        _fails(payer, address(subscriptions), data, "steps", "another plan");
        data =
            abi.encodeCall(subscriptions.subscribe, (to, plan.planId, 2, payer, 2 * plan.fee - 1));
        _fails(payer, address(subscriptions), data, "steps", "dearer than the maximum");
    }

    function _subjectOf(
        address creator_
    ) private view returns (address) {
        address token = market.tokenOf(creator_);
        return market.isTrading(token) ? token : creator_;
    }

    function _holdingOf(
        address token,
        address account
    ) private view returns (uint256) {
        ILaunches.Allocation memory a = market.allocationOf(token, account);
        return IToken(token).balanceOf(account) + a.total - a.claimed - a.returned;
    }
}
