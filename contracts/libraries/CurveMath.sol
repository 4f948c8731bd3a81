// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/src/utils/FixedPointMathLib.sol";

/// @title Bonding curve
/// @notice Flat up to the launch supply S₀, then the square of the supply: p(S) = p₀ · max(1, (S/S₀)²), p₀ = R₀/S₀.
/// @dev Closed form both ways, exact: R(S) = R₀·S/S₀ up to S₀ and R₀·(2 + (S/S₀)³)/3 above, rounded up; S(R) is the
/// largest supply whose reserve is at most R. S₀ = 10^24 token wei, S ≤ 1,000·S₀, R₀ < 2^96.
library CurveMath {
    uint256 internal constant LAUNCH_SUPPLY = 1_000_000e18;
    uint256 internal constant MAX_SUPPLY = 1000 * LAUNCH_SUPPLY;

    uint256 private constant LAUNCH_SUPPLY_CUBED = LAUNCH_SUPPLY ** 3;

    /// @notice TT wei that must stand behind `supply`, rounded up.
    /// @param initialReserve R₀ in TT wei.
    /// @param supply Token wei, at most `MAX_SUPPLY`.
    function reserveAt(
        uint256 initialReserve,
        uint256 supply
    ) internal pure returns (uint256) {
        // R₀ < 2^96, S ≤ 10^27 < 2^90, S₀³ < 2^240: no product of two of them with one factor below 2^80 overflows.
        unchecked {
            if (supply <= LAUNCH_SUPPLY) {
                return (initialReserve * supply + (LAUNCH_SUPPLY - 1)) / LAUNCH_SUPPLY;
            }
            // S³ = whole·S₀³ + part: the cube itself may need 270 bits.
            uint256 square = supply * supply;
            uint256 whole = FixedPointMathLib.fullMulDiv(square, supply, LAUNCH_SUPPLY_CUBED);
            uint256 part = mulmod(square, supply, LAUNCH_SUPPLY_CUBED);
            uint256 threefold = initialReserve * (2 + whole)
                + FixedPointMathLib.fullMulDivUp(initialReserve, part, LAUNCH_SUPPLY_CUBED);
            return (threefold + 2) / 3;
        }
    }

    /// @notice TT wei that must stand behind `MAX_SUPPLY`, rounded up.
    function maxReserve(
        uint256 initialReserve
    ) internal pure returns (uint256) {
        return (initialReserve * (2 + (MAX_SUPPLY / LAUNCH_SUPPLY) ** 3) + 2) / 3;
    }

    /// @notice Largest supply whose reserve is at most `reserve`.
    /// @param reserve TT wei, at most `maxReserve(initialReserve)`.
    function supplyAt(
        uint256 initialReserve,
        uint256 reserve
    ) internal pure returns (uint256 supply) {
        // R ≤ R₀·10^9 < 2^126. Sums of cubes wrap at 2^256; only their differences, which are small, are used.
        unchecked {
            if (reserve <= initialReserve) return reserve * LAUNCH_SUPPLY / initialReserve;
            // S³ ≤ S₀³·(3R/R₀ − 2) = S₀³·whole + part
            uint256 ratio = 3 * reserve - 2 * initialReserve;
            uint256 whole = ratio / initialReserve;
            uint256 part = FixedPointMathLib.fullMulDiv(
                LAUNCH_SUPPLY_CUBED, ratio % initialReserve, initialReserve
            );
            // The cube may need 270 bits: 24 bits less, the root is too small by less than 2^9.
            supply = FixedPointMathLib.cbrt((LAUNCH_SUPPLY_CUBED >> 24) * whole + (part >> 24)) << 8;
            uint256 cube = LAUNCH_SUPPLY_CUBED * whole + part;
            // One Newton step overshoots by at most one.
            supply += (cube - supply * supply * supply) / (3 * supply * supply);
            if (int256(cube - supply * supply * supply) < 0) --supply;
        }
    }

    /// @notice TT wei per whole token (1e18 wei) at `supply`, rounded down.
    function priceAt(
        uint256 initialReserve,
        uint256 supply
    ) internal pure returns (uint256) {
        if (supply <= LAUNCH_SUPPLY) return initialReserve * 1e18 / LAUNCH_SUPPLY;
        return
            FixedPointMathLib.fullMulDiv(
                initialReserve * 1e18, supply * supply, LAUNCH_SUPPLY_CUBED
            );
    }
}
