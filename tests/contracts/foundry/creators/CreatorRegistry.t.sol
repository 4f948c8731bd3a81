// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract CreatorRegistryTest is Deployment {
    IToken private token;
    address private heir = actor("heir");

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_AMoveTakesTwoStepsAndThreeDays() public {
        uint256 eta = block.timestamp + 3 days;
        vm.expectEmit(address(market));
        emit ICreatorRegistry.CreatorTransferStarted(address(token), creator, heir, eta);
        announce(heir);
        (address to, uint256 ready) = market.pendingTransferOf(address(token));
        assertEq(to, heir, "to");
        assertEq(ready, eta, "eta");
        assertEq(market.creatorOf(address(token)), creator, "not yet");

        vm.warp(eta - 1);
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.TransferNotReady.selector, eta));
        accept(heir);
        vm.warp(eta);
        vm.expectEmit(address(market));
        emit ICreatorRegistry.CreatorTransferred(address(token), creator, heir);
        accept(heir);
        assertEq(market.creatorOf(address(token)), heir, "creatorOf");
        assertEq(market.tokenOf(heir), address(token), "tokenOf the new");
        assertEq(market.tokenOf(creator), address(0), "tokenOf the old");
        assertEq(market.tokenOfHandle("mona"), address(token), "the handle stays");
        (to, ready) = market.pendingTransferOf(address(token));
        assertEq(to, address(0), "no move under way");
        assertEq(ready, 0, "no time");
    }

    function test_TransferCreatorRevertsForOthers() public {
        expectNotCreator(fan);
        vm.prank(fan);
        market.transferCreator(address(token), fan);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorRegistry.NotCreator.selector, address(0), fan)
        );
        vm.prank(fan);
        market.transferCreator(address(0), fan);
    }

    function test_AcceptCreatorRevertsForWhoWasNotAnnounced() public {
        expectNotPending(heir);
        accept(heir);
        announce(heir);
        vm.warp(block.timestamp + 3 days);
        expectNotPending(fan);
        accept(fan);
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        market.acceptCreator(stranger);
    }

    function test_AMoveCanBeCalledOff() public {
        announce(heir);
        vm.expectEmit(address(market));
        emit ICreatorRegistry.CreatorTransferStarted(address(token), creator, address(0), 0);
        announce(address(0));
        vm.warp(block.timestamp + 3 days);
        expectNotPending(heir);
        accept(heir);
    }

    function test_ASecondAnnouncementReplacesTheFirst() public {
        announce(heir);
        vm.warp(block.timestamp + 3 days);
        announce(fan);
        expectNotPending(heir);
        accept(heir);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorRegistry.TransferNotReady.selector, block.timestamp + 3 days
            )
        );
        accept(fan);
        vm.warp(block.timestamp + 3 days);
        accept(fan);
        assertEq(market.creatorOf(address(token)), fan, "the second");
    }

    function test_AcceptCreatorRevertsForACreator() public {
        IToken other = openLaunch(stranger, terms("other"));
        announce(stranger);
        vm.warp(block.timestamp + 3 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorRegistry.CreatorHasToken.selector, stranger, address(other)
            )
        );
        accept(stranger);
        market.finalize(address(other));
        accept(stranger);
        assertEq(market.creatorOf(address(token)), stranger, "once its launch has failed");
    }

    function test_TheOldCreatorMayLaunchAgainAndHasNoSayInTheOld() public {
        move(heir);
        expectNotCreator(creator);
        vm.prank(creator);
        market.lowerCreatorFee(address(token), 0);
        openLaunch(creator, terms("again"));
    }

    function test_WhatAccruedMovesAlong() public {
        buy(collector, token, 1000e18);
        move(heir);
        assertEq(owed(creator, token), 0, "the old one's");
        assertEq(claim(heir, token), 20e18, "the new one's");
    }

    function test_AMoveWaitsUntilTheLaunchHasSucceeded() public {
        LaunchTerms memory t = terms("other");
        t.window = 10 days;
        IToken other = openLaunch(stranger, t);
        contribute(fan, other, 1000e18);
        vm.prank(stranger);
        market.transferCreator(address(other), heir);
        vm.warp(block.timestamp + 3 days);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.NotTrading.selector, address(other), ILaunches.Status.Open
            )
        );
        vm.prank(heir);
        market.acceptCreator(address(other));
        uint256 before = tt.balanceOf(stranger);
        finalize(other);
        assertEq(tt.balanceOf(stranger) - before, LAUNCH_BOND, "the bond is its opener's");
        vm.prank(heir);
        market.acceptCreator(address(other));
        assertEq(market.creatorOf(address(other)), heir, "then it moves");
    }

    function test_I7_TheCreatorFeeOnlyFalls() public {
        vm.expectEmit(address(market));
        emit ICreatorRegistry.CreatorFeeLowered(address(token), 50);
        lower(50);
        assertEq(market.launchOf(address(token)).creatorFeeBps, 50, "fee");
        assertEq(market.quoteBuy(address(token), 1000e18).creatorFee, 5e18, "in trades");
        uint16[3] memory notLower = [50, 51, 300];
        for (uint256 i; i < notLower.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ICreatorRegistry.FeeNotLowered.selector, 50, notLower[i])
            );
            lower(notLower[i]);
        }
        lower(0);
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.FeeNotLowered.selector, 0, 0));
        lower(0);
        assertEq(market.launchOf(address(token)).fanFeeBps, 100, "the fans' fee stays");
    }

    function test_OnlyTheCreatorLowersItsFee() public {
        expectNotCreator(fan);
        vm.prank(fan);
        market.lowerCreatorFee(address(token), 0);
    }

    function announce(
        address to
    ) private {
        vm.prank(creator);
        market.transferCreator(address(token), to);
    }

    function accept(
        address by
    ) private {
        vm.prank(by);
        market.acceptCreator(address(token));
    }

    function move(
        address to
    ) private {
        announce(to);
        vm.warp(block.timestamp + 3 days);
        accept(to);
    }

    function lower(
        uint16 feeBps
    ) private {
        vm.prank(creator);
        market.lowerCreatorFee(address(token), feeBps);
    }

    function expectNotCreator(
        address caller
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorRegistry.NotCreator.selector, address(token), caller)
        );
    }

    function expectNotPending(
        address caller
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorRegistry.NotPendingCreator.selector, address(token), caller
            )
        );
    }
}
