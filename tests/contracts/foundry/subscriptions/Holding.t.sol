// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Subscribers} from "./Subscribers.sol";

contract HoldingTest is Subscribers {
    IToken private token;

    /// @dev `fan` has the whole allocation, nothing of it claimed.
    function setUp() public override {
        super.setUp();
        LaunchTerms memory t = terms("mona");
        t.allocationVesting = 60 days;
        t.creatorVesting = 60 days;
        token = tradingToken(t, 5000e18);
        offer(HOLDING);
    }

    function test_WhoHoldsTooLittleIsNotSubscribed() public {
        subscribe(collector, creator, 1);
        assertSubscribed(collector, false, "holds nothing");
        receiveTokens(collector, HOLDING - 1);
        assertSubscribed(collector, false, "a wei too little");
        receiveTokens(collector, 1);
        assertSubscribed(collector, true, "enough");
        vm.prank(collector);
        token.transfer(stranger, 1);
        assertSubscribed(collector, false, "not any more");
        receiveTokens(collector, 1);
        assertSubscribed(collector, true, "and again");
    }

    function test_AnUnclaimedAllocationCounts() public {
        offer(S0);
        subscribe(fan, creator, 12);
        assertSubscribed(fan, true, "all of it unclaimed");
        vm.warp(vm.getBlockTimestamp() + 30 days);
        claimAllocation(fan, token);
        assertSubscribed(fan, true, "half of it claimed");
        vm.prank(fan);
        market.returnUnvested(address(token), 1e18);
        assertSubscribed(fan, false, "what is given back does not");
        vm.warp(vm.getBlockTimestamp() + 60 days);
        claimAllocation(fan, token);
        assertEq(token.balanceOf(fan), S0 - 1e18, "all claimed");
        assertSubscribed(fan, false, "still one token too little");
        buy(fan, token, 100e18);
        assertSubscribed(fan, true, "bought back");
    }

    function test_WhatIsPaidKeepsTheLeastHolding() public {
        subscribe(collector, creator, 1);
        assertHolding(HOLDING);
        offer(HOLDING / 2);
        assertHolding(HOLDING);
        subscribe(collector, creator, 1);
        assertHolding(HOLDING / 2);
        offer(HOLDING * 10);
        subscribe(collector, creator, 1);
        assertHolding(HOLDING / 2);
        vm.prank(creator);
        subscriptions.endPlan();
        assertHolding(HOLDING / 2);
        assertPaid(creator, collector, vm.getBlockTimestamp() + 3 * PERIOD, HOLDING / 2);
    }

    function test_AGiftWorsensNothing() public {
        offer(0);
        subscribe(collector, creator, 1);
        offer(type(uint96).max);
        vm.prank(stranger);
        subscriptions.subscribe(creator, 3, 1, collector, FEE);
        assertSubscribed(collector, true, "as before, and longer");
        assertPaid(creator, collector, vm.getBlockTimestamp() + 2 * PERIOD, 0);
    }

    function test_AfterABreakItIsTheNewPlans() public {
        offer(0);
        subscribe(collector, creator, 1);
        vm.warp(vm.getBlockTimestamp() + PERIOD);
        offer(HOLDING);
        subscribe(collector, creator, 1);
        assertHolding(HOLDING);
        assertSubscribed(collector, false, "nothing was left of the old terms");
    }

    function test_ASecondBeforeTheEndItIsUnbroken() public {
        offer(0);
        subscribe(collector, creator, 1);
        vm.warp(vm.getBlockTimestamp() + PERIOD - 1);
        offer(HOLDING);
        subscribe(collector, creator, 1);
        assertHolding(0);
        assertSubscribed(collector, true, "the old terms go on");
    }

    function test_AHoldingIsOfTheTokenOfThePlan() public {
        moveCreator(token, stranger);
        IToken second = openLaunch(creator, terms("mona_two"));
        contribute(fan, second, 5000e18);
        finalize(second);
        // What was offered for the first token is not asked of the second.
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoPlan.selector, creator));
        vm.prank(collector);
        subscriptions.subscribe(creator, 1, 1, collector, FEE);
        assertEq(offer(HOLDING), 2, "until the creator offers a holding of the new one");
        subscribe(collector, creator, 1);
        receiveTokens(collector, HOLDING);
        assertSubscribed(collector, false, "the old token does not count");
        buy(collector, second, 100e18);
        assertSubscribed(collector, true, "the new one does");
    }

    /// @dev Against a model of one account: the least of the plans paid while something was left, else the last one's.
    function testFuzz_TermsNeverWorsenForWhatIsPaid(
        uint8[8] memory periods,
        uint32[8] memory pauses,
        uint96[8] memory holdings
    ) public {
        uint256 end;
        uint256 least;
        for (uint256 i; i < 8; ++i) {
            uint256 now_ = vm.getBlockTimestamp();
            uint256 count = bound(periods[i], 1, 12);
            offer(creator, FEE, 10 days, holdings[i]);
            subscribe(collector, creator, count);
            bool running = end > now_;
            least = running && least < holdings[i] ? least : holdings[i];
            end = (running ? end : now_) + 10 days * count;
            assertPaid(creator, collector, end, least);
            vm.warp(now_ + bound(pauses[i], 0, 100 days));
        }
    }

    function receiveTokens(
        address to,
        uint256 amount
    ) private {
        uint256 cost = market.quoteBuyExact(address(token), amount).ttAmount;
        vm.prank(fan);
        market.buyExact(address(token), amount, cost, to, FOREVER, NOBODY);
    }

    function assertHolding(
        uint256 expected
    ) private view {
        (, uint256 holding) = subscriptions.subscriptionOf(creator, collector);
        assertEq(holding, expected, "holding");
    }

    function assertSubscribed(
        address account,
        bool expected,
        string memory what
    ) private view {
        assertTrue(subscriptions.isSubscribed(creator, account) == expected, what);
    }
}
