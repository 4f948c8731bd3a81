// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CurveMath} from "../../../../contracts/libraries/CurveMath.sol";

/// @notice CurveMath to call from outside, compiled as the market is.
contract CurveMathHarness {
    function reserveAt(
        uint256 initialReserve,
        uint256 supply
    ) external pure returns (uint256) {
        return CurveMath.reserveAt(initialReserve, supply);
    }

    function supplyAt(
        uint256 initialReserve,
        uint256 reserve
    ) external pure returns (uint256) {
        return CurveMath.supplyAt(initialReserve, reserve);
    }

    function maxReserve(
        uint256 initialReserve
    ) external pure returns (uint256) {
        return CurveMath.maxReserve(initialReserve);
    }

    function priceAt(
        uint256 initialReserve,
        uint256 supply
    ) external pure returns (uint256) {
        return CurveMath.priceAt(initialReserve, supply);
    }
}
