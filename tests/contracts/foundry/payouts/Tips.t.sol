// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract TipsTest is Deployment {
    function test_ATipIsDivided() public {
        IToken token = tradingToken(5000e18);
        uint256 before = tt.balanceOf(fan);
        expectTipped(100e18, 90e18, 5e18, 5e18);
        expectCredited(creator, 90e18, 90e18);
        expectCredited(treasury, 5e18, 5e18);
        vm.expectEmit(address(market));
        emit ICreatorMarket.FansFunded(address(token), address(ledger), 5e18);
        tip(creator, 100e18);
        assertEq(before - tt.balanceOf(fan), 100e18, "paid");
        assertEq(ledger.balanceOf(creator), 90e18, "creator's");
        assertEq(ledger.balanceOf(treasury), 5e18, "protocol's");
        assertEq(tt.balanceOf(address(ledger)), 95e18, "held by the ledger");
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 5e18, "fans'");
    }

    function test_WithoutATokenTheCreatorTakesTheFansPart() public {
        expectTipped(100e18, 95e18, 0, 5e18);
        expectCredited(creator, 95e18, 95e18);
        tip(creator, 100e18);
        assertEq(ledger.balanceOf(creator), 95e18, "no token");
    }

    function test_WhileTheLaunchIsOpenOrAfterItFailedLikewise() public {
        IToken token = openLaunch();
        tip(creator, 100e18);
        assertEq(ledger.balanceOf(creator), 95e18, "open");
        vm.warp(START + 3 days);
        tip(creator, 100e18);
        assertEq(ledger.balanceOf(creator), 190e18, "closed");
        finalize(token);
        tip(creator, 100e18);
        assertEq(ledger.balanceOf(creator), 285e18, "failed");
    }

    function test_ATipGoesToThePayoutAddress() public {
        vm.prank(creator);
        market.setPayoutAddress(stranger);
        expectTipped(100e18, 95e18, 0, 5e18);
        expectCredited(stranger, 95e18, 95e18);
        tip(creator, 100e18);
        assertEq(ledger.balanceOf(creator), 0, "not to the creator");
        assertEq(ledger.balanceOf(stranger), 95e18, "but there");
    }

    function test_TheCreatorSideTakesTheRounding() public {
        tradingToken(5000e18);
        expectTipped(39, 37, 1, 1);
        tip(creator, 39);
        expectTipped(19, 19, 0, 0);
        tip(creator, 19);
        assertEq(ledger.balanceOf(creator), 56, "all that is left");
    }

    function test_TipRevertsOnZero() public {
        vm.expectRevert(IPayoutLedger.ZeroAmount.selector);
        tip(creator, 0);
    }

    function test_TipRevertsForTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.InvalidRecipient.selector, address(0)));
        tip(address(0), 1);
    }

    function test_TipRevertsWithoutTheTt() public {
        vm.prank(fan);
        tt.approve(address(ledger), 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(ledger), 1, 2
            )
        );
        tip(creator, 2);
    }

    function testFuzz_I3_TheLedgerHoldsWhatItOwes(
        uint96[5] memory amounts,
        bool trading
    ) public {
        IToken token;
        if (trading) token = tradingToken(1000e18);
        uint256 sum;
        for (uint256 i; i < 5; ++i) {
            uint256 amount = bound(amounts[i], 1, 1_000_000e18);
            tip(creator, amount);
            sum += amount;
        }
        uint256 credited = ledger.balanceOf(creator) + ledger.balanceOf(treasury);
        assertEq(tt.balanceOf(address(ledger)), credited, "I3");
        uint256 pending;
        if (trading) (, pending,) = token.revenue();
        assertEq(credited + pending, sum, "the parts add up");
        assertLe(ledger.balanceOf(treasury), sum / 20, "the protocol's is rounded down");
        assertLe(pending, sum / 20, "the fans' too");
    }

    function tip(
        address to,
        uint256 amount
    ) private {
        vm.prank(fan);
        ledger.tip(to, amount);
    }

    function expectTipped(
        uint256 amount,
        uint256 toCreatorSide,
        uint256 toFans,
        uint256 toProtocol
    ) private {
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.IncomeDivided(
            creator, Source.Tip, 0, fan, amount, 0, toCreatorSide, toFans, toProtocol, 0
        );
    }

    function expectCredited(
        address account,
        uint256 amount,
        uint256 balance
    ) private {
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(account, creator, Source.Tip, amount, balance);
    }
}
