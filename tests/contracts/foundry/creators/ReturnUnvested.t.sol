// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

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
            address(token), fan, S0 / 10, S0 / 10, 500e18, 0, 4500e18, S0 * 9 / 10
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

    function test_WhatTheCurveFreesAboveTheLaunchPriceGoesToTheFans() public {
        IToken token = tradingToken(5000e18);
        buy(collector, token, 20_000e18);
        (uint256 reserve,) = market.reserveOf(address(token));
        uint256 pending = pendingOf(token);
        uint256 freed = grossOf(token, S0 / 2);
        assertGe(freed, 2600e18, "the price has risen");
        assertEq(giveBack(fan, token, S0 / 2), 2500e18, "the launch price all the same");
        assertEq(pendingOf(token) - pending, freed - 2500e18, "the fans' part");
        (uint256 left,) = market.reserveOf(address(token));
        assertEq(reserve - left, freed, "what the curve freed");
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
        expectExceeds(0, 1);
        giveBack(fan, token, 1);
    }

    function test_ReturnRevertsBeyondWhatHasNotVested() public {
        IToken token = tradingToken(5000e18);
        vm.warp(block.timestamp + 15 days);
        expectExceeds(S0 / 2, S0 / 2 + 1);
        giveBack(fan, token, S0 / 2 + 1);
        giveBack(fan, token, S0 / 2);
        expectExceeds(0, 1);
        giveBack(fan, token, 1);
        expectExceeds(0, type(uint256).max);
        giveBack(stranger, token, type(uint256).max);
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
        giveBack(fan, token, 1);
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
            assertClose(giveBack(accounts[i], token, total), paid[i], 1, "gets its TT back");
        }
        assertLe(token.totalSupply(), 2, "only the rounding of the allocations is left");
        (uint256 reserve,) = market.reserveOf(address(token));
        assertLe(reserve, 4, "dust");
    }

    function test_WhoHasLeftEarnsNothingOfTheSurplus() public {
        IToken token = tradingToken(5000e18);
        buy(collector, token, 20_000e18);
        giveBack(fan, token, S0);
        uint256 pending = pendingOf(token);
        vm.warp(block.timestamp + 300 days);
        assertEq(owed(fan, token), 0, "nothing: it has left");
        assertGe(owed(collector, token), pending / 2, "who stayed has it");
    }

    function testFuzz_ReturnsKeepTheReserve(
        uint256 raise,
        uint256 bought,
        uint256 amount
    ) public {
        raise = bound(raise, 1000e18, 1_000_000e18);
        IToken token = tradingToken(raise);
        buy(collector, token, bound(bought, 1e18, 5_000_000e18));
        amount = bound(amount, 1, S0);
        (uint256 reserve,) = market.reserveOf(address(token));
        uint256 pending = pendingOf(token);
        uint256 paid = giveBack(fan, token, amount);
        assertEq(paid, raise * amount / S0, "the launch price, rounded down");
        (uint256 left,) = market.reserveOf(address(token));
        uint256 surplus = pendingOf(token) - pending;
        assertEq(reserve - left, paid + surplus, "nothing is lost");
        // I1: all that is left can be sold.
        assertLe(grossOf(token, token.totalSupply()), left, "I1");
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
