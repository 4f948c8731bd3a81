// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CurveFixture} from "../support/CurveFixture.sol";

/// @notice What trades along the bare curve, without fees, can and cannot gain.
contract CurveTradesTest is CurveFixture {
    function testFuzz_BuyingAndSellingBackNeverGains(
        uint256 raise,
        uint256 supply,
        uint256 paid
    ) public view {
        (raise, supply) = point(raise, supply);
        uint256 reserve = curve.reserveAt(raise, supply);
        paid = bound(paid, 0, curve.reserveAt(raise, MAX_SUPPLY) - reserve);
        uint256 bought = curve.supplyAt(raise, reserve + paid) - supply;
        assertLe(curve.reserveAt(raise, supply + bought) - reserve, paid, "round trip");
    }

    function testFuzz_SellingAndBuyingBackNeverGains(
        uint256 raise,
        uint256 supply,
        uint256 sold
    ) public view {
        (raise, supply) = point(raise, supply);
        sold = bound(sold, 0, supply);
        uint256 before = curve.reserveAt(raise, supply);
        uint256 left = curve.reserveAt(raise, supply - sold);
        // What a later buyer pays again brings back at most the supply whose reserve is the same.
        uint256 again = curve.supplyAt(raise, left + (before - left));
        assertEq(curve.reserveAt(raise, again), before, "reserve is back where it was");
    }

    function testFuzz_SplittingAPurchaseNeverBeatsIt(
        uint256 raise,
        uint256 supply,
        uint256 first,
        uint256 second
    ) public view {
        (raise, supply) = point(raise, supply);
        uint256 limit = curve.reserveAt(raise, MAX_SUPPLY);
        uint256 reserve = curve.reserveAt(raise, supply);
        first = bound(first, 0, limit - reserve);
        second = bound(second, 0, limit - reserve - first);
        uint256 middle = curve.supplyAt(raise, reserve + first);
        uint256 split = curve.supplyAt(raise, curve.reserveAt(raise, middle) + second);
        assertLe(split, curve.supplyAt(raise, reserve + first + second), "split");
    }

    function testFuzz_I15_ASaleBringsAtLeastTheLaunchPrice(
        uint256 raise,
        uint256 supply,
        uint256 sold
    ) public view {
        (raise, supply) = point(raise, supply);
        sold = bound(sold, 0, supply);
        uint256 gross = curve.reserveAt(raise, supply) - curve.reserveAt(raise, supply - sold);
        assertGe(gross, raise * sold / S0, "floor");
    }
}
