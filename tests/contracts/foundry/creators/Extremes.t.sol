// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract ExtremesTest is Deployment {
    IToken private token;

    function test_TheSmallestLaunchGoesUpAndDownTheWholeCurve() public {
        upAndDown(1000e18);
    }

    function test_TheLargestLaunchGoesUpAndDownTheWholeCurve() public {
        upAndDown(type(uint96).max);
    }

    function upAndDown(
        uint256 raise
    ) private {
        // TT that can buy the whole curve is less than there may be.
        fund(fan, (raise / 10_000 + 1) * 10_000);
        fund(collector, raise * 360_000_000 / 10_000 * 10_000);
        LaunchTerms memory t = terms("mona");
        (t.creatorFeeBps, t.fanFeeBps) = (300, 300);
        token = tradingToken(t, raise);
        for (uint256 supply = 2; supply <= 1000; supply += supply < 10 ? 2 : 330) {
            buyUpTo(supply * S0);
            vm.warp(block.timestamp + 1 days);
            holds(raise);
        }
        buyUpTo(1000 * S0);
        claimAllocation(fan, token);
        uint256 unvested = token.balanceOf(address(market)) / 1e18 * 1e18;
        vm.prank(fan);
        uint256 back = market.returnUnvested(address(token), unvested);
        assertEq(back, raise * unvested / S0, "the launch price");
        while (token.balanceOf(collector) != 0) {
            sell(collector, token, (token.balanceOf(collector) + 2) / 3);
            vm.warp(block.timestamp + 6 hours);
            if (token.balanceOf(collector) < 1000) {
                sell(collector, token, token.balanceOf(collector));
            }
            holds(raise);
        }
        // A part of a token could not be returned: it has vested by now, or will have.
        vm.warp(block.timestamp + 30 days);
        claimAllocation(fan, token);
        sell(fan, token, token.balanceOf(fan));
        assertEq(token.totalSupply(), 0, "nothing is left");
        everybodyLeaves();
    }

    function buyUpTo(
        uint256 supply
    ) private {
        uint256 amount = supply - token.totalSupply();
        if (amount == 0) return;
        vm.prank(collector);
        market.buyExact(address(token), amount, FOREVER, collector, FOREVER, NOBODY);
    }

    function holds(
        uint256 raise
    ) private view {
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        Quote memory all = market.quoteSell(address(token), token.totalSupply());
        uint256 curve = all.ttAmount + all.creatorFee + all.fanFee + all.protocolFee;
        assertGe(reserve, curve, "I1");
        assertGe(curve, raise * token.totalSupply() / S0, "I15");
        (, uint256 pending, uint256 creatorOwed) = token.revenue();
        uint256 dividends = token.dividendsOf(fan) + token.dividendsOf(collector)
            + market.allocationOf(address(token), fan).dividends;
        uint256 owing = reserve + protocolOwed + pending + creatorOwed + dividends;
        assertGe(tt.balanceOf(address(market)), owing, "I2");
    }

    function everybodyLeaves() private {
        vm.warp(block.timestamp + 400 days);
        address[4] memory accounts = [creator, fan, collector, treasury];
        for (uint256 i; i < 4; ++i) {
            if (owed(accounts[i], token) != 0) claim(accounts[i], token);
            uint256 balance = tt.balanceOf(accounts[i]);
            vm.prank(accounts[i]);
            tt.withdraw(balance);
        }
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 0, "all is released");
        // Balances of up to 10^27 lose up to 10^27/2^80 wei when they change.
        assertLe(tt.balanceOf(address(market)), 1e6, "I6: dust");
    }
}
