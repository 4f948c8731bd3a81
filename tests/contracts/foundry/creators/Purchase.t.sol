// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToktokToken} from "../../../../contracts/interfaces/IToktokToken.sol";
import {IToken} from "../support/Deployed.sol";
import {Logs, TradeLog} from "../support/Logs.sol";
import {Vm} from "../support/Vm.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract PurchaseTest is Logs {
    IToken private token;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
    }

    function test_BuyMintsToTheRecipient() public {
        uint256 before = tt.balanceOf(collector);
        uint256 held = tt.balanceOf(address(market));
        vm.prank(collector);
        uint256 out = market.buy(address(token), 1000e18, 0, fan, FOREVER, NOBODY);
        assertEq(token.balanceOf(fan), out, "tokens");
        assertEq(token.totalSupply(), S0 + out, "supply");
        assertEq(before - tt.balanceOf(collector), 1000e18, "paid");
        assertEq(tt.balanceOf(address(market)) - held, 1000e18, "received");
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        assertEq(reserve, 5960e18, "96% joined the reserve");
        assertEq(protocolOwed, 10e18, "1% is the protocol's");
        (, uint256 pending, uint256 creatorOwed) = token.revenue();
        assertEq(pending, 10e18, "1% is the fans'");
        assertEq(creatorOwed, 20e18, "2% is the creator's");
    }

    function test_BuyEmitsTheTradeAndTheStateAfter() public {
        vm.recordLogs();
        vm.prank(collector);
        uint256 out = market.buy(address(token), 1000e18, 0, fan, FOREVER, stranger);
        TradeLog memory trade = recordedTrade();
        assertEq(trade.token, address(token), "token");
        assertEq(trade.trader, collector, "trader");
        assertEq(trade.to, fan, "to");
        assertTrue(trade.data.isBuy, "isBuy");
        assertEq(trade.data.ttAmount, 1000e18, "ttAmount, fees included");
        assertEq(trade.data.tokenAmount, out, "tokenAmount");
        assertEq(trade.data.creatorFee, 20e18, "creatorFee");
        assertEq(trade.data.fanFee, 10e18, "fanFee");
        assertEq(trade.data.protocolFee, 10e18, "protocolFee, all of it");
        assertEq(trade.data.referrer, stranger, "referrer");
        assertEq(trade.data.referrerFee, 5e18, "referrerFee");
        assertEq(trade.data.reserve, 5960e18, "reserve");
        assertEq(trade.data.supply, S0 + out, "supply");
    }

    function test_TheBooksComeBeforeTheTransfer() public {
        vm.recordLogs();
        uint256 out = buy(collector, token, 1000e18);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertTrue(logs[0].topics[0] == ICreatorToken.RevenueBooked.selector, "books first");
        assertEq(logs[0].data, abi.encode(0, 10e18, 20e18), "state of the books");
        assertTrue(logs[1].topics[0] == IERC20.Transfer.selector, "then the transfer");
        assertTrue(logs[1].topics[1] == bytes32(0), "a mint");
        assertEq(logs[1].data, abi.encode(out), "amount");
        assertTrue(logs[2].topics[0] == ICreatorMarket.Traded.selector, "then the trade");
    }

    function test_BuyRevertsAfterTheDeadline() public {
        uint256 deadline = block.timestamp;
        vm.prank(collector);
        market.buy(address(token), 1e18, 0, collector, deadline, NOBODY);
        vm.warp(deadline + 1);
        bytes memory reason =
            abi.encodeWithSelector(ICreatorMarket.DeadlineExpired.selector, deadline, deadline + 1);
        vm.deal(collector, 1 ether);
        vm.startPrank(collector);
        vm.expectRevert(reason);
        market.buy(address(token), 1e18, 0, collector, deadline, NOBODY);
        vm.expectRevert(reason);
        market.buyExact(address(token), 1e18, FOREVER, collector, deadline, NOBODY);
        vm.expectRevert(reason);
        market.buyWithEth{value: 1 ether}(address(token), 0, collector, deadline, NOBODY);
    }

    function test_BuyRevertsForNobodyAndForTheMarket() public {
        address[2] memory recipients = [address(0), address(market)];
        for (uint256 i; i < 2; ++i) {
            bytes memory reason =
                abi.encodeWithSelector(ICreatorMarket.InvalidRecipient.selector, recipients[i]);
            vm.startPrank(collector);
            vm.expectRevert(reason);
            market.buy(address(token), 1e18, 0, recipients[i], FOREVER, NOBODY);
            vm.expectRevert(reason);
            market.buyExact(address(token), 1e18, FOREVER, recipients[i], FOREVER, NOBODY);
            vm.stopPrank();
        }
    }

    function test_BuyRevertsOnZero() public {
        vm.startPrank(collector);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        market.buy(address(token), 0, 0, collector, FOREVER, NOBODY);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        market.buyExact(address(token), 0, FOREVER, collector, FOREVER, NOBODY);
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        market.buyWithEth(address(token), 0, collector, FOREVER, NOBODY);
    }

    function test_BuyRevertsWhenItBuysNotEvenAWei() public {
        // The price of a token is above 1 TT from a raise of a million TT on.
        IToken dear = openLaunch(stranger, terms("dear"));
        fund(fan, 10_000_000e18);
        contribute(fan, dear, 10_000_000e18);
        finalize(dear);
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        buy(collector, dear, 1);
        assertEq(buy(collector, dear, 100), 9, "99 net at a price of 10 and rounding");
    }

    function test_BuyRevertsUnlessTrading() public {
        IToken open = openLaunch(stranger, terms("open"));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.NotTrading.selector, address(open), ILaunches.Status.Open
            )
        );
        buy(collector, open, 1e18);
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.NotTrading.selector, stranger, ILaunches.Status.None)
        );
        buy(collector, IToken(stranger), 1e18);
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.NotTrading.selector, stranger, ILaunches.Status.None)
        );
        market.priceOf(stranger);
    }

    function test_BuyRevertsWhenSlippageExceeded() public {
        uint256 out = market.quoteBuy(address(token), 1000e18).tokenAmount;
        vm.startPrank(collector);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, out + 1, out)
        );
        market.buy(address(token), 1000e18, out + 1, collector, FOREVER, NOBODY);
        market.buy(address(token), 1000e18, out, collector, FOREVER, NOBODY);
    }

    function test_BuyRevertsWhereTheCurveEnds() public {
        fund(collector, 1e31);
        uint256 limit = (5000e18 * uint256(1_000_000_002) + 2) / 3;
        vm.prank(collector);
        market.buyExact(address(token), 998 * S0, FOREVER, collector, FOREVER, NOBODY);
        (uint256 reserve,) = market.reserveOf(address(token));
        assertLt(reserve, limit, "not yet at the end");
        uint256 gross = limit - reserve + (limit - reserve) / 10;
        uint256 beyond = reserve + gross * 96 / 100;
        (bool success, bytes memory reason) =
            address(market).call(abi.encodeCall(market.quoteBuy, (address(token), gross)));
        assertTrue(!success, "refused");
        (uint256 said, uint256 saidLimit) = limits(reason);
        assertClose(said, beyond, 10, "the reserve it would be");
        assertEq(saidLimit, limit, "limit");

        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.ReserveLimitExceeded.selector, FOREVER, limit)
        );
        buy(collector, token, FOREVER);
    }

    function test_BuyRevertsWithoutTheTt() public {
        address poor = actor("poor");
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(market), 0, 1e18
            )
        );
        buy(poor, token, 1e18);
        vm.prank(poor);
        tt.approve(address(market), FOREVER);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, poor, 0, 1e18)
        );
        buy(poor, token, 1e18);
    }

    /// @dev The values of a ReserveLimitExceeded.
    function limits(
        bytes memory reason
    ) private pure returns (uint256 reserve, uint256 limit) {
        assertTrue(bytes4(reason) == ICreatorMarket.ReserveLimitExceeded.selector, "error");
        bytes memory values = new bytes(reason.length - 4);
        for (uint256 i; i < values.length; ++i) {
            values[i] = reason[i + 4];
        }
        return abi.decode(values, (uint256, uint256));
    }
}
