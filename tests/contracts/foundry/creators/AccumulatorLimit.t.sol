// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract AccumulatorLimitTest is Deployment {
    uint256 private constant LIMIT = type(uint120).max;

    IToken private token;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_WhatDoesNotFitIsTheCreators() public {
        // Room for a hundredth of a TT per token, and more comes.
        uint256 bought = nearLimit(uint256(1 << 80) / 100);
        fundFans(100_000e18);
        vm.warp(block.timestamp + 1000 days);
        (uint256 accumulator, uint256 pending, uint256 creatorOwed) = token.revenue();
        assertEq(accumulator, LIMIT, "full");
        assertEq(pending, 0, "nothing waits");
        uint256 shared = token.totalSupply() / 100;
        assertClose(owed(collector, token), bought / 100, 10, "what fitted");
        assertClose(creatorOwed + shared, 100_000e18 + bookedByTrade(), 1e6, "the rest");
        assertGe(claim(creator, token), creatorOwed, "paid");
        assertClose(claim(collector, token), bought / 100, 10, "paid");
    }

    function test_AFullAccumulatorDivertsEverythingForEver() public {
        uint256 bought = nearLimit(0);
        for (uint256 i; i < 3; ++i) {
            fundFans(1000e18);
            vm.warp(block.timestamp + 30 days);
            (uint256 accumulator,,) = token.revenue();
            assertEq(accumulator, LIMIT, "full");
            assertEq(owed(collector, token), 0, "nothing for holders");
            assertGe(claim(creator, token), 990e18, "all for the creator");
        }
        vm.prank(collector);
        token.transfer(stranger, bought / 2);
        buy(collector, token, 1000e18);
        sell(stranger, token, bought / 2);
        sell(collector, token, token.balanceOf(collector));
    }

    // A checkpoint in front of the accumulator would be worth all the TT there is.
    function testFuzz_NobodyIsEverSettledAheadOfTheAccumulator(
        uint256 room,
        uint256 funded,
        uint32[6] memory times
    ) public {
        nearLimit(bound(room, 0, 1 << 80));
        fundFans(bound(funded, 1, 1_000_000e18));
        uint256 last;
        for (uint256 i; i < 6; ++i) {
            vm.warp(block.timestamp + times[i] % 5 days);
            (uint256 accumulator,,) = token.revenue();
            assertGe(accumulator, last, "never falls");
            last = accumulator;
            uint256 half = token.balanceOf(collector) / 2;
            vm.prank(collector);
            token.transfer(stranger, half);
            checkpointsHold(accumulator);
            if (i % 2 == 1) sell(stranger, token, token.balanceOf(stranger));
            if (i % 3 == 2) buy(collector, token, 100e18);
            checkpointsHold(accumulator);
            assertLe(owed(collector, token), 2_000_000e18, "no more than there is");
        }
    }

    function checkpointsHold(
        uint256 accumulator
    ) private view {
        (, uint256 checkpoint,) = token.accountOf(collector);
        assertLe(checkpoint, accumulator, "collector's checkpoint");
        (, checkpoint,) = token.accountOf(stranger);
        assertLe(checkpoint, accumulator, "stranger's checkpoint");
    }

    /// @dev Writes the accumulator, then lets `collector` come in.
    function nearLimit(
        uint256 room
    ) private returns (uint256 bought) {
        // total 96 | updatedAt 40 | accumulator 120
        bytes32 slot = vm.load(address(token), bytes32(0));
        uint256 low = uint256(slot) & ((1 << 136) - 1);
        vm.store(address(token), bytes32(0), bytes32(low | ((LIMIT - room) << 136)));
        assertEq(token.totalSupply(), S0, "the supply is in that slot");
        (uint256 accumulator,,) = token.revenue();
        assertEq(accumulator, LIMIT - room, "so is the accumulator");
        bought = buy(collector, token, 10_000e18);
    }

    function bookedByTrade() private pure returns (uint256) {
        return 300e18;
    }

    function fundFans(
        uint256 amount
    ) private {
        vm.prank(stranger);
        market.fundFans(address(token), amount);
    }
}
