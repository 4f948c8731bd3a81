// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {Vm} from "../support/Vm.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ClaimsTest is Deployment {
    IToken private token;
    IToken private other;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
        other = openLaunch(stranger, terms("other"));
        contribute(collector, other, 2000e18);
        finalize(other);
    }

    function test_OneTransferPaysEverything() public {
        // `creator` has trade fees, an own balance, a referral and a tip.
        uint256 bought = buy(creator, token, 10_000e18);
        vm.prank(fan);
        market.buy(address(other), 1000e18, 0, fan, FOREVER, creator);
        vm.prank(fan);
        ledger.tip(creator, 100e18);
        vm.warp(block.timestamp + 2 days);

        uint256 dividends = token.dividendsOf(creator);
        uint256 expected = dividends + 200e18 + 5e18 + 90e18;
        uint256 said = owed(creator, token);
        assertEq(said, expected, "owed");
        assertClose(dividends, (50e18 + 2.5e18) * bought / (S0 + bought), 10, "dividends");
        uint256 before = tt.balanceOf(fan);
        (uint256 accumulator,,) = token.revenue();
        vm.expectEmit(address(market));
        emit ICreatorMarket.Collected(creator, address(token), dividends, 0, 200e18, 0, accumulator);
        vm.expectEmit(address(market));
        emit ICreatorMarket.ReferralsCollected(creator, 5e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Claimed(creator, fan, expected, 90e18);
        vm.prank(creator);
        assertEq(ledger.claimAll(only(token), none(), fan), expected, "returned");
        assertEq(tt.balanceOf(fan) - before, expected, "received");
        assertEq(owed(creator, token), 0, "nothing left");
        assertEq(tt.balanceOf(address(ledger)), 5e18, "the protocol's part of the tip stays");
    }

    function test_TheRecipientGetsASingleTransfer() public {
        buy(collector, token, 10_000e18);
        vm.prank(fan);
        ledger.tip(creator, 100e18);
        vm.recordLogs();
        uint256 amount = claim(creator, token);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 transfers;
        for (uint256 i; i < logs.length; ++i) {
            bool toCreator = logs[i].topics[0] == IERC20.Transfer.selector
                && logs[i].topics[2] == bytes32(uint256(uint160(creator)));
            if (toCreator) ++transfers;
        }
        assertEq(transfers, 1, "one transfer");
        assertEq(amount, 290e18, "of all");
    }

    function test_AllocationsAreCollectedApart() public {
        buy(creator, token, 10_000e18);
        vm.warp(block.timestamp + 2 days);
        claimAllocation(fan, token);
        vm.warp(block.timestamp + 2 days);
        uint256 byBalance = token.dividendsOf(fan);
        uint256 byAllocation = market.allocationOf(address(token), fan).dividends;
        assertTrue(byBalance > 0 && byAllocation > byBalance, "both earn");
        (uint256 accumulator,,) = token.revenue();
        vm.expectEmit(address(market));
        emit ICreatorMarket.Collected(
            fan, address(token), byBalance, byAllocation, 0, 0, accumulator
        );
        assertEq(claim(fan, token), byBalance + byAllocation, "both");
        assertEq(market.allocationOf(address(token), fan).dividends, 0, "nothing left");
        assertEq(market.owed(fan, only(token)), 0, "nothing owed");
    }

    function test_TheProtocolClaimsItsFees() public {
        buy(collector, token, 10_000e18);
        (uint256 accumulator,,) = token.revenue();
        vm.expectEmit(address(market));
        emit ICreatorMarket.Collected(treasury, address(token), 0, 0, 0, 100e18, accumulator);
        assertEq(claim(treasury, token), 100e18, "1%");
        (, uint256 left) = market.reserveOf(address(token));
        assertEq(left, 0, "nothing left");
    }

    function test_ATokenNamedTwicePaysOnce() public {
        buy(collector, token, 10_000e18);
        address[] memory twice = new address[](2);
        (twice[0], twice[1]) = (address(token), address(token));
        vm.prank(creator);
        assertEq(ledger.claimAll(twice, none(), creator), 200e18, "once");
    }

    function test_SeveralTokensAtOnce() public {
        buy(fan, token, 1000e18);
        buy(fan, other, 1000e18);
        vm.warp(block.timestamp + 2 days);
        address[] memory both = new address[](2);
        (both[0], both[1]) = (address(token), address(other));
        uint256 expected = owed(fan, token) + owed(fan, other);
        assertEq(ledger.owed(fan, both, none()), expected, "owed");
        vm.prank(fan);
        assertEq(ledger.claimAll(both, none(), fan), expected, "claimed");
    }

    function test_WhatIsNotNamedStaysOwed() public {
        buy(collector, token, 10_000e18);
        vm.prank(fan);
        ledger.tip(creator, 100e18);
        vm.prank(creator);
        assertEq(
            ledger.claimAll(new address[](0), none(), creator), 90e18, "the ledger's part alone"
        );
        assertEq(owed(creator, token), 200e18, "trade fees wait");
        assertEq(claim(creator, token), 200e18, "and are paid");
    }

    function test_ATokenThatIsNotTradingDoesNoHarm() public {
        address late = actor("late");
        fund(late, LAUNCH_BOND);
        IToken open = openLaunch(late, terms("late"));
        buy(collector, token, 10_000e18);
        address[] memory tokens = new address[](2);
        (tokens[0], tokens[1]) = (address(open), address(token));
        assertEq(ledger.owed(creator, tokens, none()), 200e18, "owed");
        vm.prank(creator);
        assertEq(ledger.claimAll(tokens, none(), creator), 200e18, "open");
        finalize(open);
        buy(collector, token, 10_000e18);
        vm.prank(creator);
        assertEq(ledger.claimAll(tokens, none(), creator), 200e18, "failed");
    }

    function test_ClaimAllRevertsForNobodyLedgerAndMarket() public {
        buy(collector, token, 10_000e18);
        address[3] memory recipients = [address(0), address(ledger), address(market)];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IPayoutLedger.InvalidRecipient.selector, recipients[i])
            );
            vm.prank(creator);
            ledger.claimAll(only(token), none(), recipients[i]);
        }
    }

    function test_ClaimAllRevertsTwice() public {
        buy(collector, token, 10_000e18);
        claim(creator, token);
        expectNothingOwed(creator);
        claim(creator, token);
        expectNothingOwed(guardian);
        claim(guardian, token);
    }

    function test_ClaimAllRevertsForAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        claim(creator, IToken(stranger));
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        ledger.owed(creator, only(IToken(stranger)), none());
    }

    function test_CollectIsTheLedgersAlone() public {
        vm.expectRevert(abi.encodeWithSelector(ICreatorMarket.OnlyLedger.selector, creator));
        vm.prank(creator);
        market.collect(creator, only(token), creator);
    }

    function test_ACreatorWithoutFeesHasNone() public {
        LaunchTerms memory t = terms("free");
        (t.creatorFeeBps, t.fanFeeBps) = (0, 0);
        address late = actor("late");
        fund(late, LAUNCH_BOND);
        IToken free = openLaunch(late, t);
        contribute(fan, free, 1000e18);
        finalize(free);
        buy(collector, free, 10_000e18);
        assertEq(owed(late, free), 0, "creator");
        assertEq(owed(fan, free), 0, "holder");
    }

    function expectNothingOwed(
        address account
    ) private {
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.NothingOwed.selector, account));
    }
}
