// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice An account that is a contract: does what its owner says, signs by EIP-1271 what its owner signed, and takes
/// neither ETH nor tokens that ask first.
contract Wallet {
    address private immutable OWNER;

    constructor() {
        OWNER = msg.sender;
    }

    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    function perform(
        address target,
        uint256 value,
        bytes calldata data
    ) external {
        require(msg.sender == OWNER);
        Address.functionCallWithValue(target, data, value);
    }

    /// @notice All of the calls or none.
    function performAll(
        Call[] calldata calls
    ) external {
        require(msg.sender == OWNER);
        for (uint256 i; i < calls.length; ++i) {
            Address.functionCallWithValue(calls[i].target, calls[i].data, calls[i].value);
        }
    }

    function isValidSignature(
        bytes32 hash,
        bytes calldata signature
    ) external view returns (bytes4) {
        (address signer,,) = ECDSA.tryRecover(hash, signature);
        return signer == OWNER ? this.isValidSignature.selector : bytes4(0);
    }
}
