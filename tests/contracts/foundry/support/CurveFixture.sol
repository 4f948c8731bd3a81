// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CurveMathHarness} from "../harness/CurveMathHarness.sol";
import {Assertions} from "./Assertions.sol";

/// @notice The curve, and points on it.
abstract contract CurveFixture is Assertions {
    uint256 internal constant S0 = 1e24;
    uint256 internal constant MAX_SUPPLY = 1000 * S0;
    uint256 internal constant MIN_RAISE = 1000e18;
    uint256 internal constant MAX_RAISE = type(uint96).max;

    CurveMathHarness internal curve;

    function setUp() public {
        curve = new CurveMathHarness();
    }

    /// @dev A raise over all magnitudes and a supply, every other time at most thrice the launch supply.
    function point(
        uint256 raise,
        uint256 supply
    ) internal pure returns (uint256, uint256) {
        raise = bound(raise >> (raise % 180), MIN_RAISE, MAX_RAISE);
        return (raise, bound(supply, 0, supply % 2 == 0 ? 3 * S0 : MAX_SUPPLY));
    }
}
