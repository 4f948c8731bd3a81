// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

contract AllocationTest is Deployment {
    function test_AllocationsVestLinearly() public {
        IToken token = tradingToken(5000e18);
        uint256 began = block.timestamp;
        vm.warp(began + 6 days);
        vm.expectEmit(address(market));
        emit ILaunches.AllocationClaimed(address(token), fan, S0 / 5, S0 / 5);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(market), fan, S0 / 5);
        assertEq(claimAllocation(fan, token), S0 / 5, "a fifth after 6 of 30 days");
        assertEq(token.balanceOf(fan), S0 / 5, "received");
        assertEq(token.balanceOf(address(market)), S0 * 4 / 5, "pool");

        vm.warp(began + 15 days);
        vm.expectEmit(address(market));
        emit ILaunches.AllocationClaimed(address(token), fan, S0 * 3 / 10, S0 / 2);
        assertEq(claimAllocation(fan, token), S0 * 3 / 10, "half after half, less the fifth");

        vm.warp(began + 300 days);
        assertEq(claimAllocation(fan, token), S0 / 2, "the rest");
        assertEq(token.balanceOf(address(market)), 0, "pool is empty");
        assertEq(token.totalSupply(), S0, "supply");
    }

    function test_TheAllocationSaysWhatItIs() public {
        IToken token = tradingToken(5000e18);
        vm.warp(block.timestamp + 15 days);
        claimAllocation(fan, token);
        vm.startPrank(fan);
        market.returnUnvested(address(token), S0 / 4);
        vm.stopPrank();
        ILaunches.Allocation memory a = market.allocationOf(address(token), fan);
        assertEq(a.contributed, 5000e18, "contributed");
        assertEq(a.total, S0, "total");
        assertEq(a.vested, S0 / 2, "vested");
        assertEq(a.claimed, S0 / 2, "claimed");
        assertEq(a.returned, S0 / 4, "returned");
        a = market.allocationOf(address(token), stranger);
        assertEq(a.contributed + a.total + a.vested + a.dividends, 0, "who has none");
    }

    function test_ClaimAllocationRevertsBeforeAnythingVests() public {
        IToken token = tradingToken(5000e18);
        expectNothingVested(token, fan);
        claimAllocation(fan, token);
    }

    function test_ClaimAllocationRevertsTwice() public {
        IToken token = tradingToken(5000e18);
        vm.warp(block.timestamp + 1 days);
        claimAllocation(fan, token);
        expectNothingVested(token, fan);
        claimAllocation(fan, token);
        vm.warp(block.timestamp + 30 days);
        claimAllocation(fan, token);
        vm.warp(block.timestamp + 1 days);
        expectNothingVested(token, fan);
        claimAllocation(fan, token);
    }

    function test_ClaimAllocationRevertsForStrangers() public {
        IToken token = tradingToken(5000e18);
        vm.warp(block.timestamp + 30 days);
        expectNothingVested(token, stranger);
        claimAllocation(stranger, token);
    }

    function test_ClaimAllocationRevertsUnlessTrading() public {
        IToken token = openLaunch();
        contribute(fan, token, 10e18);
        expectNotTrading(token, ILaunches.Status.Open);
        claimAllocation(fan, token);
        finalize(token);
        expectNotTrading(token, ILaunches.Status.Failed);
        claimAllocation(fan, token);
        expectNotTrading(IToken(stranger), ILaunches.Status.None);
        claimAllocation(fan, IToken(stranger));
    }

    function test_AllocationOfRevertsForAnUnknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ICreatorRegistry.UnknownToken.selector, stranger));
        market.allocationOf(stranger, fan);
    }

    function test_WithoutVestingEverythingIsThereAtOnce() public {
        LaunchTerms memory t = terms("mona");
        t.allocationVesting = 0;
        t.creatorVesting = 0;
        IToken token = tradingToken(t, 5000e18);
        assertEq(claimAllocation(fan, token), S0, "everything");
    }

    function test_TheCreatorsOwnVestsLonger() public {
        IToken token = openLaunch();
        contribute(creator, token, 1000e18);
        contribute(fan, token, 4000e18);
        finalize(token);
        vm.warp(block.timestamp + 30 days);
        assertEq(claimAllocation(fan, token), S0 * 4 / 5, "the fan's");
        assertEq(claimAllocation(creator, token), S0 / 5 / 6, "the creator's");
        vm.warp(block.timestamp + 150 days);
        assertEq(claimAllocation(creator, token), S0 / 5 - S0 / 5 / 6, "the rest");
    }

    function test_TheLongerVestingOutlivesAMoveOfTheCreator() public {
        IToken token = openLaunch();
        contribute(creator, token, 1000e18);
        contribute(stranger, token, 1000e18);
        vm.prank(creator);
        market.transferCreator(address(token), stranger);
        finalize(token);
        vm.prank(stranger);
        market.acceptCreator(address(token));
        vm.warp(block.timestamp + 30 days);
        assertEq(claimAllocation(creator, token), S0 / 2 / 6, "was creator then");
        assertEq(claimAllocation(stranger, token), S0 / 2, "was not");
    }

    function test_AllocationsDoNotDependOnTrades() public {
        IToken token = tradingToken(5000e18);
        uint256 bought = buy(collector, token, 100_000e18);
        vm.warp(block.timestamp + 15 days);
        assertEq(claimAllocation(fan, token), S0 / 2, "after a purchase");
        sell(collector, token, bought);
        sell(fan, token, S0 / 2);
        vm.warp(block.timestamp + 15 days);
        assertEq(claimAllocation(fan, token), S0 / 2, "after sales");
    }

    function testFuzz_EveryoneGetsItsPart(
        uint96[4] memory contributions,
        uint32[4] memory times
    ) public {
        LaunchTerms memory t = terms("mona");
        t.creatorVesting = t.allocationVesting;
        IToken token = openLaunch(creator, t);
        address[4] memory accounts = [creator, fan, collector, stranger];
        uint256 raised;
        for (uint256 i; i < 4; ++i) {
            contributions[i] = uint96(bound(contributions[i], 250e18, 1_000_000e18));
            contribute(accounts[i], token, contributions[i]);
            raised += contributions[i];
        }
        finalize(token);
        for (uint256 i; i < 4; ++i) {
            vm.warp(block.timestamp + bound(times[i], 1 hours, 7 days));
            claimAllocation(accounts[i], token);
        }
        vm.warp(block.timestamp + 30 days);
        for (uint256 i; i < 4; ++i) {
            claimAllocation(accounts[i], token);
            uint256 part = S0 * contributions[i] / raised;
            assertEq(token.balanceOf(accounts[i]), part, "its part");
        }
        assertLe(token.balanceOf(address(market)), 3, "left in the pool");
    }

    function expectNothingVested(
        IToken token,
        address account
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.NothingVested.selector, address(token), account)
        );
    }

    function expectNotTrading(
        IToken token,
        ILaunches.Status status
    ) private {
        vm.expectRevert(
            abi.encodeWithSelector(ILaunches.NotTrading.selector, address(token), status)
        );
    }
}
