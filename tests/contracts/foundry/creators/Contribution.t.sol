// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

/// @notice `contribute` and `refund`.
contract ContributionTest is Deployment {
    function test_ContributeAddsUp() public {
        IToken token = openLaunch();
        uint256 before = tt.balanceOf(fan);
        contribute(fan, token, 300e18);
        contribute(collector, token, 500e18);
        vm.expectEmit(address(market));
        emit ILaunches.Contributed(address(token), fan, 100e18, 400e18, 900e18);
        contribute(fan, token, 100e18);
        assertEq(before - tt.balanceOf(fan), 400e18, "paid");
        assertEq(tt.balanceOf(address(market)), 900e18 + LAUNCH_BOND, "held");
        assertEq(market.launchOf(address(token)).raised, 900e18, "raised");
        ILaunches.Allocation memory a = market.allocationOf(address(token), fan);
        assertEq(a.contributed, 400e18, "contributed");
        assertEq(a.total + a.vested + a.claimed + a.returned + a.dividends, 0, "nothing else yet");
    }

    function test_ContributeRevertsOnZero() public {
        IToken token = openLaunch();
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        contribute(fan, token, 0);
    }

    function test_ContributeRevertsForAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        contribute(fan, IToken(stranger), 1);
    }

    function test_ContributeRevertsOnceTheWindowIsOver() public {
        IToken token = openLaunch();
        vm.warp(START + 3 days - 1);
        contribute(fan, token, 1000e18);
        vm.warp(START + 3 days);
        expectNotOpen(token, ILaunches.Status.Closed);
        contribute(fan, token, 1);
        market.finalize(address(token));
        expectNotOpen(token, ILaunches.Status.Trading);
        contribute(fan, token, 1);
    }

    function test_ContributeRevertsAfterFailure() public {
        IToken token = openLaunch();
        finalize(token);
        expectNotOpen(token, ILaunches.Status.Failed);
        contribute(fan, token, 1);
    }

    function test_ContributeRevertsBeyondTheMaximum() public {
        LaunchTerms memory t = terms("mona");
        t.maximumRaise = 2000e18;
        IToken token = openLaunch(creator, t);
        contribute(fan, token, 1500e18);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.LaunchFull.selector, address(token), 500e18, 500e18 + 1
            )
        );
        contribute(collector, token, 500e18 + 1);
    }

    function test_ContributeNeverTakesMoreThanTheCurveDoes() public {
        IToken token = openLaunch();
        uint256 limit = type(uint96).max;
        fund(fan, 2 * limit / 10_000 * 10_000);
        contribute(fan, token, limit - 1);
        vm.expectRevert(abi.encodeWithSelector(ILaunches.LaunchFull.selector, address(token), 1, 2));
        contribute(fan, token, 2);
        contribute(fan, token, 1);
        finalize(token);
        assertTrue(market.isTrading(address(token)), "trading");
    }

    function test_TheLaunchClosesEarlyAtItsMaximum() public {
        LaunchTerms memory t = terms("mona");
        t.maximumRaise = 2000e18;
        IToken token = openLaunch(creator, t);
        contribute(fan, token, 1500e18);
        vm.warp(START + 1 hours);
        contribute(collector, token, 500e18);
        ILaunches.LaunchState memory state = market.launchOf(address(token));
        assertTrue(state.status == ILaunches.Status.Closed, "closed");
        assertEq(state.closesAt, START + 1 hours, "closesAt");
        expectNotOpen(token, ILaunches.Status.Closed);
        contribute(stranger, token, 1);
        market.finalize(address(token));
        assertTrue(market.isTrading(address(token)), "trading in the same block");
    }

    function test_ContributeRevertsBeyondTheAccountsLimit() public {
        LaunchTerms memory t = terms("mona");
        t.maxPerAccount = 600e18;
        IToken token = openLaunch(creator, t);
        contribute(fan, token, 400e18);
        expectLimit(fan, 200e18, 200e18 + 1);
        contribute(fan, token, 200e18 + 1);
        contribute(fan, token, 200e18);
        expectLimit(fan, 0, 1);
        contribute(fan, token, 1);
        contribute(collector, token, 600e18);
    }

    function test_RefundGivesEverythingBack() public {
        IToken token = openLaunch();
        contribute(fan, token, 300e18);
        contribute(collector, token, 200e18);
        contribute(fan, token, 400e18);
        finalize(token);
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(market));
        emit ILaunches.Refunded(address(token), fan, 700e18);
        assertEq(refund(fan, token), 700e18, "refund");
        assertEq(tt.balanceOf(fan) - before, 700e18, "received");
        assertEq(market.allocationOf(address(token), fan).contributed, 0, "nothing left");
        assertEq(refund(collector, token), 200e18, "the other's refund");
        assertEq(tt.balanceOf(address(market)), 0, "market is empty");
    }

    function test_RefundEndsTheLaunchItself() public {
        IToken token = openLaunch();
        contribute(fan, token, 300e18);
        vm.warp(START + 3 days);
        vm.expectEmit(address(market));
        emit ILaunches.LaunchFailed(address(token), 300e18, 1000e18);
        assertEq(refund(fan, token), 300e18, "refund");
        assertTrue(market.launchOf(address(token)).status == ILaunches.Status.Failed, "failed");
    }

    function test_RefundRevertsTwice() public {
        IToken token = openLaunch();
        contribute(fan, token, 300e18);
        finalize(token);
        refund(fan, token);
        expectNothingToRefund(token, fan);
        refund(fan, token);
        expectNothingToRefund(token, stranger);
        refund(stranger, token);
    }

    function test_RefundRevertsWhileOpen() public {
        IToken token = openLaunch();
        contribute(fan, token, 300e18);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.LaunchStillOpen.selector, address(token), START + 3 days
            )
        );
        refund(fan, token);
    }

    function test_RefundRevertsAfterSuccess() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18);
        vm.warp(START + 3 days);
        expectNotFailed(token);
        refund(fan, token);
        market.finalize(address(token));
        expectNotFailed(token);
        refund(fan, token);
    }

    function refund(
        address by,
        IToken token
    ) private returns (uint256) {
        vm.prank(by);
        return market.refund(address(token));
    }

    function expectNotOpen(
        IToken token,
        ILaunches.Status status
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.LaunchNotOpen.selector, address(token), status)
        );
    }

    function expectLimit(
        address account,
        uint256 remaining,
        uint256 amount
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.AccountLimitExceeded.selector, account, remaining, amount
            )
        );
    }

    function expectNothingToRefund(
        IToken token,
        address account
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.NothingToRefund.selector, address(token), account)
        );
    }

    function expectNotFailed(
        IToken token
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.LaunchNotFailed.selector, address(token), ILaunches.Status.Trading
            )
        );
    }
}
