// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DecayMath} from "../../../../contracts/libraries/DecayMath.sol";

/// @notice DecayMath to call from outside, compiled as the creator token is.
contract DecayMathHarness {
    function remaining(
        uint256 pool,
        uint256 elapsed
    ) external pure returns (uint256) {
        return DecayMath.remaining(pool, elapsed);
    }
}
