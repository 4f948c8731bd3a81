// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract PayoutAddressTest is Deployment {
    IToken private token;
    address private heir = actor("heir");

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_ThePayoutAddressGetsTheIncome() public {
        assertEq(market.payoutOf(creator), creator, "itself at first");
        buy(collector, token, 1000e18);
        vm.expectEmit(address(market));
        emit ICreatorRegistry.PayoutAddressSet(creator, heir);
        setPayout(creator, heir);
        assertEq(market.payoutOf(creator), heir, "payoutOf");
        buy(collector, token, 1000e18);
        assertEq(owed(creator, token), 0, "not the creator");
        assertEq(claim(heir, token), 40e18, "what had accrued and what came");
        vm.prank(collector);
        ledger.tip(creator, 100e18);
        assertEq(owed(heir, token), 90e18, "tips too");
    }

    function test_TheZeroAddressBringsTheIncomeBack() public {
        setPayout(creator, heir);
        buy(collector, token, 1000e18);
        vm.expectEmit(address(market));
        emit ICreatorRegistry.PayoutAddressSet(creator, creator);
        setPayout(creator, address(0));
        assertEq(owed(heir, token), 0, "not the old address");
        assertEq(claim(creator, token), 20e18, "the creator");
    }

    function test_ItsOwnAddressIsAPayoutAddressToo() public {
        setPayout(creator, creator);
        buy(collector, token, 1000e18);
        assertEq(claim(creator, token), 20e18, "the creator");
    }

    function test_ThePayoutAddressOfTheNewCreatorCounts() public {
        setPayout(creator, fan);
        setPayout(heir, stranger);
        buy(collector, token, 1000e18);
        move(heir);
        assertEq(owed(heir, token), 0, "not the new creator itself");
        assertEq(claim(stranger, token), 20e18, "its payout address");
    }

    function test_AMoveToWhoNamedNoneEndsTheOldOnes() public {
        setPayout(creator, stranger);
        buy(collector, token, 1000e18);
        move(heir);
        assertEq(owed(stranger, token), 0, "not the old payout address");
        assertEq(claim(heir, token), 20e18, "the new creator");
    }

    function test_APayoutAddressNamedBeforeTheLaunchCounts() public {
        setPayout(stranger, heir);
        IToken other = openLaunch(stranger, terms("other"));
        contribute(fan, other, 1000e18);
        finalize(other);
        buy(collector, other, 1000e18);
        assertEq(claim(heir, other), 20e18, "its payout address");
    }

    function setPayout(
        address by,
        address payout
    ) private {
        vm.prank(by);
        market.setPayoutAddress(payout);
    }

    function move(
        address to
    ) private {
        vm.prank(creator);
        market.transferCreator(address(token), to);
        vm.warp(block.timestamp + 3 days);
        vm.prank(to);
        market.acceptCreator(address(token));
    }
}
