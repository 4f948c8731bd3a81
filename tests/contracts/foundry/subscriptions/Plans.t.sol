// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {Subscribers} from "./Subscribers.sol";

contract PlansTest is Subscribers {
    function test_ItKnowsItsLedger() public view {
        assertEq(subscriptions.ledger(), address(ledger), "ledger");
    }

    function test_WithoutAPlanThereAreZeros() public view {
        assertPlan(creator, 0, 0, 0, 0);
    }

    function test_SetPlanOffersAndNumbersFromOne() public {
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.PlanSet(creator, 1, FEE, PERIOD, 0);
        assertEq(offer(0), 1, "first");
        assertPlan(creator, 1, FEE, PERIOD, 0);
    }

    function test_EverySetPlanMakesANewOne() public {
        offer(0);
        assertEq(offer(0), 2, "even with the same terms");
        assertEq(offer(creator, 7, 1 days, 0), 3, "third");
        assertPlan(creator, 3, 7, 1 days, 0);
        assertEq(offer(stranger, 9, 2 days, 0), 1, "each creator counts for itself");
        assertPlan(creator, 3, 7, 1 days, 0);
        assertPlan(stranger, 1, 9, 2 days, 0);
    }

    function test_SetPlanRevertsOutsideOfItsBounds() public {
        expectOutOfRange("fee", 0, 1, type(uint96).max);
        offer(creator, 0, PERIOD, 0);
        expectOutOfRange("fee", uint256(type(uint96).max) + 1, 1, type(uint96).max);
        offer(creator, uint256(type(uint96).max) + 1, PERIOD, 0);
        expectOutOfRange("period", 1 days - 1, 1 days, 366 days);
        offer(creator, FEE, 1 days - 1, 0);
        expectOutOfRange("period", 366 days + 1, 1 days, 366 days);
        offer(creator, FEE, 366 days + 1, 0);
        tradingToken(5000e18);
        uint256 tooMuch = uint256(type(uint96).max) + 1;
        expectOutOfRange("minimumHolding", tooMuch, 0, type(uint96).max);
        offer(creator, FEE, PERIOD, tooMuch);
    }

    function test_SetPlanTakesTheEndsOfItsBounds() public {
        offer(creator, 1, 1 days, 0);
        assertPlan(creator, 1, 1, 1 days, 0);
        tradingToken(5000e18);
        offer(creator, type(uint96).max, 366 days, type(uint96).max);
        assertPlan(creator, 2, type(uint96).max, 366 days, type(uint96).max);
    }

    function test_AHoldingNeedsATradingToken() public {
        expectNoTradingToken();
        offer(1);
        openLaunch();
        expectNoTradingToken();
        offer(1);
        finalizeAfterContribution();
        assertEq(offer(1), 1, "once it trades");
        assertPlan(creator, 1, FEE, PERIOD, 1);
    }

    function test_EndPlanLeavesZerosAndTheNumber() public {
        offer(0);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.PlanEnded(creator, 1);
        vm.prank(creator);
        subscriptions.endPlan();
        assertPlan(creator, 0, 0, 0, 0);
        assertEq(offer(0), 2, "the number is never used again");
    }

    function test_EndPlanRevertsWithoutAPlan() public {
        expectNoPlan();
        endPlan();
        offer(0);
        endPlan();
        expectNoPlan();
        endPlan();
    }

    function test_APauseStopsNoPlan() public {
        vm.prank(guardian);
        subscriptions.pause();
        offer(0);
        endPlan();
    }

    function endPlan() private {
        vm.prank(creator);
        subscriptions.endPlan();
    }

    function finalizeAfterContribution() private {
        address token = market.tokenOf(creator);
        vm.prank(fan);
        market.contribute(token, 5000e18);
        vm.warp(market.launchOf(token).closesAt);
        market.finalize(token);
    }

    function assertPlan(
        address of_,
        uint256 planId,
        uint256 fee,
        uint256 period,
        uint256 minimumHolding
    ) private view {
        ISubscriptions.Plan memory plan = subscriptions.planOf(of_);
        assertEq(plan.planId, planId, "planId");
        assertEq(plan.fee, fee, "fee");
        assertEq(plan.period, period, "period");
        assertEq(plan.minimumHolding, minimumHolding, "minimumHolding");
    }

    function expectOutOfRange(
        string memory field,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, field, value, minimum, maximum)
        );
    }

    function expectNoPlan() private {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoPlan.selector, creator));
    }

    function expectNoTradingToken() private {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoTradingToken.selector, creator));
    }
}
