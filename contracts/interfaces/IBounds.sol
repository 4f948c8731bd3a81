// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Bounds of terms
interface IBounds {
    /// @notice A text has `length` bytes, outside of its bounds.
    error InvalidText(string field, uint256 length, uint256 minimum, uint256 maximum);
    /// @notice A term is outside of its bounds.
    error TermOutOfRange(string field, uint256 value, uint256 minimum, uint256 maximum);
}
