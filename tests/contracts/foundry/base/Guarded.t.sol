// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract GuardedTest is Deployment {
    function test_OnlyTheGuardianPauses() public {
        address[3] memory others = [stranger, admin, creator];
        for (uint256 i; i < others.length; ++i) {
            expectUnauthorized(others[i]);
            vm.prank(others[i]);
            market.pause();
        }
        vm.prank(guardian);
        market.pause();
        expectUnauthorized(stranger);
        vm.prank(stranger);
        market.unpause();
    }

    function test_PauseStopsEntriesForSevenDays() public {
        assertEq(market.pausedUntil(), 0, "never paused");
        vm.expectEmit(address(market));
        emit IGuarded.Paused(guardian, START + 7 days);
        vm.prank(guardian);
        market.pause();
        assertEq(market.pausedUntil(), START + 7 days, "until");
    }

    function test_PauseRestsForThirtyDays() public {
        vm.startPrank(guardian);
        market.pause();
        uint256 rested = START + 37 days;
        vm.expectRevert(abi.encodeWithSelector(IGuarded.PauseResting.selector, rested));
        market.pause();
        vm.warp(rested - 1);
        vm.expectRevert(abi.encodeWithSelector(IGuarded.PauseResting.selector, rested));
        market.pause();
        vm.warp(rested);
        market.pause();
        assertEq(market.pausedUntil(), rested + 7 days, "again");
    }

    function test_UnpauseOpensAtOnceAndRestsFromThen() public {
        vm.startPrank(guardian);
        market.pause();
        vm.warp(START + 1 days);
        vm.expectEmit(address(market));
        emit IGuarded.Unpaused(guardian);
        market.unpause();
        assertEq(market.pausedUntil(), START + 1 days, "over");
        vm.expectRevert(abi.encodeWithSelector(IGuarded.PauseResting.selector, START + 31 days));
        market.pause();
        vm.stopPrank();
        openLaunch();
    }

    function test_UnpauseRevertsWhenNothingIsPaused() public {
        vm.startPrank(guardian);
        vm.expectRevert(IGuarded.NotPaused.selector);
        market.unpause();
        market.pause();
        vm.warp(START + 7 days);
        vm.expectRevert(IGuarded.NotPaused.selector);
        market.unpause();
    }

    function test_NewEntriesAreStopped() public {
        IToken token = tradingToken(5000e18);
        vm.prank(guardian);
        market.pause();
        bytes memory reason =
            abi.encodeWithSelector(IGuarded.EntriesPaused.selector, market.pausedUntil());
        LaunchTerms memory t = terms("other");
        vm.deal(stranger, 1 ether);
        vm.startPrank(stranger);
        vm.expectRevert(reason);
        market.launch(t);
        vm.expectRevert(reason);
        market.buy(address(token), 1e18, 0, stranger, FOREVER, NOBODY);
        vm.expectRevert(reason);
        market.buyExact(address(token), 1e18, FOREVER, stranger, FOREVER, NOBODY);
        vm.expectRevert(reason);
        market.buyWithEth{value: 1 ether}(address(token), 0, stranger, FOREVER, NOBODY);
        vm.stopPrank();
    }

    function test_EntriesOpenByThemselves() public {
        IToken token = tradingToken(5000e18);
        vm.prank(guardian);
        market.pause();
        vm.warp(market.pausedUntil());
        buy(stranger, token, 1e18);
        openLaunch(stranger, terms("other"));
    }

    function test_I12_ExitsNeverLookAtThePause() public {
        IToken token = tradingToken(5000e18);
        uint256 bought = buy(collector, token, 100e18);
        IToken failing = openLaunch(stranger, terms("failing"));
        contribute(collector, failing, 999e18);
        vm.prank(collector);
        ledger.tip(creator, 1e18);
        vm.warp(block.timestamp + 2 days + 23 hours);
        vm.prank(guardian);
        market.pause();

        sell(collector, token, bought);
        claimAllocation(fan, token);
        vm.startPrank(fan);
        market.returnUnvested(address(token), 1e18);
        ledger.claimAll(only(token), none(), fan);
        tt.withdraw(tt.balanceOf(fan));
        vm.stopPrank();
        vm.warp(block.timestamp + 1 hours);
        vm.prank(collector);
        assertEq(market.refund(address(failing)), 999e18, "refund");
        assertTrue(claim(creator, token) > 0, "creator's claim");
        vm.prank(creator);
        market.transferCreator(address(token), stranger);
        vm.warp(block.timestamp + 3 days);
        assertLt(block.timestamp, market.pausedUntil(), "still paused");
        vm.prank(stranger);
        market.acceptCreator(address(token));
    }

    function test_ARunningLaunchGoesOn() public {
        IToken token = openLaunch();
        vm.prank(guardian);
        market.pause();
        contribute(fan, token, 2000e18);
        finalize(token);
        assertLt(block.timestamp, market.pausedUntil(), "still paused");
        assertTrue(market.isTrading(address(token)), "trading");
    }

    function expectUnauthorized(
        address account
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, account)
        );
    }
}
