// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {IToken} from "../support/Deployed.sol";
import {Subscribers} from "./Subscribers.sol";

contract SubjectTest is Subscribers {
    address private successor = actor("successor");

    function test_WithoutATokenItBelongsToTheAccount() public {
        offer(0);
        expectSubject(creator, creator, START + PERIOD);
        subscribe(fan, creator, 1);
    }

    function test_ALaunchIsNoTokenYet() public {
        openLaunch();
        offer(0);
        expectSubject(creator, creator, START + PERIOD);
        subscribe(fan, creator, 1);
    }

    function test_ATradingTokenIsTheSubject() public {
        IToken token = tradingToken(5000e18);
        offer(0);
        expectSubject(creator, address(token), vm.getBlockTimestamp() + PERIOD);
        subscribe(fan, creator, 1);
    }

    function test_ItFollowsTheTokenToANewKey() public {
        IToken token = tradingToken(5000e18);
        offer(0);
        subscribe(fan, creator, 1);
        uint256 end = vm.getBlockTimestamp() + PERIOD;
        moveCreator(token, successor);
        assertPaid(successor, fan, end, 0);
        assertTrue(subscriptions.isSubscribed(successor, fan), "to the new key");
        assertPaid(creator, fan, 0, 0);
        assertTrue(!subscriptions.isSubscribed(creator, fan), "no longer to the old one");
    }

    function test_WhatWasPaidBeforeTheTokenTradedGoesOn() public {
        offer(0);
        subscribe(fan, creator, 12);
        IToken token = tradingToken(5000e18);
        assertPaid(creator, fan, START + 12 * PERIOD, 0);
        offer(HOLDING);
        // Paid again, it begins where the first payment ends, and asks for no holding.
        expectSubject(creator, address(token), START + 13 * PERIOD);
        subscribe(fan, creator, 1);
        assertPaid(creator, fan, START + 13 * PERIOD, 0);
        vm.warp(START + 13 * PERIOD - 1);
        assertTrue(subscriptions.isSubscribed(creator, fan), "to the end");
    }

    function test_WhatEndedBeforeTheTokenTradedIsOver() public {
        offer(0);
        subscribe(collector, creator, 1);
        tradingToken(5000e18);
        vm.warp(START + PERIOD);
        offer(HOLDING);
        subscribe(collector, creator, 1);
        assertPaid(creator, collector, START + 2 * PERIOD, HOLDING);
    }

    function test_BothKeysCountForWhoTookATokenOver() public {
        IToken token = tradingToken(5000e18);
        offer(HOLDING);
        subscribe(collector, creator, 12);
        uint256 underToken = vm.getBlockTimestamp() + 12 * PERIOD;
        offer(successor, FEE, PERIOD, 0);
        subscribe(collector, successor, 1);
        uint256 underAccount = vm.getBlockTimestamp() + PERIOD;
        assertPaid(successor, collector, underAccount, 0);
        moveCreator(token, successor);
        // The later end; and no holding as long as what the account itself has sold lasts.
        assertPaid(successor, collector, underToken, 0);
        assertTrue(subscriptions.isSubscribed(successor, collector), "without holding");
        vm.warp(underAccount);
        assertPaid(successor, collector, underToken, HOLDING);
        assertTrue(!subscriptions.isSubscribed(successor, collector), "with too little");
    }

    function test_APlanEndsWhenTheTokenMovesToANewKey() public {
        IToken token = tradingToken(5000e18);
        offer(0);
        moveCreator(token, successor);
        assertEq(subscriptions.planOf(successor).planId, 0, "the new key has none");
        assertEq(subscriptions.planOf(creator).planId, 0, "nor has the old one any more");
        expectNoPlan();
        vm.prank(fan);
        subscriptions.subscribe(creator, 1, 1, fan, FEE);
        expectNoPlan();
        vm.prank(creator);
        subscriptions.endPlan();
        // A new one is a plan of an account without a token, paid to that account.
        assertEq(offer(0), 2, "the number goes on");
        expectSubject(creator, creator, vm.getBlockTimestamp() + PERIOD);
        subscribe(fan, creator, 1);
        assertEq(ledger.balanceOf(creator), FEE * 95 / 100, "its own income");
    }

    function test_APlanOfWhoTakesATokenOverGoesOn() public {
        IToken token = tradingToken(5000e18);
        offer(successor, FEE, PERIOD, 0);
        moveCreator(token, successor);
        assertEq(subscriptions.planOf(successor).planId, 1, "it has not moved away");
        expectSubject(successor, address(token), vm.getBlockTimestamp() + PERIOD);
        subscribe(fan, successor, 1);
    }

    function expectNoPlan() private {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NoPlan.selector, creator));
    }

    function expectSubject(
        address of_,
        address subject,
        uint256 endsAt
    ) private {
        uint256 planId = subscriptions.planOf(of_).planId;
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Subscribed(of_, fan, planId, subject, fan, 1, FEE, endsAt, 0);
    }
}
