// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "./IBounds.sol";

/// @title Subscriptions
/// @notice Paid periods of a creator's content. Terms are frozen for what is paid.
/// @dev A subscription belongs to the creator's trading token, or as long as there is none to the creator's account:
/// so it follows the creator to a new key.
interface ISubscriptions is IBounds {
    /// @param planId From 1; every change of terms makes a new one. 0: no plan.
    /// @param fee TT wei per period.
    /// @param period Seconds.
    /// @param minimumHolding Token wei of the creator's token a subscriber must hold to be one.
    struct Plan {
        uint256 planId;
        uint256 fee;
        uint256 period;
        uint256 minimumHolding;
    }

    event PlanSet(
        address indexed creator,
        uint256 indexed planId,
        uint256 fee,
        uint256 period,
        uint256 minimumHolding
    );
    /// @notice Nobody can subscribe any more; what is paid runs on.
    event PlanEnded(address indexed creator, uint256 indexed planId);

    /// @param subject The creator's trading token, or the creator.
    /// @param cost TT wei paid by `payer`.
    /// @param endsAt End of what is paid for after this.
    /// @param minimumHolding Token wei required until then: the least of the plans paid without a break.
    event Subscribed(
        address indexed creator,
        address indexed account,
        uint256 indexed planId,
        address subject,
        address payer,
        uint256 periods,
        uint256 cost,
        uint256 endsAt,
        uint256 minimumHolding
    );

    /// @notice The creator has no plan.
    error NoPlan(address creator);
    /// @notice The terms have changed: the plan is `current` now.
    error PlanChanged(uint256 planId, uint256 current);
    /// @notice The periods cost more than the caller wants to pay.
    error CostExceeded(uint256 maxCost, uint256 cost);
    /// @notice A subscription needs an account.
    error InvalidRecipient(address to);
    /// @notice Only a creator whose token trades can require a holding, and only of that token.
    error NoTradingToken(address creator);

    /// @notice The payout ledger.
    function ledger() external view returns (address);

    /// @notice The plan of `creator`; zeros if none. A plan ends when the creator moves to a new key.
    function planOf(
        address creator
    ) external view returns (Plan memory);

    /// @notice What `account` has paid for, and the holding required for it; zeros if nothing.
    function subscriptionOf(
        address creator,
        address account
    ) external view returns (uint256 endsAt, uint256 minimumHolding);

    /// @notice Whether `account` has paid for now and holds enough now: its balance and its unclaimed allocation
    /// count.
    function isSubscribed(
        address creator,
        address account
    ) external view returns (bool);

    /// @notice Offers the caller's content from now on; replaces the plan before.
    /// @param fee TT wei per period, at least 1.
    /// @param period Seconds: from 1 day to 366 days.
    /// @param minimumHolding Token wei; above 0 only once the caller's token trades.
    function setPlan(
        uint256 fee,
        uint256 period,
        uint256 minimumHolding
    ) external returns (uint256 planId);

    /// @notice Ends the caller's plan.
    function endPlan() external;

    /// @notice Pays `periods` periods for `account`, behind what is paid already.
    /// @param planId The plan the caller has seen: it fixes fee, period and holding.
    /// @param periods 1 to 12.
    /// @param account Who subscribes: the caller, or whom it gives to.
    /// @param maxCost Most TT wei the caller pays.
    function subscribe(
        address creator,
        uint256 planId,
        uint256 periods,
        address account,
        uint256 maxCost
    ) external returns (uint256 cost);
}
