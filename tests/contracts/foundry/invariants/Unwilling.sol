// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice An actor that is a contract and refuses whatever reaches it: ETH, moments sent safely, questions by EIP-1271.
contract Unwilling {
    error Refused();

    fallback() external payable {
        revert Refused();
    }

    receive() external payable {
        revert Refused();
    }
}
