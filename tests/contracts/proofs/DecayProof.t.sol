// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DecayMath} from "../../../contracts/libraries/DecayMath.sol";

/// @notice The release never takes more than there is, for every pool: after a second, within a half life, at
/// the end of the first and of the last.
contract DecayProof {
    function check_NeverMoreThanThePoolStays(
        uint128 pool
    ) external pure {
        assert(DecayMath.remaining(pool, 1) <= pool);
        assert(DecayMath.remaining(pool, 12 hours + 34 minutes + 56) <= pool);
        assert(DecayMath.remaining(pool, 2 days - 1) <= pool);
        assert(DecayMath.remaining(pool, 256 days - 1) <= pool);
        assert(DecayMath.remaining(pool, 256 days) == 0);
    }

    // Half a pool after one half life, rounded up: nothing is released that is not due.
    function check_AHalfStaysAfterTwoDays(
        uint128 pool
    ) external pure {
        uint256 left = DecayMath.remaining(pool, 2 days);
        assert(left * 2 >= pool && left * 2 <= uint256(pool) + 1);
    }
}
