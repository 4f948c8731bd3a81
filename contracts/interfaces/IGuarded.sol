// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Guardian's pause
/// @notice Stops new entries for at most 7 days, then not again for 30 days. Exits never look at it.
interface IGuarded {
    /// @notice New entries are stopped until `until`.
    event Paused(address indexed guardian, uint256 until);

    /// @notice The guardian ended its pause early.
    event Unpaused(address indexed guardian);

    /// @notice The guardian has stopped new entries; exits go on.
    error EntriesPaused(uint256 until);
    /// @notice The last pause ended less than 30 days before; the next is possible at `until`.
    error PauseResting(uint256 until);
    /// @notice There is no pause to end.
    error NotPaused();

    /// @notice Timestamp until which new entries are stopped; in the past when they are not.
    function pausedUntil() external view returns (uint256);

    /// @notice Stops new entries for 7 days. Guardian only; 30 days must have passed since the last pause ended.
    function pause() external;

    /// @notice Ends a pause early. Guardian only.
    function unpause() external;
}
