// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Permit inside a batch
/// @notice For `multicall`: a signature in place of a separate approval.
interface ISelfPermit {
    /// @notice Uses the caller's EIP-2612 permit of TT for this contract. A permit that somebody used up beforehand
    /// does not break the batch: the allowance it gave is there, and if it is not, the payment that follows says so.
    /// @param value TT wei the permit allows.
    /// @param deadline Timestamp after which the permit is void.
    function selfPermit(
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;
}
