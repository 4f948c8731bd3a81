// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../interfaces/IBounds.sol";

/// @title Bounds of terms
library Bounds {
    /// @notice Reverts unless `length` bytes of text are within the bounds, ends included.
    function checkText(
        string memory field,
        uint256 length,
        uint256 minimum,
        uint256 maximum
    ) internal pure {
        require(
            length >= minimum && length <= maximum,
            IBounds.InvalidText(field, length, minimum, maximum)
        );
    }

    /// @notice Reverts unless `value` is within the bounds, ends included.
    function checkTerm(
        string memory field,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) internal pure {
        require(
            value >= minimum && value <= maximum,
            IBounds.TermOutOfRange(field, value, minimum, maximum)
        );
    }
}
