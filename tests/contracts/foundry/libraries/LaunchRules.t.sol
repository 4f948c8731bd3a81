// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchRulesHarness} from "../harness/LaunchRulesHarness.sol";
import {Assertions} from "../support/Assertions.sol";

contract LaunchRulesTest is Assertions {
    uint256 private constant S0 = 1e24;

    LaunchRulesHarness private rules;

    function setUp() public {
        rules = new LaunchRulesHarness();
    }

    function testFuzz_AllocationsNeverExceedTheLaunchSupply(
        uint96[5] memory contributions
    ) public view {
        uint256 raised;
        for (uint256 i; i < 5; ++i) {
            contributions[i] >>= 3;
            raised += contributions[i];
        }
        vm.assume(raised != 0);
        uint256 total;
        for (uint256 i; i < 5; ++i) {
            uint256 allocation = rules.allocationOf(contributions[i], raised);
            assertLe(allocation * raised, S0 * contributions[i], "rounded down");
            assertLt(S0 * contributions[i], (allocation + 1) * raised, "by less than one");
            total += allocation;
        }
        assertLe(total, S0, "all together");
        assertGe(total + 4, S0, "but for rounding");
    }

    function test_EverythingVestsAtOnceWithoutVesting() public view {
        assertEq(rules.vestedOf(S0, 0, 0, 0), S0, "everything");
    }

    function test_HalfVestsInHalfTheTime() public view {
        assertEq(rules.vestedOf(S0, 0, 15 days, 30 days), S0 / 2, "half");
        assertEq(rules.vestedOf(7, 0, 1, 2), 3, "rounded down");
        assertEq(rules.vestedOf(S0, S0 / 4, 15 days, 30 days), S0 / 2, "returns come off the end");
        assertEq(rules.vestedOf(S0, S0 / 4, 29 days, 30 days), S0 * 3 / 4, "which is near");
    }

    function testFuzz_VestedNeverFallsAndEndsAtWhatWasKept(
        uint256 total,
        uint256 returned,
        uint256 elapsed,
        uint256 duration
    ) public view {
        total = bound(total, 0, S0);
        duration = bound(duration, 1, 4 * 365 days);
        elapsed = bound(elapsed, 0, duration);
        returned = bound(returned, 0, total);
        uint256 vested = rules.vestedOf(total, returned, elapsed, duration);
        assertLe(vested, rules.vestedOf(total, returned, elapsed + 1, duration), "grows");
        assertLe(vested, total - returned, "at most what was kept");
        assertEq(rules.vestedOf(total, returned, duration, duration), total - returned, "ends");
    }

    // What vested stays vested: a return takes only what has not.
    function testFuzz_AReturnOfTheUnvestedPartLeavesTheVestedPart(
        uint256 total,
        uint256 returned,
        uint256 elapsed,
        uint256 duration
    ) public view {
        total = bound(total, 0, S0);
        duration = bound(duration, 1, 4 * 365 days);
        elapsed = bound(elapsed, 0, duration);
        uint256 vested = rules.vestedOf(total, 0, elapsed, duration);
        returned = bound(returned, 0, total - vested);
        assertEq(rules.vestedOf(total, returned, elapsed, duration), vested, "vested");
    }
}
