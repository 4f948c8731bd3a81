// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "./Assertions.sol";

/// @notice CurveMath from outside: the face of CurveMathHarness.
interface ICurve {
    function reserveAt(
        uint256 initialReserve,
        uint256 supply
    ) external pure returns (uint256);
    function supplyAt(
        uint256 initialReserve,
        uint256 reserve
    ) external pure returns (uint256);
    function maxReserve(
        uint256 initialReserve
    ) external pure returns (uint256);
    function priceAt(
        uint256 initialReserve,
        uint256 supply
    ) external pure returns (uint256);
}

/// @notice The curve, and points on it.
abstract contract CurveFixture is Assertions {
    uint256 internal constant S0 = 1e24;
    uint256 internal constant MAX_SUPPLY = 1000 * S0;
    uint256 internal constant MIN_RAISE = 1000e18;
    uint256 internal constant MAX_RAISE = type(uint96).max;

    ICurve internal curve;

    function setUp() public {
        curve = ICurve(vm.deployCode("CurveMathHarness.sol:CurveMathHarness"));
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
