// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DecayMathHarness} from "../harness/DecayMathHarness.sol";
import {Assertions} from "../support/Assertions.sol";
import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

contract DecayMathTest is Assertions {
    uint256 private constant HALF_LIFE = 2 days;
    uint256 private constant MAX_POOL = type(uint128).max;

    /// @dev ln 2 · 10^36
    uint256 private constant LN2 = 693_147_180_559_945_309_417_232_121_458_176_568;

    DecayMathHarness private decay;

    function setUp() public {
        decay = new DecayMathHarness();
    }

    function testFuzz_EverythingIsLeftAtOnce(
        uint256 pool
    ) public view {
        pool = bound(pool, 0, MAX_POOL);
        assertEq(decay.remaining(pool, 0), pool, "left");
    }

    function testFuzz_AfterHalfLivesAPowerOfTwoIsLeft(
        uint256 pool,
        uint256 halvings
    ) public view {
        pool = bound(pool, 1, MAX_POOL);
        halvings = bound(halvings, 1, 127);
        uint256 expected = (pool - 1) / (1 << halvings) + 1;
        assertEq(decay.remaining(pool, halvings * HALF_LIFE), expected, "left");
    }

    function test_HalfIsLeftAfterTwoDays() public view {
        assertEq(decay.remaining(100e18, 2 days), 50e18, "even");
        assertEq(decay.remaining(101, 2 days), 51, "rounded up");
        assertEq(decay.remaining(1, 2 days), 1, "the last wei stays");
    }

    function test_NothingIsLeftAfter128HalfLives() public view {
        assertEq(decay.remaining(MAX_POOL, 128 * HALF_LIFE - 1), 2, "just before");
        assertEq(decay.remaining(MAX_POOL, 128 * HALF_LIFE), 0, "then");
        assertEq(decay.remaining(MAX_POOL, type(uint256).max), 0, "for ever");
    }

    function testFuzz_NeverMoreThanThePool(
        uint256 pool,
        uint256 elapsed
    ) public view {
        pool = bound(pool, 0, MAX_POOL);
        assertLe(decay.remaining(pool, elapsed), pool, "left");
    }

    function testFuzz_NeverGrowsWithTime(
        uint256 pool,
        uint256 elapsed,
        uint256 more
    ) public view {
        pool = bound(pool >> (pool % 128), 0, MAX_POOL);
        elapsed = bound(elapsed, 0, 20 * HALF_LIFE);
        more = bound(more, 0, more % 2 == 0 ? 3 : HALF_LIFE);
        assertLe(decay.remaining(pool, elapsed + more), decay.remaining(pool, elapsed), "left");
    }

    // Where one constant takes over from several smaller ones.
    function test_NeverGrowsWhereABitIsCarried() public view {
        for (uint256 bit; bit < 18; ++bit) {
            carried(1 << bit);
        }
        for (uint256 i; i < 600; ++i) {
            carried((i + 1) * 288);
        }
    }

    function testFuzz_AgreesWithTheExponential(
        uint256 pool,
        uint256 elapsed
    ) public view {
        pool = bound(pool, 1e18, 1e34);
        elapsed = bound(elapsed, 0, 20 * HALF_LIFE);
        int256 exponent = -int256(LN2 * elapsed / HALF_LIFE / 1e18);
        // 18 digits, of which the library promises all but the last few.
        uint256 factor = uint256(FixedPointMathLib.expWad(exponent));
        uint256 expected = pool * factor / 1e18;
        assertClose(decay.remaining(pool, elapsed), expected, pool / 2e17 + 1, "left");
    }

    function testFuzz_TwoStepsLeaveWhatOneLeaves(
        uint256 pool,
        uint256 first,
        uint256 second
    ) public view {
        pool = bound(pool, 0, MAX_POOL);
        first = bound(first, 0, 10 * HALF_LIFE);
        second = bound(second, 0, 10 * HALF_LIFE);
        uint256 twoSteps = decay.remaining(decay.remaining(pool, first), second);
        // 18 constants, each below the truth by less than 2^-127 of itself.
        uint256 tolerance = (pool >> 120) + 2;
        assertClose(twoSteps, decay.remaining(pool, first + second), tolerance, "left");
    }

    function test_TouchingEveryBlockReleasesWhatOneTouchReleases() public view {
        uint256 pool = 1000e18;
        uint256 left = pool;
        for (uint256 i; i < 7200; ++i) {
            left = decay.remaining(left, 12);
        }
        uint256 once = decay.remaining(pool, 7200 * 12);
        assertGe(left, once, "rounding keeps in the pool");
        assertLe(left - once, 7200, "at most one wei each time");
    }

    function carried(
        uint256 second
    ) private view {
        assertLt(decay.remaining(MAX_POOL, second), decay.remaining(MAX_POOL, second - 1), "falls");
        assertLt(
            decay.remaining(MAX_POOL, second + 1), decay.remaining(MAX_POOL, second), "falls on"
        );
    }
}
