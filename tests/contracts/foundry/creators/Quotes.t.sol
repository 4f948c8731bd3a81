// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Logs, TradeData, TradeLog} from "../support/Logs.sol";

contract QuotesTest is Logs {
    uint256 private creatorFeeBps;
    uint256 private fanFeeBps;

    function testFuzz_I14_QuoteBuyEqualsExecution(
        uint256 seed,
        uint256 amount
    ) public {
        IToken token = anyState(seed);
        amount = bound(amount, 10_000, 3_000_000e18);
        Quote memory quote = market.quoteBuy(address(token), amount);
        assertEq(market.priceOf(address(token)), quote.priceBefore, "price before");
        uint256 before = tt.balanceOf(stranger);
        vm.recordLogs();
        assertEq(buy(stranger, token, amount), quote.tokenAmount, "returned");
        assertEq(token.balanceOf(stranger), quote.tokenAmount, "received");
        assertEq(before - tt.balanceOf(stranger), quote.ttAmount, "paid");
        equal(quote, recordedTrade(), token);
        fees(quote, amount);
    }

    function testFuzz_I14_QuoteBuyExactEqualsExecution(
        uint256 seed,
        uint256 amount
    ) public {
        IToken token = anyState(seed);
        amount = bound(amount, 1, 2 * S0);
        Quote memory quote = market.quoteBuyExact(address(token), amount);
        fund(stranger, quote.ttAmount / 10_000 * 10_000 + 10_000);
        uint256 before = tt.balanceOf(stranger);
        vm.recordLogs();
        vm.prank(stranger);
        uint256 paid = market.buyExact(address(token), amount, FOREVER, stranger, FOREVER, NOBODY);
        assertEq(paid, quote.ttAmount, "returned");
        assertEq(before - tt.balanceOf(stranger), quote.ttAmount, "paid");
        assertEq(quote.tokenAmount, amount, "exactly");
        equal(quote, recordedTrade(), token);
        fees(quote, paid);
    }

    function testFuzz_I14_QuoteSellEqualsExecution(
        uint256 seed,
        uint256 amount
    ) public {
        IToken token = anyState(seed);
        amount = bound(amount, 1, token.balanceOf(collector));
        Quote memory quote = market.quoteSell(address(token), amount);
        uint256 before = tt.balanceOf(collector);
        vm.recordLogs();
        assertEq(sell(collector, token, amount), quote.ttAmount, "returned");
        assertEq(tt.balanceOf(collector) - before, quote.ttAmount, "received");
        equal(quote, recordedTrade(), token);
        fees(quote, quote.ttAmount + quote.creatorFee + quote.fanFee + quote.protocolFee);
    }

    function test_QuotesRefuseWhatExecutionRefuses() public {
        IToken token = tradingToken(5000e18);
        address a = address(token);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        market.quoteBuy(a, 0);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        market.quoteBuyExact(a, 0);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        market.quoteSell(a, 0);
        vm.expectPartialRevert(ICreatorMarket.ReserveLimitExceeded.selector);
        market.quoteBuy(a, 1e40);
        vm.expectPartialRevert(ICreatorMarket.SupplyLimitExceeded.selector);
        market.quoteBuyExact(a, 1000 * S0);
        vm.expectPartialRevert(ICreatorMarket.AmountExceedsSupply.selector);
        market.quoteSell(a, S0 + 1);
        vm.expectPartialRevert(ILaunches.NotTrading.selector);
        market.quoteBuy(stranger, 1e18);
    }

    /// @dev Any fees and raise, `collector` holding anything, time having passed, the supply below or above launch.
    function anyState(
        uint256 seed
    ) private returns (IToken token) {
        LaunchTerms memory t = terms("mona");
        t.creatorFeeBps = uint16(seed % 301);
        t.fanFeeBps = uint16(seed / 301 % 301);
        (creatorFeeBps, fanFeeBps) = (t.creatorFeeBps, t.fanFeeBps);
        token = tradingToken(t, bound(seed / 7, 1000e18, 9_000_000e18));
        buy(collector, token, bound(seed / 11, 1e18, 9_000_000e18));
        if (seed % 3 == 0) {
            vm.prank(fan);
            market.returnUnvested(address(token), bound(seed / 13, 1, S0 / 1e18) * 1e18);
        }
        vm.warp(block.timestamp + seed % 10 days);
    }

    function equal(
        Quote memory quote,
        TradeLog memory trade,
        IToken token
    ) private view {
        TradeData memory data = trade.data;
        assertEq(data.ttAmount, quote.ttAmount, "ttAmount");
        assertEq(data.tokenAmount, quote.tokenAmount, "tokenAmount");
        assertEq(data.creatorFee, quote.creatorFee, "creatorFee");
        assertEq(data.fanFee, quote.fanFee, "fanFee");
        assertEq(data.protocolFee, quote.protocolFee, "protocolFee");
        assertEq(data.supply, token.totalSupply(), "supply");
        assertEq(market.priceOf(address(token)), quote.priceAfter, "price after");
    }

    function fees(
        Quote memory quote,
        uint256 gross
    ) private view {
        assertEq(quote.creatorFee, gross * creatorFeeBps / 10_000, "creator's fee");
        assertEq(quote.fanFee, gross * fanFeeBps / 10_000, "fans' fee");
        assertEq(quote.protocolFee, gross / 100, "protocol's fee");
    }
}
