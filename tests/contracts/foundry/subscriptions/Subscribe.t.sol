// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {IToken} from "../support/Deployed.sol";
import {Subscribers} from "./Subscribers.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract SubscribeTest is Subscribers {
    function test_SubscribePaysAndBegins() public {
        offer(0);
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Subscribed(
            creator, fan, 1, creator, fan, 2, 2 * FEE, START + 2 * PERIOD, 0
        );
        assertEq(subscribe(fan, creator, 2), 2 * FEE, "cost");
        assertEq(before - tt.balanceOf(fan), 2 * FEE, "paid");
        assertEq(tt.balanceOf(address(subscriptions)), 0, "holds nothing");
        assertPaid(creator, fan, START + 2 * PERIOD, 0);
        assertTrue(subscriptions.isSubscribed(creator, fan), "at once");
        vm.warp(START + 2 * PERIOD - 1);
        assertTrue(subscriptions.isSubscribed(creator, fan), "to the last second");
        vm.warp(START + 2 * PERIOD);
        assertTrue(!subscriptions.isSubscribed(creator, fan), "and not one more");
        assertPaid(creator, fan, START + 2 * PERIOD, 0);
    }

    function test_TheMoneyIsDivided() public {
        offer(0);
        subscribe(fan, creator, 1);
        assertEq(ledger.balanceOf(creator), FEE * 95 / 100, "80% and the fans' 15%");
        assertEq(ledger.balanceOf(treasury), FEE * 5 / 100, "5%");
        IToken token = tradingToken(5000e18);
        subscribe(fan, creator, 1);
        assertEq(ledger.balanceOf(creator), FEE * 175 / 100, "80% once the token trades");
        assertEq(ledger.balanceOf(treasury), FEE * 10 / 100, "5%");
        (, uint256 pending,) = token.revenue();
        assertEq(pending, FEE * 15 / 100, "15% to the fans");
    }

    function test_ASecondPaymentBeginsWhereTheFirstEnds() public {
        offer(0);
        subscribe(fan, creator, 1);
        vm.warp(START + PERIOD - 1);
        subscribe(fan, creator, 3);
        assertPaid(creator, fan, START + 4 * PERIOD, 0);
    }

    function test_AfterABreakItBeginsNow() public {
        offer(0);
        subscribe(fan, creator, 1);
        vm.warp(START + PERIOD + 5);
        subscribe(fan, creator, 1);
        assertPaid(creator, fan, START + 2 * PERIOD + 5, 0);
    }

    function test_AGiftIsForTheAccount() public {
        offer(0);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Subscribed(
            creator, collector, 1, creator, fan, 1, FEE, START + PERIOD, 0
        );
        vm.prank(fan);
        subscriptions.subscribe(creator, 1, 1, collector, FEE);
        assertTrue(subscriptions.isSubscribed(creator, collector), "who was given it");
        assertTrue(!subscriptions.isSubscribed(creator, fan), "not who gave");
    }

    function test_PermitAndSubscriptionAreOneTransaction() public {
        offer(0);
        vm.prank(fan);
        tt.approve(address(subscriptions), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(subscriptions), FEE, FOREVER);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(subscriptions.selfPermit, (FEE, FOREVER, v, r, s));
        calls[1] = abi.encodeCall(subscriptions.subscribe, (creator, 1, 1, fan, FEE));
        vm.prank(fan);
        subscriptions.multicall(calls);
        assertTrue(subscriptions.isSubscribed(creator, fan), "subscribed");
    }

    function test_ItRevertsWithoutAPlan() public {
        expectNoPlan();
        subscribeTo(1, 1, fan, FEE);
        expectNoPlan();
        subscribeTo(0, 1, fan, FEE);
        offer(0);
        vm.prank(creator);
        subscriptions.endPlan();
        expectNoPlan();
        subscribeTo(1, 1, fan, FEE);
        expectNoPlan();
        subscribeTo(0, 1, fan, FEE);
    }

    function test_ItRevertsForAnotherPlan() public {
        offer(0);
        offer(creator, FEE, PERIOD, 0);
        expectPlanChanged(1, 2);
        subscribeTo(1, 1, fan, FEE);
        expectPlanChanged(3, 2);
        subscribeTo(3, 1, fan, FEE);
    }

    function test_ItRevertsOutsideOfOneToTwelvePeriods() public {
        offer(0);
        bytes4 outOfRange = IBounds.TermOutOfRange.selector;
        vm.expectRevert(abi.encodeWithSelector(outOfRange, "periods", 0, 1, 12));
        subscribeTo(1, 0, fan, FOREVER);
        vm.expectRevert(abi.encodeWithSelector(outOfRange, "periods", 13, 1, 12));
        subscribeTo(1, 13, fan, FOREVER);
        subscribeTo(1, 12, fan, FOREVER);
        assertPaid(creator, fan, START + 12 * PERIOD, 0);
    }

    function test_ItRevertsForNobody() public {
        offer(0);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidRecipient.selector, NOBODY));
        subscribeTo(1, 1, NOBODY, FEE);
    }

    function test_ItRevertsAboveTheCallersMaximum() public {
        offer(0);
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptions.CostExceeded.selector, 3 * FEE - 1, 3 * FEE)
        );
        subscribeTo(1, 3, fan, 3 * FEE - 1);
        subscribeTo(1, 3, fan, 3 * FEE);
    }

    function test_ItRevertsWithoutTheTt() public {
        offer(0);
        vm.prank(fan);
        tt.approve(address(subscriptions), FEE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(subscriptions),
                FEE - 1,
                FEE
            )
        );
        subscribeTo(1, 1, fan, FEE);
    }

    function test_ItRevertsWhilePaused() public {
        offer(0);
        subscribe(fan, creator, 1);
        vm.prank(guardian);
        subscriptions.pause();
        vm.expectRevert(
            abi.encodeWithSelector(IGuarded.EntriesPaused.selector, subscriptions.pausedUntil())
        );
        subscribeTo(1, 1, fan, FEE);
        assertTrue(subscriptions.isSubscribed(creator, fan), "what is paid runs on");
        vm.prank(guardian);
        subscriptions.unpause();
        subscribeTo(1, 1, fan, FEE);
    }

    function test_ItRevertsBeyondTheEndOfTime() public {
        offer(creator, 1, 366 days, 0);
        uint256 start = type(uint40).max - 12 * 366 days;
        vm.warp(start + 1);
        uint256 end = uint256(type(uint40).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IBounds.TermOutOfRange.selector, "endsAt", end, 0, type(uint40).max
            )
        );
        subscribeTo(1, 12, fan, 12);
        vm.warp(start);
        subscribeTo(1, 12, fan, 12);
        assertPaid(creator, fan, type(uint40).max, 0);
    }

    /// @dev Whatever is paid and whenever: the time paid for is the time subscribed, and the cost the sum of the fees.
    function testFuzz_NothingIsPaidTwice(
        uint8[6] memory periods,
        uint32[6] memory pauses,
        uint32[6] memory lengths,
        uint96[6] memory fees
    ) public {
        uint256 end;
        for (uint256 i; i < 6; ++i) {
            uint256 now_ = vm.getBlockTimestamp();
            uint256 period = bound(lengths[i], 1 days, 366 days);
            uint256 fee = bound(fees[i], 1, 10_000e18);
            uint256 count = bound(periods[i], 1, 12);
            offer(creator, fee, period, 0);
            assertEq(subscribe(fan, creator, count), fee * count, "cost = fees");
            end = (end > now_ ? end : now_) + period * count;
            assertPaid(creator, fan, end, 0);
            vm.warp(now_ + bound(pauses[i], 0, 366 days));
            bool running = vm.getBlockTimestamp() < end;
            assertTrue(subscriptions.isSubscribed(creator, fan) == running, "while it lasts");
        }
    }

    /// @dev By `fan`, with everything chosen.
    function subscribeTo(
        uint256 planId,
        uint256 periods,
        address account,
        uint256 maxCost
    ) private {
        vm.prank(fan);
        subscriptions.subscribe(creator, planId, periods, account, maxCost);
    }

    function expectNoPlan() private {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoPlan.selector, creator));
    }

    function expectPlanChanged(
        uint256 planId,
        uint256 current
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptions.PlanChanged.selector, planId, current)
        );
    }
}
