// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Guarded} from "../base/Guarded.sol";
import {SelfPermit} from "../base/SelfPermit.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../interfaces/ILaunches.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {ISubscriptions} from "../interfaces/ISubscriptions.sol";
import {Bounds} from "../libraries/Bounds.sol";
import {Source} from "../types/Source.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Subscriptions
/// @dev Holds nothing: what is paid goes from the payer to the ledger, which calls nobody back.
contract Subscriptions is ISubscriptions, Guarded, SelfPermit {
    /// @param fee 0: the plan was ended.
    struct StoredPlan {
        uint96 fee;
        uint32 period;
        uint96 minimumHolding;
        uint32 planId;
    }

    struct Subscription {
        uint40 endsAt;
        uint96 minimumHolding;
    }

    uint256 private constant MIN_PERIOD = 1 days;
    uint256 private constant MAX_PERIOD = 366 days;
    uint256 private constant MAX_PERIODS = 12;

    /// @inheritdoc ISubscriptions
    // solhint-disable-next-line immutable-vars-naming
    address public immutable ledger;

    address private immutable _MARKET;
    address private immutable _TT;

    mapping(address creator => StoredPlan) private _plans;

    /// @dev How often the creator had moved to a new key when it set its plan.
    mapping(address creator => uint256 moves) private _planMoves;

    /// @dev The subject is a token or a creator; what a creator's own account has sold requires no holding.
    mapping(address subject => mapping(address account => Subscription)) private _subscriptions;

    constructor(
        address authority,
        address ledger_
    ) AccessManaged(authority) {
        ledger = ledger_;
        _MARKET = IPayoutLedger(ledger_).market();
        _TT = IPayoutLedger(ledger_).tt();
    }

    /// @inheritdoc ISubscriptions
    function planOf(
        address creator
    ) external view returns (Plan memory) {
        StoredPlan memory plan = _planInForce(creator);
        if (plan.fee == 0) return Plan(0, 0, 0, 0);
        return Plan(plan.planId, plan.fee, plan.period, plan.minimumHolding);
    }

    /// @inheritdoc ISubscriptions
    function subscriptionOf(
        address creator,
        address account
    ) external view returns (uint256 endsAt, uint256 minimumHolding) {
        return _subscriptionOf(_subjectOf(creator), creator, account);
    }

    /// @inheritdoc ISubscriptions
    function isSubscribed(
        address creator,
        address account
    ) external view returns (bool) {
        address subject = _subjectOf(creator);
        (uint256 endsAt, uint256 minimumHolding) = _subscriptionOf(subject, creator, account);
        if (block.timestamp >= endsAt) return false;
        return minimumHolding == 0 || _holdingOf(subject, account) >= minimumHolding;
    }

    /// @inheritdoc ISubscriptions
    function setPlan(
        uint256 fee,
        uint256 period,
        uint256 minimumHolding
    ) external returns (uint256 planId) {
        Bounds.checkTerm("fee", fee, 1, type(uint96).max);
        Bounds.checkTerm("period", period, MIN_PERIOD, MAX_PERIOD);
        Bounds.checkTerm("minimumHolding", minimumHolding, 0, type(uint96).max);
        if (minimumHolding != 0) {
            require(_subjectOf(msg.sender) != msg.sender, NoTradingToken(msg.sender));
        }
        uint32 next = _plans[msg.sender].planId + 1;
        planId = next;
        // Within their bits by the checks above.
        _plans[msg.sender] = StoredPlan(uint96(fee), uint32(period), uint96(minimumHolding), next);
        _planMoves[msg.sender] = ICreatorRegistry(_MARKET).movesOf(msg.sender);
        emit PlanSet(msg.sender, planId, fee, period, minimumHolding);
    }

    /// @inheritdoc ISubscriptions
    function endPlan() external {
        StoredPlan memory plan = _planInForce(msg.sender);
        require(plan.fee != 0, NoPlan(msg.sender));
        _plans[msg.sender].fee = 0;
        emit PlanEnded(msg.sender, plan.planId);
    }

    /// @inheritdoc ISubscriptions
    function subscribe(
        address creator,
        uint256 planId,
        uint256 periods,
        address account,
        uint256 maxCost
    ) external whenEntriesOpen returns (uint256 cost) {
        StoredPlan memory plan = _planInForce(creator);
        require(plan.fee != 0, NoPlan(creator));
        require(planId == plan.planId, PlanChanged(planId, plan.planId));
        Bounds.checkTerm("periods", periods, 1, MAX_PERIODS);
        require(account != address(0), InvalidRecipient(account));
        cost = plan.fee * periods;
        require(cost <= maxCost, CostExceeded(maxCost, cost));

        _extend(plan, creator, periods, account, cost);
        bytes memory data = abi.encode(Source.Subscription, uint160(creator), address(0));
        IERC1363(_TT).transferFromAndCall(msg.sender, ledger, cost, data);
    }

    /// @dev Who pays while something paid is left keeps the least holding of all that was paid since the last break.
    function _extend(
        StoredPlan memory plan,
        address creator,
        uint256 periods,
        address account,
        uint256 cost
    ) private {
        address subject = _subjectOf(creator);
        (uint256 endsAt, uint256 minimumHolding) = _subscriptionOf(subject, creator, account);
        if (endsAt <= block.timestamp) {
            endsAt = block.timestamp;
            minimumHolding = plan.minimumHolding;
        } else if (plan.minimumHolding < minimumHolding) {
            minimumHolding = plan.minimumHolding;
        }
        endsAt += plan.period * periods;
        Bounds.checkTerm("endsAt", endsAt, 0, type(uint40).max);
        // Never above the holding of a plan, which has as many bits.
        _subscriptions[subject][account] = Subscription(uint40(endsAt), uint96(minimumHolding));
        emit Subscribed(
            creator,
            account,
            plan.planId,
            subject,
            msg.sender,
            periods,
            cost,
            endsAt,
            minimumHolding
        );
    }

    /// @dev Fee 0 without one. What was offered for a token ends when the token moves to another key.
    function _planInForce(
        address creator
    ) private view returns (StoredPlan memory plan) {
        plan = _plans[creator];
        if (_planMoves[creator] != ICreatorRegistry(_MARKET).movesOf(creator)) plan.fee = 0;
    }

    /// @dev The creator's trading token; as long as there is none, the creator.
    function _subjectOf(
        address creator
    ) private view returns (address) {
        address token = ICreatorRegistry(_MARKET).tokenOf(creator);
        return ILaunches(_MARKET).isTrading(token) ? token : creator;
    }

    /// @dev What was paid under the subject and, before the token traded, under the creator's account: the later end,
    /// and no holding while the latter, which never requires one, lasts.
    function _subscriptionOf(
        address subject,
        address creator,
        address account
    ) private view returns (uint256 endsAt, uint256 minimumHolding) {
        Subscription memory paid = _subscriptions[subject][account];
        endsAt = paid.endsAt;
        minimumHolding = paid.minimumHolding;
        if (subject == creator) return (endsAt, minimumHolding);
        uint256 before = _subscriptions[creator][account].endsAt;
        if (before > block.timestamp) minimumHolding = 0;
        if (before > endsAt) endsAt = before;
    }

    /// @dev Token wei of `token` in the account's hands or waiting for it.
    function _holdingOf(
        address token,
        address account
    ) private view returns (uint256) {
        ILaunches.Allocation memory a = ILaunches(_MARKET).allocationOf(token, account);
        return IERC20(token).balanceOf(account) + a.total - a.claimed - a.returned;
    }

    function _permitToken() internal view override returns (address) {
        return _TT;
    }
}
