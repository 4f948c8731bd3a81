// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";

contract DividendsTest is Deployment {
    /// @dev TT wei a division over 10^24 token wei may leave behind.
    uint256 private constant DUST = 10;

    IToken private token;

    function setUp() public override {
        super.setUp();
        // No fees but the protocol's: all revenue is what the tests put in.
        LaunchTerms memory t = terms("mona");
        (t.creatorFeeBps, t.fanFeeBps, t.allocationVesting) = (0, 0, 0);
        token = tradingToken(t, 5000e18);
    }

    function test_FundFansAddsToThePendingPool() public {
        uint256 before = tt.balanceOf(stranger);
        vm.expectEmit(address(token));
        emit ICreatorToken.RevenueBooked(0, 100e18, 0);
        vm.expectEmit(address(market));
        emit ICreatorMarket.FansFunded(address(token), stranger, 100e18);
        fundFans(100e18);
        assertEq(before - tt.balanceOf(stranger), 100e18, "taken");
        (uint256 accumulator, uint256 pending, uint256 creatorOwed) = token.revenue();
        assertEq(accumulator, 0, "nothing released yet");
        assertEq(pending, 100e18, "pending");
        assertEq(creatorOwed, 0, "creator's");
    }

    function test_FundFansReverts() public {
        vm.expectRevert(ILaunches.ZeroAmount.selector);
        fundFans(0);
        IToken open = openLaunch(stranger, terms("open"));
        vm.expectRevert(
            abi.encodeWithSelector(
                ILaunches.NotTrading.selector, address(open), ILaunches.Status.Open
            )
        );
        vm.prank(stranger);
        market.fundFans(address(open), 1);
    }

    function test_HalfIsReleasedEveryTwoDays() public {
        fundFans(128e18);
        uint256 expected = 128e18;
        for (uint256 i; i < 7; ++i) {
            vm.warp(block.timestamp + 2 days);
            expected /= 2;
            (, uint256 pending,) = token.revenue();
            assertClose(pending, expected, DUST, "pending");
            assertClose(owed(fan, token), 128e18 - expected, DUST, "released");
        }
    }

    function test_AllocationsEarnFromTheFirstTradeOn() public {
        LaunchTerms memory t = terms("other");
        IToken other = openLaunch(stranger, t);
        contribute(fan, other, 3000e18);
        contribute(collector, other, 1000e18);
        finalize(other);
        buy(stranger, other, 100_000e18);
        vm.warp(block.timestamp + 2 days);
        uint256 released = 500e18;
        uint256 supply = other.totalSupply();
        assertClose(owed(fan, other), released * (S0 * 3 / 4) / supply, DUST, "3/4");
        assertClose(owed(collector, other), released * (S0 / 4) / supply, DUST, "1/4");
        ILaunches.Allocation memory a = market.allocationOf(address(other), fan);
        assertEq(a.dividends, owed(fan, other), "by its allocation");
        assertEq(other.dividendsOf(fan), 0, "not by its balance");
        assertEq(other.dividendsOf(address(market)), 0, "the market earns nothing itself");
    }

    function test_ClaimingAnAllocationKeepsWhatItEarned() public {
        fundFans(100e18);
        vm.warp(block.timestamp + 2 days);
        claimAllocation(fan, token);
        assertClose(owed(fan, token), 50e18, DUST, "earned by the allocation");
        vm.warp(block.timestamp + 2 days);
        assertClose(owed(fan, token), 75e18, DUST, "and by the balance");
        assertClose(claim(fan, token), 75e18, DUST, "claimed");
        assertEq(owed(fan, token), 0, "nothing left");
    }

    function test_BothSidesOfATransferKeepWhatTheyEarned() public {
        claimAllocation(fan, token);
        fundFans(100e18);
        vm.warp(block.timestamp + 2 days);
        vm.prank(fan);
        token.transfer(collector, S0 / 4);
        assertClose(owed(fan, token), 50e18, DUST, "sender");
        assertEq(owed(collector, token), 0, "receiver has earned nothing yet");
        vm.warp(block.timestamp + 2 days);
        assertClose(owed(fan, token), 50e18 + 25e18 * 3 / 4, DUST, "sender goes on");
        assertClose(owed(collector, token), uint256(25e18) / 4, DUST, "receiver earns from then");
        vm.prank(collector);
        token.transfer(fan, S0 / 4);
        assertClose(owed(collector, token), uint256(25e18) / 4, DUST, "kept without a balance");
        assertClose(claim(collector, token), uint256(25e18) / 4, DUST, "and paid");
    }

    function test_ABuyerEarnsNothingThatWasReleasedBefore() public {
        fundFans(100e18);
        vm.warp(block.timestamp + 200 days);
        uint256 bought = buy(collector, token, 1_000_000e18);
        assertEq(owed(collector, token), 0, "nothing in the same block");
        assertClose(owed(fan, token), 100e18, DUST, "all of it is the old holder's");
        sell(collector, token, bought);
        assertEq(owed(collector, token), 0, "nothing after leaving");
    }

    function test_ASellerKeepsWhatItEarned() public {
        uint256 bought = buy(collector, token, 5000e18);
        fundFans(100e18);
        vm.warp(block.timestamp + 2 days);
        uint256 earned = owed(collector, token);
        assertClose(earned, 50e18 * bought / (S0 + bought), DUST, "its part");
        sell(collector, token, bought);
        assertClose(owed(collector, token), earned, DUST, "kept");
        assertClose(claim(collector, token), earned, DUST, "paid");
    }

    function test_NewMoneyNeverDelaysOld() public {
        fundFans(1000e18);
        uint256 began = block.timestamp;
        uint256 id = vm.snapshotState();
        vm.warp(began + 2 days);
        uint256 undisturbed = owed(fan, token);
        vm.revertToState(id);
        for (uint256 i = 1; i <= 240; ++i) {
            vm.warp(began + i * 12 minutes);
            fundFans(1);
        }
        assertEq(block.timestamp, began + 2 days, "the same time");
        assertGe(owed(fan, token) + 240 * 2, undisturbed, "a wei of rounding each at most");
    }

    function test_BelowTheLaunchSupplyTheRestIsTheCreators() public {
        claimAllocation(fan, token);
        sell(fan, token, S0 * 3 / 4);
        fundFans(100e18);
        vm.warp(block.timestamp + 2 days);
        assertClose(owed(fan, token), uint256(50e18) / 4, DUST, "a quarter of the tokens");
        assertClose(owed(creator, token), uint256(50e18) * 3 / 4, DUST, "the rest");
        assertClose(claim(creator, token), uint256(50e18) * 3 / 4, DUST, "paid");
    }

    function test_WithoutATokenEverythingIsTheCreators() public {
        claimAllocation(fan, token);
        sell(fan, token, S0);
        fundFans(100e18);
        vm.warp(block.timestamp + 2 days);
        assertClose(owed(creator, token), 50e18, DUST, "creator");
        assertEq(owed(fan, token), 0, "nobody else");
    }

    function test_ManySmallPoolsAreNotLost() public {
        fundFans(1);
        vm.warp(block.timestamp + 2 days - 1);
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 1, "the last wei waits");
        fundFans(1_000_000);
        vm.warp(block.timestamp + 400 days);
        assertClose(owed(fan, token), 1_000_001, DUST, "and is paid");
    }

    function testFuzz_I8_NothingIsPaidThatDidNotComeIn(
        uint256[10] memory steps
    ) public {
        address[4] memory accounts = [creator, fan, collector, stranger];
        uint256 funded;
        uint256 claimed;
        claimAllocation(fan, token);
        for (uint256 i; i < 10; ++i) {
            vm.warp(block.timestamp + (steps[i] >> 16) % 4 days);
            uint256 amount = bound(steps[i] >> 64, 1, 100_000e18);
            address who = accounts[(steps[i] >> 8) % 4];
            address other = accounts[(steps[i] >> 10) % 4];
            uint256 has = token.balanceOf(who);
            if (steps[i] % 5 == 0) {
                fundFans(amount);
                funded += amount;
            } else if (steps[i] % 5 == 1) {
                buy(who, token, amount + 1000);
            } else if (steps[i] % 5 == 2 && has != 0) {
                sell(who, token, bound(amount, 1, has));
            } else if (steps[i] % 5 == 3) {
                vm.prank(who);
                token.transfer(other, bound(amount, 0, has));
            } else if (owed(who, token) != 0) {
                claimed += claim(who, token);
            }
        }
        uint256 outstanding;
        for (uint256 i; i < 4; ++i) {
            outstanding += owed(accounts[i], token);
        }
        (, uint256 pending,) = token.revenue();
        assertLe(claimed + outstanding + pending, funded, "I8");
        // Rounding: at most about a wei per holder, step and 2^80 wei of balance.
        assertGe(claimed + outstanding + pending + 2000, funded, "nothing is lost");
        vm.warp(block.timestamp + 1000 days);
        for (uint256 i; i < 4; ++i) {
            if (owed(accounts[i], token) != 0) claimed += claim(accounts[i], token);
        }
        assertLe(claimed, funded, "all can claim");
    }

    function fundFans(
        uint256 amount
    ) private {
        vm.prank(stranger);
        market.fundFans(address(token), amount);
    }
}
