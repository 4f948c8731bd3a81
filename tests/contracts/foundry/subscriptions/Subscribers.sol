// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {ISubs, IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

/// @notice Subscriptions beside market and ledger, and the steps its tests begin with.
abstract contract Subscribers is Deployment {
    uint256 internal constant FEE = 5e18;
    uint256 internal constant PERIOD = 30 days;
    uint256 internal constant HOLDING = 100e18;

    ISubs internal subscriptions;

    function setUp() public virtual override {
        super.setUp();
        address[4] memory rich = [creator, fan, collector, stranger];
        for (uint256 i; i < rich.length; ++i) {
            vm.prank(rich[i]);
            tt.approve(address(subscriptions), FOREVER);
        }
    }

    function deployMore() internal override {
        subscriptions = ISubs(
            vm.deployCode("Subscriptions.sol:Subscriptions", abi.encode(accessManager, ledger))
        );
        guard(address(subscriptions));
    }

    /// @notice `creator` offers a month for 5 TT.
    function offer(
        uint256 minimumHolding
    ) internal returns (uint256 planId) {
        return offer(creator, FEE, PERIOD, minimumHolding);
    }

    function offer(
        address by,
        uint256 fee,
        uint256 period,
        uint256 minimumHolding
    ) internal returns (uint256 planId) {
        vm.prank(by);
        return subscriptions.setPlan(fee, period, minimumHolding);
    }

    /// @notice `by` subscribes to the current plan of `to` for itself.
    function subscribe(
        address by,
        address to,
        uint256 periods
    ) internal returns (uint256 cost) {
        ISubscriptions.Plan memory plan = subscriptions.planOf(to);
        vm.prank(by);
        return subscriptions.subscribe(to, plan.planId, periods, by, plan.fee * periods);
    }

    /// @notice What `account` has of `to`: end and holding.
    function assertPaid(
        address to,
        address account,
        uint256 endsAt,
        uint256 minimumHolding
    ) internal view {
        (uint256 end, uint256 holding) = subscriptions.subscriptionOf(to, account);
        assertEq(end, endsAt, "end of what is paid");
        assertEq(holding, minimumHolding, "holding required");
    }

    /// @notice `token`, which trades, moves from its creator to `to`.
    function moveCreator(
        IToken token,
        address to
    ) internal {
        vm.prank(market.creatorOf(address(token)));
        market.transferCreator(address(token), to);
        vm.warp(vm.getBlockTimestamp() + 3 days);
        vm.prank(to);
        market.acceptCreator(address(token));
    }
}
