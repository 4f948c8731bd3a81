// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {Quote} from "../../../../contracts/types/Quote.sol";
import {IToken} from "../support/Deployed.sol";
import {Logs, TradeLog} from "../support/Logs.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract SaleTest is Logs {
    IToken private token;
    uint256 private bought;

    function setUp() public override {
        super.setUp();
        LaunchTerms memory t = terms("mona");
        t.allocationVesting = 0;
        token = tradingToken(t, 5000e18);
        claimAllocation(fan, token);
        bought = buy(collector, token, 2000e18);
    }

    function test_SellPaysTheNetAmount() public {
        Quote memory quote = market.quoteSell(address(token), bought / 2);
        uint256 gross = quote.ttAmount + quote.creatorFee + quote.fanFee + quote.protocolFee;
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        uint256 before = tt.balanceOf(stranger);
        vm.prank(collector);
        uint256 out =
            market.sell(address(token), bought / 2, quote.ttAmount, stranger, FOREVER, NOBODY);
        assertEq(out, quote.ttAmount, "as quoted");
        assertEq(tt.balanceOf(stranger) - before, out, "received");
        assertEq(token.balanceOf(collector), bought - bought / 2, "burned");
        (uint256 reserveAfter, uint256 protocolOwedAfter) = market.reserveOf(address(token));
        assertEq(reserve - reserveAfter, gross, "out of the reserve");
        assertEq(protocolOwedAfter - protocolOwed, gross / 100, "protocol's fee");
        (, uint256 pending, uint256 creatorOwed) = token.revenue();
        assertEq(pending, 20e18 + gross / 100, "fans' fee");
        assertEq(creatorOwed, 40e18 + gross / 50, "creator's fee");
    }

    function test_SellEmitsTheTradeAndTheStateAfter() public {
        Quote memory quote = market.quoteSell(address(token), 1000e18);
        vm.recordLogs();
        vm.prank(collector);
        market.sell(address(token), 1000e18, 0, fan, FOREVER, stranger);
        TradeLog memory trade = recordedTrade();
        assertEq(trade.trader, collector, "trader");
        assertEq(trade.to, fan, "to");
        assertTrue(!trade.data.isBuy, "a sale");
        assertEq(trade.data.ttAmount, quote.ttAmount, "ttAmount, fees taken off");
        assertEq(trade.data.tokenAmount, 1000e18, "tokenAmount");
        assertEq(trade.data.creatorFee, quote.creatorFee, "creatorFee");
        assertEq(trade.data.fanFee, quote.fanFee, "fanFee");
        assertEq(trade.data.protocolFee, quote.protocolFee, "protocolFee");
        assertEq(trade.data.referrer, stranger, "referrer");
        assertEq(trade.data.referrerFee, quote.protocolFee / 2, "referrerFee");
        (uint256 reserve,) = market.reserveOf(address(token));
        assertEq(trade.data.reserve, reserve, "reserve");
        assertEq(trade.data.supply, token.totalSupply(), "supply");
    }

    function test_SellRevertsAfterTheDeadline() public {
        uint256 deadline = block.timestamp - 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorMarket.DeadlineExpired.selector, deadline, block.timestamp
            )
        );
        vm.prank(collector);
        market.sell(address(token), 1, 0, collector, deadline, NOBODY);
    }

    function test_SellRevertsForNobodyAndForTheMarket() public {
        address[2] memory recipients = [address(0), address(market)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ICreatorMarket.InvalidRecipient.selector, recipients[i])
            );
            vm.prank(collector);
            market.sell(address(token), 1, 0, recipients[i], FOREVER, NOBODY);
        }
    }

    function test_SellRevertsOnZero() public {
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        sell(collector, token, 0);
    }

    function test_SellRevertsUnlessTrading() public {
        IToken open = openLaunch(stranger, terms("open"));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.NotTrading.selector, address(open), ILaunches.Status.Open
            )
        );
        sell(collector, open, 1);
    }

    function test_SellRevertsBeyondTheSupply() public {
        uint256 supply = token.totalSupply();
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.AmountExceedsSupply.selector, supply + 1, supply)
        );
        sell(collector, token, supply + 1);
    }

    function test_SellRevertsBeyondTheBalance() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, collector, bought, bought + 1
            )
        );
        sell(collector, token, bought + 1);
    }

    function test_SellRevertsWhenSlippageExceeded() public {
        uint256 out = market.quoteSell(address(token), 1000e18).ttAmount;
        vm.startPrank(collector);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, out + 1, out)
        );
        market.sell(address(token), 1000e18, out + 1, collector, FOREVER, NOBODY);
        market.sell(address(token), 1000e18, out, collector, FOREVER, NOBODY);
    }

    function test_SellingAWeiForNothingSucceeds() public {
        sell(collector, token, 1);
        assertEq(sell(collector, token, 1), 0, "nothing");
        assertEq(token.balanceOf(collector), bought - 2, "burned all the same");
    }

    function test_TheLastTokenSellsAndTheCurveBeginsAnew() public {
        sell(collector, token, bought);
        sell(fan, token, S0);
        assertEq(token.totalSupply(), 0, "nothing is left");
        (uint256 reserve,) = market.reserveOf(address(token));
        assertLe(reserve, 2, "dust");
        assertEq(market.priceOf(address(token)), 5e15, "the price is the launch price");
        uint256 again = buy(stranger, token, 1000e18);
        assertClose(again, S0 * 960 / 5000, 1e6, "at the launch price");
        assertClose(sell(stranger, token, again), 960e18 * 96 / 100, 1e6, "and back");
    }

    function testFuzz_I15_ASaleBringsTheLaunchPriceBeforeFees(
        uint256 amount,
        uint256 more
    ) public {
        buy(stranger, token, bound(more, 1, 5_000_000e18));
        amount = bound(amount, 1, S0);
        Quote memory quote = market.quoteSell(address(token), amount);
        uint256 gross = quote.ttAmount + quote.creatorFee + quote.fanFee + quote.protocolFee;
        assertGe(gross, 5000e18 * amount / S0, "floor");
        sell(fan, token, amount);
    }

    function testFuzz_I5_ARoundTripNeverGains(
        uint256 spent,
        uint256 pieces
    ) public {
        spent = bound(spent, 1e6, 5_000_000e18);
        pieces = bound(pieces, 1, 5);
        uint256 before = tt.balanceOf(stranger);
        uint256 out = buy(stranger, token, spent);
        for (uint256 i = 1; i < pieces; ++i) {
            sell(stranger, token, out / pieces);
        }
        sell(stranger, token, token.balanceOf(stranger));
        assertLe(tt.balanceOf(stranger), before, "I5");
        uint256 rest = owed(stranger, token);
        assertLe(tt.balanceOf(stranger) + rest, before, "I5 with dividends");
    }
}
