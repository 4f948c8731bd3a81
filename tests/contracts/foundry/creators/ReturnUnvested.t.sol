// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract ReturnUnvestedTest is Deployment {
    function test_ReturnsPayTheLaunchPriceWithoutAFee() public {
        IToken token = tradingToken(5000e18);
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(token));
        emit ICreatorToken.RevenueBooked(0, 0, 0);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(market), address(0), S0 / 10);
        vm.expectEmit(address(market));
        emit ILaunches.UnvestedReturned(
            address(token), fan, S0 / 10, S0 / 10, S0 / 10, 500e18, 4500e18, S0 * 9 / 10
        );
        assertEq(giveBack(fan, token, S0 / 10), 500e18, "paid");
        assertEq(tt.balanceOf(fan) - before, 500e18, "received");
        assertEq(token.totalSupply(), S0 * 9 / 10, "burned");
        assertEq(token.balanceOf(address(market)), S0 * 9 / 10, "out of the pool");
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        assertEq(reserve, 4500e18, "reserve");
        assertEq(protocolOwed, 0, "no protocol fee");
        assertEq(pendingOf(token), 0, "nothing for the fans");
    }

    function test_NobodysPriceMoves() public {
        IToken token = tradingToken(5000e18);
        uint256 bought = buy(collector, token, 20_000e18);
        uint256 price = market.priceOf(address(token));
        Quote memory sale = market.quoteSell(address(token), bought);
        Quote memory purchase = market.quoteBuy(address(token), 1000e18);
        assertGe(price, 5e15 + 1, "the price has risen");
        assertEq(giveBack(fan, token, S0 / 2), 2500e18, "the launch price all the same");
        assertEq(market.priceOf(address(token)), price, "price");
        assertEq(abi.encode(market.quoteSell(address(token), bought)), abi.encode(sale), "sale");
        assertEq(
            abi.encode(market.quoteBuy(address(token), 1000e18)), abi.encode(purchase), "purchase"
        );
        assertEq(market.launchOf(address(token)).returned, S0 / 2, "returned by all");
    }

    function test_WhatWasReturnedCannotBeSoldOrBoughtAgain() public {
        IToken token = tradingToken(5000e18);
        giveBack(fan, token, S0 / 4);
        uint256 supply = S0 * 3 / 4;
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.AmountExceedsSupply.selector, supply + 1, supply)
        );
        market.quoteSell(address(token), supply + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorMarket.SupplyLimitExceeded.selector, 1000 * S0 + 1, 1000 * S0
            )
        );
        market.quoteBuyExact(address(token), 999 * S0 + 1);
        market.quoteBuyExact(address(token), 999 * S0);
    }

    function test_ReturnsComeOffTheEndOfTheVesting() public {
        IToken token = tradingToken(5000e18);
        uint256 began = block.timestamp;
        vm.warp(began + 6 days);
        giveBack(fan, token, S0 * 3 / 10);
        assertEq(claimAllocation(fan, token), S0 / 5, "what had vested");
        vm.warp(began + 12 days);
        assertEq(claimAllocation(fan, token), S0 / 5, "at the same pace");
        vm.warp(began + 21 days);
        assertEq(claimAllocation(fan, token), S0 * 3 / 10, "until what was kept is vested");
        vm.warp(began + 40 days);
        assertEq(market.allocationOf(address(token), fan).vested, S0 * 7 / 10, "no more");
        expectExceeds(0, 1e18);
        giveBack(fan, token, 1e18);
    }

    function test_ReturnRevertsBeyondWhatHasNotVested() public {
        IToken token = tradingToken(5000e18);
        vm.warp(block.timestamp + 15 days);
        expectExceeds(S0 / 2, S0 / 2 + 1e18);
        giveBack(fan, token, S0 / 2 + 1e18);
        giveBack(fan, token, S0 / 2);
        expectExceeds(0, 1e18);
        giveBack(fan, token, 1e18);
        uint256 most = type(uint256).max / 1e18 * 1e18;
        expectExceeds(0, most);
        giveBack(stranger, token, most);
    }

    function test_ReturnRevertsUnlessWhole() public {
        IToken token = tradingToken(5000e18);
        uint256[3] memory amounts = [uint256(1), 1e18 - 1, S0 - 1];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILaunches.NotWholeTokens.selector, amounts[i]));
            giveBack(fan, token, amounts[i]);
        }
    }

    function test_WhatIsLessThanAWholeTokenVests() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18);
        contribute(collector, token, 2000e18);
        finalize(token);
        uint256 total = market.allocationOf(address(token), fan).total;
        giveBack(fan, token, total / 1e18 * 1e18);
        vm.warp(block.timestamp + 30 days);
        assertEq(claimAllocation(fan, token), total % 1e18, "the fraction");
    }

    function test_ReturnsAddUpOverAllAccounts() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18);
        contribute(collector, token, 1000e18);
        finalize(token);
        giveBack(fan, token, 100e18);
        giveBack(fan, token, 20e18);
        vm.expectEmit(address(market));
        emit ILaunches.UnvestedReturned(
            address(token), collector, 3e18, 3e18, 123e18, 6e15, 2000e18 - 246e15, S0 - 123e18
        );
        giveBack(collector, token, 3e18);
        assertEq(market.launchOf(address(token)).returned, 123e18, "by all");
    }

    function test_ReturnRevertsOnZero() public {
        IToken token = tradingToken(5000e18);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        giveBack(fan, token, 0);
    }

    function test_ReturnRevertsUnlessTrading() public {
        IToken token = openLaunch();
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.NotTrading.selector, address(token), ILaunches.Status.Open
            )
        );
        giveBack(fan, token, 1e18);
    }

    function test_EveryoneMayLeaveAtOnce() public {
        IToken token = openLaunch();
        contribute(creator, token, 777e18);
        contribute(fan, token, 1001e18);
        contribute(collector, token, 333e18 + 1);
        finalize(token);
        address[3] memory accounts = [collector, creator, fan];
        uint256[3] memory paid = [uint256(333e18 + 1), 777e18, 1001e18];
        for (uint256 i; i < 3; ++i) {
            uint256 total = market.allocationOf(address(token), accounts[i]).total;
            uint256 back = giveBack(accounts[i], token, total / 1e18 * 1e18);
            assertClose(back, paid[i], 3e15, "gets its TT back, but for a part of a token");
        }
        assertLe(token.totalSupply(), 3e18, "parts of tokens");
        vm.warp(block.timestamp + 180 days);
        for (uint256 i; i < 3; ++i) {
            claimAllocation(accounts[i], token);
            sell(accounts[i], token, token.balanceOf(accounts[i]));
        }
        assertLe(token.totalSupply(), 2, "only the rounding of the allocations is left");
        (uint256 reserve,) = market.reserveOf(address(token));
        assertLe(reserve, 6, "dust");
    }

    function test_WhoHasReturnedEarnsNothingMore() public {
        IToken token = tradingToken(5000e18);
        buy(collector, token, 20_000e18);
        giveBack(fan, token, S0);
        vm.warp(block.timestamp + 300 days);
        assertEq(owed(fan, token), 0, "nothing: it has left");
        assertTrue(owed(collector, token) > 0, "who stayed has it");
    }

    function testFuzz_ReturnsKeepTheReserve(
        uint256 raise,
        uint256 bought,
        uint256 amount
    ) public {
        raise = bound(raise, 1000e18, 1_000_000e18);
        IToken token = tradingToken(raise);
        buy(collector, token, bound(bought, 1e18, 5_000_000e18));
        // A purchase leaves less than the price of a wei of token; every other rounding a wei at most.
        uint256 dust = market.priceOf(address(token)) / 1e18 + 5;
        amount = bound(amount, 1, S0 / 1e18) * 1e18;
        (uint256 reserve,) = market.reserveOf(address(token));
        uint256 pending = pendingOf(token);
        uint256 paid = giveBack(fan, token, amount);
        assertEq(paid, raise * amount / S0, "the launch price, rounded down");
        (uint256 left,) = market.reserveOf(address(token));
        assertEq(reserve - left, paid, "nothing else leaves the reserve");
        assertEq(pendingOf(token), pending, "nothing for the fans");
        // I1: all that is left can be sold.
        assertLe(grossOf(token, token.totalSupply()), left, "I1");
        sell(collector, token, token.balanceOf(collector));
        vm.warp(block.timestamp + 30 days);
        if (amount == S0) return;
        claimAllocation(fan, token);
        assertGe(grossOf(token, S0 - amount), raise * (S0 - amount) / S0, "I15");
        sell(fan, token, S0 - amount);
        (left,) = market.reserveOf(address(token));
        assertLe(left, dust, "I6: dust");
    }

    function giveBack(
        address by,
        IToken token,
        uint256 amount
    ) private returns (uint256) {
        vm.prank(by);
        return market.returnUnvested(address(token), amount);
    }

    function expectExceeds(
        uint256 unvested,
        uint256 amount
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.ReturnExceedsUnvested.selector, unvested, amount)
        );
    }

    function pendingOf(
        IToken token
    ) private view returns (uint256 pending) {
        (, pending,) = ICreatorToken(address(token)).revenue();
    }

    /// @dev What a sale frees before its fees.
    function grossOf(
        IToken token,
        uint256 amount
    ) private view returns (uint256) {
        Quote memory q = market.quoteSell(address(token), amount);
        return q.ttAmount + q.creatorFee + q.fanFee + q.protocolFee;
    }
}
