// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

/// @notice `buyExact` and `buyWithEth`; what they share with `buy` is in Purchase.t.sol.
contract ExactPurchaseTest is Deployment {
    IToken private token;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_BuyExactRevertsWhenSlippageExceeded() public {
        uint256 cost = market.quoteBuyExact(address(token), 1e18).ttAmount;
        vm.startPrank(collector);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, cost - 1, cost)
        );
        market.buyExact(address(token), 1e18, cost - 1, collector, FOREVER, NOBODY);
        market.buyExact(address(token), 1e18, cost, collector, FOREVER, NOBODY);
    }

    function test_BuyExactReachesTheEndOfTheCurveAndNoFurther() public {
        fund(collector, 1e31);
        uint256 rest = 999 * S0;
        vm.startPrank(collector);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorMarket.SupplyLimitExceeded.selector, 1000 * S0 + 1, 1000 * S0
            )
        );
        market.buyExact(address(token), rest + 1, FOREVER, collector, FOREVER, NOBODY);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorMarket.SupplyLimitExceeded.selector, type(uint256).max, 1000 * S0
            )
        );
        market.buyExact(address(token), type(uint256).max, FOREVER, collector, FOREVER, NOBODY);
        market.buyExact(address(token), rest, FOREVER, collector, FOREVER, NOBODY);
        assertEq(token.totalSupply(), 1000 * S0, "all there will ever be");
        market.sell(address(token), rest, 0, collector, FOREVER, NOBODY);
        assertEq(token.totalSupply(), S0, "and back");
    }

    function test_BuyExactBuysExactly() public {
        Quote memory quote = market.quoteBuyExact(address(token), 12_345e18);
        uint256 before = tt.balanceOf(collector);
        vm.prank(collector);
        uint256 paid = market.buyExact(address(token), 12_345e18, FOREVER, fan, FOREVER, NOBODY);
        assertEq(token.balanceOf(fan), 12_345e18, "tokens");
        assertEq(before - tt.balanceOf(collector), paid, "paid");
        assertEq(paid, quote.ttAmount, "as quoted");
    }

    // Each of the three fees is rounded down: up to 4 wei less might do.
    function testFuzz_BuyExactCostsTheLeastThatBuysThatMuch(
        uint256 amount
    ) public view {
        amount = bound(amount, 1e9, 5 * S0);
        uint256 cost = market.quoteBuyExact(address(token), amount).ttAmount;
        assertGe(market.quoteBuy(address(token), cost).tokenAmount, amount, "buys it");
        assertLt(market.quoteBuy(address(token), cost - 5).tokenAmount, amount, "less does not");
    }

    // To the wei: nothing is left over in the reserve.
    function testFuzz_BuyExactAddsExactlyItsCostToTheReserve(
        uint256 before,
        uint256 amount
    ) public {
        buy(stranger, token, bound(before, 1, 1_000_000e18));
        amount = bound(amount, 1, 3 * S0);
        Quote memory quote = market.quoteBuyExact(address(token), amount);
        fund(collector, quote.ttAmount / 10_000 * 10_000 + 10_000);
        (uint256 reserve,) = market.reserveOf(address(token));
        vm.prank(collector);
        market.buyExact(address(token), amount, quote.ttAmount, collector, FOREVER, NOBODY);
        (uint256 reserveAfter,) = market.reserveOf(address(token));
        uint256 cost = quote.ttAmount - quote.creatorFee - quote.fanFee - quote.protocolFee;
        assertEq(reserveAfter - reserve, cost, "what is left after fees");
        Quote memory back = market.quoteSell(address(token), amount);
        uint256 gross = back.ttAmount + back.creatorFee + back.fanFee + back.protocolFee;
        assertEq(gross, cost, "and what a sale takes out again");
    }

    function test_BuyWithEthIsAPurchaseAtTenThousand() public {
        Quote memory quote = market.quoteBuy(address(token), 10_000e18);
        uint256 backing = address(tt).balance;
        vm.deal(collector, 3 ether);
        vm.prank(collector);
        uint256 out = market.buyWithEth{value: 1 ether}(address(token), 0, fan, FOREVER, NOBODY);
        assertEq(out, quote.tokenAmount, "as quoted");
        assertEq(token.balanceOf(fan), out, "tokens");
        assertEq(collector.balance, 2 ether, "paid");
        assertEq(address(tt).balance - backing, 1 ether, "backs TT");
        assertEq(address(market).balance, 0, "the market keeps no ETH");
    }

    function test_BuyWithEthRevertsWhenSlippageExceeded() public {
        uint256 out = market.quoteBuy(address(token), 10_000e18).tokenAmount;
        vm.deal(collector, 1 ether);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, out + 1, out)
        );
        vm.prank(collector);
        market.buyWithEth{value: 1 ether}(address(token), out + 1, fan, FOREVER, NOBODY);
        assertEq(collector.balance, 1 ether, "ETH stays");
    }
}
