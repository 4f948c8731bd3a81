// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CurveFixture} from "../support/CurveFixture.sol";
import {Wide, add, atMost, mul, mulWide} from "../support/Wide.sol";

contract CurveMathTest is CurveFixture {
    // Rows of: R₀, S, reserve at S, supply at that reserve, supply at one less. From Python's unbounded integers.
    function test_AgreesWithUnboundedIntegers() public view {
        row(1e21, 1, 1, 1000, 0);
        row(1e21, S0 - 1, 1e21, S0, S0 - 1000);
        row(1e21, S0 + 1, 1e21 + 1, S0 + 999, S0);
        row(
            123_456_789_012_345_678_901_234,
            1_500_000_000_000_000_000_000_007,
            221_193_413_647_119_341_364_713,
            1_500_000_000_000_000_000_000_007,
            1_500_000_000_000_000_000_000_003
        );
        row(
            5e21,
            2 * S0,
            16_666_666_666_666_666_666_667,
            2_000_000_000_000_000_000_000_016,
            1_999_999_999_999_999_999_999_966
        );
        row(
            7770e18,
            31_622_776_601_683_793_319_988_935,
            81_908_171_398_361_024_698_771_340,
            31_622_776_601_683_793_319_988_935,
            31_622_776_601_683_793_319_988_934
        );
        row(
            MAX_RAISE,
            MAX_SUPPLY - 1,
            26_409_387_557_573_554_207_357_541_761_467_804_376,
            MAX_SUPPLY - 1,
            MAX_SUPPLY - 2
        );
        row(
            MAX_RAISE,
            MAX_SUPPLY,
            26_409_387_557_573_554_207_357_541_840_695_966_890,
            MAX_SUPPLY,
            MAX_SUPPLY - 1
        );
    }

    function test_ReserveIsTheRaiseAtTheLaunchSupply() public view {
        assertEq(curve.reserveAt(MIN_RAISE, S0), MIN_RAISE, "smallest raise");
        assertEq(curve.reserveAt(MAX_RAISE, S0), MAX_RAISE, "largest raise");
        assertEq(curve.reserveAt(MAX_RAISE, 0), 0, "nothing stands behind nothing");
        assertEq(curve.supplyAt(MIN_RAISE, MIN_RAISE), S0, "and back");
        assertEq(curve.supplyAt(MAX_RAISE, MAX_RAISE), S0, "and back at the largest");
        assertEq(curve.supplyAt(MIN_RAISE, 0), 0, "nothing buys nothing");
    }

    function test_ReserveFitsInto128BitsAtTheLimits() public view {
        assertLt(curve.reserveAt(MAX_RAISE, MAX_SUPPLY), 1 << 128, "reserve");
    }

    function testFuzz_MaxReserveIsTheReserveOfTheMaxSupply(
        uint256 raise
    ) public view {
        raise = bound(raise, MIN_RAISE, MAX_RAISE);
        assertEq(curve.maxReserve(raise), curve.reserveAt(raise, MAX_SUPPLY), "limit");
    }

    function testFuzz_ReserveIsTheLeastIntegerNotBelowTheCurve(
        uint256 raise,
        uint256 supply
    ) public view {
        (raise, supply) = point(raise, supply);
        uint256 reserve = curve.reserveAt(raise, supply);
        (Wide memory numerator, Wide memory denominator) = exact(raise, supply);
        assertTrue(atMost(numerator, mulWide(denominator, reserve)), "reserve >= curve");
        if (reserve == 0) return;
        bool lower = atMost(numerator, mulWide(denominator, reserve - 1));
        assertTrue(!lower, "reserve - 1 < curve");
    }

    function testFuzz_ReserveNeverFallsAsSupplyGrows(
        uint256 raise,
        uint256 supply,
        uint256 more
    ) public view {
        (raise, supply) = point(raise, supply);
        more = bound(more, 0, MAX_SUPPLY - supply);
        assertLe(curve.reserveAt(raise, supply), curve.reserveAt(raise, supply + more), "monotone");
    }

    function testFuzz_SupplyIsTheLargestItsReserveAllows(
        uint256 raise,
        uint256 reserve
    ) public view {
        raise = bound(raise, MIN_RAISE, MAX_RAISE);
        // Half of the runs near the flat part, where the formula changes.
        uint256 limit = reserve % 2 == 0 ? 3 * raise : curve.reserveAt(raise, MAX_SUPPLY);
        reserve = bound(reserve, 0, limit);
        largest(raise, reserve);
    }

    function testFuzz_SupplyAroundTheLaunchSupplyIsTheLargest(
        uint256 raise,
        uint256 distance
    ) public view {
        raise = bound(raise, MIN_RAISE, MAX_RAISE);
        distance = bound(distance, 0, 1000);
        largest(raise, raise + distance);
        largest(raise, raise - distance);
    }

    // Raises and reserves just below a perfect cube far up the curve, found by continued fractions.
    function test_ARootThatOvershootsByOneIsTakenBack() public view {
        uint256 supply = 187_742_236_914_318_804_555_052_088;
        uint256[2][3] memory points = [
            [uint256(13_166_225_573_473_606_137_933), 29_041_974_001_954_018_396_735_489_054],
            [
                uint256(2_024_618_023_934_074_334_749_666_337),
                4_465_889_156_072_552_798_070_775_830_179_348
            ],
            [
                uint256(44_502_930_524_929_753_990_159_427_603),
                98_164_272_220_864_874_157_768_081_910_016_958
            ]
        ];
        for (uint256 i; i < 3; ++i) {
            assertEq(curve.supplyAt(points[i][0], points[i][1]), supply, "supplyAt");
            largest(points[i][0], points[i][1]);
        }
    }

    function testFuzz_SupplyNeverFallsAsReserveGrows(
        uint256 raise,
        uint256 reserve,
        uint256 more
    ) public view {
        raise = bound(raise, MIN_RAISE, MAX_RAISE);
        uint256 limit = curve.reserveAt(raise, MAX_SUPPLY);
        reserve = bound(reserve, 0, limit);
        more = bound(more, 0, limit - reserve);
        assertLe(curve.supplyAt(raise, reserve), curve.supplyAt(raise, reserve + more), "monotone");
    }

    function testFuzz_SupplyOfTheReserveOfASupplyIsThatSupplyOrMore(
        uint256 raise,
        uint256 supply
    ) public view {
        (raise, supply) = point(raise, supply);
        uint256 reserve = curve.reserveAt(raise, supply);
        uint256 back = curve.supplyAt(raise, reserve);
        assertGe(back, supply, "supply");
        assertEq(curve.reserveAt(raise, back), reserve, "same reserve");
    }

    function testFuzz_PriceIsFlatThenTheSquare(
        uint256 raise,
        uint256 supply
    ) public view {
        (raise, supply) = point(raise, supply);
        uint256 price = curve.priceAt(raise, supply);
        if (supply <= S0) {
            assertEq(price, raise * 1e18 / S0, "flat");
            return;
        }
        // price·S₀³ <= R₀·10^18·S² < (price + 1)·S₀³
        Wide memory numerator = mulWide(mul(raise * 1e18, supply), supply);
        assertTrue(atMost(mulWide(mul(S0 * S0, S0), price), numerator), "price <= exact");
        bool higher = atMost(mulWide(mul(S0 * S0, S0), price + 1), numerator);
        assertTrue(!higher, "exact < price + 1");
    }

    function testFuzz_PriceLiesBetweenTheCostsOfNeighbouringTokens(
        uint256 raise,
        uint256 supply
    ) public view {
        raise = bound(raise, MIN_RAISE, MAX_RAISE);
        supply = bound(supply, 1e18, MAX_SUPPLY - 1e18);
        uint256 price = curve.priceAt(raise, supply);
        uint256 reserve = curve.reserveAt(raise, supply);
        assertLe(reserve - curve.reserveAt(raise, supply - 1e18), price + 2, "token before");
        assertGe(curve.reserveAt(raise, supply + 1e18) - reserve + 1, price, "token after");
    }

    function row(
        uint256 raise,
        uint256 supply,
        uint256 reserve,
        uint256 back,
        uint256 backOfOneLess
    ) private view {
        assertEq(curve.reserveAt(raise, supply), reserve, "reserveAt");
        assertEq(curve.supplyAt(raise, reserve), back, "supplyAt");
        assertEq(curve.supplyAt(raise, reserve - 1), backOfOneLess, "supplyAt one less");
    }

    function largest(
        uint256 raise,
        uint256 reserve
    ) private view {
        uint256 supply = curve.supplyAt(raise, reserve);
        assertLe(curve.reserveAt(raise, supply), reserve, "affordable");
        assertLt(reserve, curve.reserveAt(raise, supply + 1), "one more is not");
    }

    /// @dev The curve as a fraction.
    function exact(
        uint256 raise,
        uint256 supply
    ) private pure returns (Wide memory numerator, Wide memory denominator) {
        if (supply <= S0) return (mul(raise, supply), mul(S0, 1));
        Wide memory cubes = add(mul(2 * S0 * S0, S0), mul(supply * supply, supply));
        return (mulWide(cubes, raise), mul(3 * S0 * S0, S0));
    }
}
