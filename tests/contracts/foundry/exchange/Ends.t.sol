// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {Order} from "../../../../contracts/types/Order.sol";
import {Orders} from "./Orders.sol";

contract EndsTest is Orders {
    uint256 private constant PRICE = 50e18;

    uint256 private moment;
    uint256 private tokenId;

    function setUp() public override {
        super.setUp();
        moment = createMoment();
        tokenId = mint(collector, moment, 5) + 2;
    }

    function testFuzz_ACancelledGroupIsClosedForEver(
        uint256 group,
        uint256 wait
    ) public {
        Order memory sold = listing(collector, tokenId, PRICE);
        Order memory bought = momentOffer(collector, moment, PRICE);
        (sold.group, bought.group) = (group, group);
        vm.expectEmit(address(exchange));
        emit IMomentExchange.GroupCanceled(collector, group);
        vm.startPrank(collector);
        exchange.cancelGroup(group);
        moments.transferFrom(collector, stranger, tokenId + 1);
        vm.stopPrank();
        assertTrue(exchange.isGroupClosed(collector, group), "closed");
        vm.warp(START + bound(wait, 0, LIFETIME - 1));
        (bytes memory seller, bytes memory buyer) =
            (sign("collector", sold), sign("collector", bought));
        expectClosed(collector, group);
        fill(fan, sold, seller);
        expectClosed(collector, group);
        accept(stranger, bought, buyer, tokenId + 1);
        vm.prank(collector);
        exchange.cancelGroup(group);
        assertTrue(exchange.isGroupClosed(collector, group), "twice is once");
    }

    function testFuzz_NoOtherGroupAndNoOtherMakerIsTouched(
        uint256 group,
        uint256 other
    ) public {
        if (group == other) other = group ^ 1;
        vm.prank(collector);
        exchange.cancelGroup(group);
        assertTrue(!exchange.isGroupClosed(collector, other), "another group");
        assertTrue(!exchange.isGroupClosed(fan, group), "another maker");
        assertEq(exchange.counterOf(collector), 0, "the counter");
        Order memory order = listing(collector, tokenId, PRICE);
        order.group = other;
        fill(fan, order, sign("collector", order));
    }

    function test_GroupsNextToEachOtherAreNeighboursOnly() public {
        uint256[8] memory edges = [uint256(0), 127, 128, 255, 256, 511, FOREVER - 1, FOREVER];
        for (uint256 i; i < edges.length; ++i) {
            address maker = vm.addr(1000 + i);
            vm.prank(maker);
            exchange.cancelGroup(edges[i]);
            for (uint256 j; j < edges.length; ++j) {
                assertTrue(
                    exchange.isGroupClosed(maker, edges[j]) == (i == j), vm.toString(edges[j])
                );
            }
            assertEq(exchange.counterOf(maker), 0, "the counter stays");
        }
    }

    function test_OneGroupEndsAFamilyOfRepricedListings() public {
        Order memory dear = listing(collector, tokenId, 3 * PRICE);
        Order memory cheap = listing(collector, tokenId, PRICE);
        Order memory other = listing(collector, tokenId, 4 * PRICE);
        (dear.group, cheap.group, other.group) = (5, 5, 6);
        bytes memory cheaply = sign("collector", cheap);
        bytes memory dearly = sign("collector", dear);
        bytes memory otherwise = sign("collector", other);
        vm.prank(collector);
        exchange.cancelGroup(5);
        expectClosed(collector, 5);
        fill(fan, cheap, cheaply);
        expectClosed(collector, 5);
        fill(fan, dear, dearly);
        fill(fan, other, otherwise);
    }

    function test_ACounterEndsEverything() public {
        Order memory sold = listing(collector, tokenId, PRICE);
        Order memory bought = momentOffer(collector, moment, PRICE);
        bought.group = 700;
        (bytes memory seller, bytes memory buyer) =
            (sign("collector", sold), sign("collector", bought));
        vm.expectEmit(address(exchange));
        emit IMomentExchange.CounterIncremented(collector, 1);
        vm.prank(collector);
        assertEq(exchange.incrementCounter(), 1, "returned");
        assertEq(exchange.counterOf(collector), 1, "kept");
        assertEq(exchange.counterOf(fan), 0, "its own");
        expectCounter(0, 1);
        fill(fan, sold, seller);
        vm.prank(collector);
        moments.transferFrom(collector, stranger, tokenId + 1);
        expectCounter(0, 1);
        accept(stranger, bought, buyer, tokenId + 1);
        sold.counter = 1;
        seller = sign("collector", sold);
        fill(fan, sold, seller);
    }

    function test_AnOrderOfALaterCounterWaits() public {
        Order memory order = listing(collector, tokenId, PRICE);
        order.counter = 1;
        bytes memory signature = sign("collector", order);
        expectCounter(1, 0);
        fill(fan, order, signature);
        order.counter = 1 << 128;
        signature = sign("collector", order);
        expectCounter(1 << 128, 0);
        fill(fan, order, signature);
    }

    function testFuzz_CounterAndGroupsKeepApart(
        uint8[24] memory groups,
        uint8 counts
    ) public {
        vm.startPrank(fan);
        for (uint256 i; i < groups.length; ++i) {
            if (i % 3 == 0) {
                for (uint256 j; j < counts % 4; ++j) {
                    exchange.incrementCounter();
                }
            }
            exchange.cancelGroup(groups[i]);
        }
        vm.stopPrank();
        assertEq(exchange.counterOf(fan), 8 * uint256(counts % 4), "the counter");
        for (uint256 group; group < 256; ++group) {
            bool closed;
            for (uint256 i; i < groups.length; ++i) {
                closed = closed || groups[i] == group;
            }
            assertTrue(exchange.isGroupClosed(fan, group) == closed, "the groups");
        }
    }

    function test_AClosedGroupStaysClosedUnderTheNextCounter() public {
        vm.startPrank(collector);
        exchange.cancelGroup(5);
        exchange.incrementCounter();
        vm.stopPrank();
        Order memory order = listing(collector, tokenId, PRICE);
        order.group = 5;
        bytes memory signature = sign("collector", order);
        expectClosed(collector, 5);
        fill(fan, order, signature);
    }

    function expectCounter(
        uint256 counter,
        uint256 current
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IMomentExchange.CounterOutdated.selector, counter, current)
        );
    }
}
