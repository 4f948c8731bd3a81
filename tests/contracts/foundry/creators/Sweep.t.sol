// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract SweepTest is Deployment {
    function test_EthAndTtBecomeARoyalty() public {
        IToken token = tradingToken(5000e18);
        pay(token, 1 ether);
        vm.prank(fan);
        tt.transfer(address(token), 100e18);
        uint256 supply = token.totalSupply();
        vm.expectEmit(address(token));
        emit ICreatorToken.Swept(stranger, 10_100e18);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.IncomeDivided(
            creator,
            Source.Royalty,
            0,
            address(token),
            10_100e18,
            0,
            10_100e18 * 4 / 5,
            10_100e18 / 5,
            0,
            0
        );
        vm.prank(stranger);
        assertEq(token.sweep(), 10_100e18, "returned");
        (, uint256 pending,) = token.revenue();
        assertEq(pending, uint256(10_100e18) / 5, "fans'");
        assertEq(ledger.balanceOf(creator), 10_100e18 * 4 / 5, "creator's");
        assertEq(ledger.balanceOf(treasury), 0, "no fee");
        assertEq(address(token).balance + tt.balanceOf(address(token)), 0, "nothing left");
        assertEq(token.totalSupply(), supply, "the token is not touched");
    }

    function test_BeforeTradingTheCreatorHasItAll() public {
        IToken token = openLaunch();
        pay(token, 1 ether);
        token.sweep();
        assertEq(ledger.balanceOf(creator), 10_000e18, "all");
    }

    function test_AfterAMoveTheNewKeyHasIt() public {
        IToken token = tradingToken(5000e18);
        vm.prank(creator);
        market.transferCreator(address(token), stranger);
        vm.warp(vm.getBlockTimestamp() + 3 days);
        vm.prank(stranger);
        market.acceptCreator(address(token));
        pay(token, 1 ether);
        token.sweep();
        assertEq(ledger.balanceOf(stranger), 8000e18, "the new key's");
    }

    function test_NothingToSweepReverts() public {
        IToken token = tradingToken(5000e18);
        vm.expectRevert(ICreatorToken.NothingToSweep.selector);
        token.sweep();
    }

    function test_OtherTokensGoToThePayoutAddress() public {
        IToken token = tradingToken(5000e18);
        IToken other = openLaunch(stranger, terms("other"));
        contribute(fan, other, 5000e18);
        finalize(other);
        uint256 bought = buy(collector, other, 100e18);
        vm.prank(collector);
        other.transfer(address(token), bought);
        vm.prank(creator);
        market.setPayoutAddress(stranger);
        vm.prank(fan);
        assertEq(token.sweepToken(address(other)), bought, "returned");
        assertEq(other.balanceOf(stranger), bought, "the payout address has it");
        assertEq(other.balanceOf(address(token)), 0, "nothing left");
        vm.expectRevert(ICreatorToken.NothingToSweep.selector);
        token.sweepToken(address(other));
    }

    function test_TtAndTheTokenItselfDoNotLeaveThatWay() public {
        IToken token = tradingToken(5000e18);
        uint256 bought = buy(collector, token, 100e18);
        vm.prank(collector);
        token.transfer(address(token), bought);
        vm.prank(fan);
        tt.transfer(address(token), 100e18);
        address[2] memory refused = [address(tt), address(token)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ICreatorToken.NotSweepable.selector, refused[i]));
            token.sweepToken(refused[i]);
        }
    }

    /// @dev Foreign exchanges pay like this.
    function pay(
        IToken token,
        uint256 amount
    ) private {
        vm.deal(stranger, amount);
        vm.prank(stranger);
        (bool done,) = address(token).call{value: amount}("");
        assertTrue(done, "ETH is taken");
    }
}
