// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice `finalize` and what a failure frees.
contract FinalizationTest is Deployment {
    function test_FinalizeBeginsTrading() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18);
        vm.warp(START + 5 days);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), address(market), S0);
        vm.expectEmit(address(market));
        emit ILaunches.Finalized(address(token), 1000e18, S0);
        vm.prank(stranger);
        market.finalize(address(token));
        assertTrue(market.isTrading(address(token)), "trading");
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        assertEq(reserve, 1000e18, "reserve");
        assertEq(protocolOwed, 0, "protocolOwed");
        assertEq(token.totalSupply(), S0, "supply");
        assertEq(token.balanceOf(address(market)), S0, "pool of allocations");
        assertEq(market.priceOf(address(token)), 1e15, "price is raise over supply");
        assertEq(market.launchOf(address(token)).finalizedAt, START + 5 days, "finalizedAt");
    }

    function test_TheMinimumIsEnough() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18 - 1);
        contribute(collector, token, 1);
        finalize(token);
        assertTrue(market.isTrading(address(token)), "trading");
    }

    function test_FinalizeFailsBelowTheMinimum() public {
        IToken token = openLaunch();
        contribute(fan, token, 1000e18 - 1);
        vm.warp(START + 3 days);
        vm.expectEmit(address(market));
        emit ILaunches.LaunchFailed(address(token), 1000e18 - 1, 1000e18);
        market.finalize(address(token));
        assertTrue(market.launchOf(address(token)).status == ILaunches.Status.Failed, "failed");
        assertTrue(!market.isTrading(address(token)), "not trading");
        assertEq(token.totalSupply(), 0, "no tokens");
    }

    function test_TheBondReturnsInBothEndings() public {
        uint256 before = tt.balanceOf(creator);
        IToken token = openLaunch();
        finalize(token);
        assertEq(tt.balanceOf(creator), before, "after failure");
        assertEq(tt.balanceOf(address(market)), 0, "market is empty");
        tradingToken(1000e18);
        assertEq(tt.balanceOf(creator), before, "after success");
        assertEq(tt.balanceOf(address(market)), 1000e18, "market holds the reserve");
    }

    function test_FailureFreesHandleAndCreator() public {
        IToken token = openLaunch();
        finalize(token);
        assertEq(market.tokenOf(creator), address(0), "creator is free");
        assertEq(market.tokenOfHandle("mona"), address(0), "handle is free");
        assertEq(market.creatorOf(address(token)), creator, "the record stays");
        openLaunch(stranger, terms("mona"));
        openLaunch(creator, terms("mona_again"));
    }

    function test_TheSameCreatorLaunchesTheSameHandleAgain() public {
        IToken first = openLaunch();
        contribute(fan, first, 10e18);
        finalize(first);
        IToken second = openLaunch();
        assertTrue(address(first) != address(second), "another token");
        contribute(fan, second, 1000e18);
        finalize(second);
        assertEq(market.tokenOf(creator), address(second), "tokenOf");
        vm.prank(fan);
        assertEq(market.refund(address(first)), 10e18, "the first still refunds");
    }

    function test_AFailedLaunchIsNobodys() public {
        IToken token = openLaunch();
        vm.prank(creator);
        market.transferCreator(address(token), stranger);
        finalize(token);
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorRegistry.NotCreator.selector, address(token), creator)
        );
        vm.prank(creator);
        market.transferCreator(address(token), fan);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreatorRegistry.NotPendingCreator.selector, address(token), stranger
            )
        );
        vm.prank(stranger);
        market.acceptCreator(address(token));
    }

    function test_FinalizeRevertsForAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        market.finalize(stranger);
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        market.launchOf(stranger);
    }

    function test_FinalizeRevertsWhileOpen() public {
        IToken token = openLaunch();
        contribute(fan, token, 5000e18);
        vm.warp(START + 3 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.LaunchStillOpen.selector, address(token), START + 3 days
            )
        );
        market.finalize(address(token));
    }

    function test_FinalizeRevertsTwice() public {
        IToken token = tradingToken(1000e18);
        expectEnded(token, ILaunches.Status.Trading);
        market.finalize(address(token));
        IToken failed = openLaunch(stranger, terms("other"));
        finalize(failed);
        expectEnded(failed, ILaunches.Status.Failed);
        market.finalize(address(failed));
    }

    function expectEnded(
        IToken token,
        ILaunches.Status status
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.LaunchEnded.selector, address(token), status)
        );
    }
}
