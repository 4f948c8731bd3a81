// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "../types/Split.sol";

/// @title Lists of splits
/// @notice How creator sides are divided, readable by anyone. A list has 1 to 8 recipients whose shares add up to
/// 10,000; the last takes what rounding leaves.
/// @dev A list is named by its content, keccak256(abi.encode(splits)): it can never change, and is stored once.
interface ISplits {
    /// @notice The list `id` is stored.
    event SplitsRegistered(bytes32 indexed id, Split[] splits);
    /// @notice The incomes of `creator` that name no list of their own are divided by list `id` from now on; zero:
    /// all to its payout address.
    event SplitsSet(address indexed creator, bytes32 indexed id);

    /// @notice A list has at most `maximum` splits.
    error TooManySplits(uint256 count, uint256 maximum);
    /// @notice A split needs a share above zero and a recipient that can claim.
    error InvalidSplit(address recipient, uint256 bps);
    /// @notice Shares add up to 10,000.
    error SplitsNotWhole(uint256 totalBps);
    /// @notice No such list is stored.
    error UnknownSplits(bytes32 id);

    /// @notice The list `id`; empty if it is not stored.
    function splitsAt(
        bytes32 id
    ) external view returns (Split[] memory);

    /// @notice The creator's own list; empty: all to the payout address.
    function splitsOf(
        address creator
    ) external view returns (Split[] memory);

    /// @notice Stores a list; one that is stored already is left as it is.
    /// @return id keccak256(abi.encode(splits)); zero for an empty list, which is not stored.
    function registerSplits(
        Split[] calldata splits
    ) external returns (bytes32 id);

    /// @notice Divides the caller's incomes that name no list of their own from now on. Empty: all to the payout
    /// address.
    function setSplits(
        Split[] calldata splits
    ) external;
}
