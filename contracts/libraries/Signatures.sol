// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Signatures
library Signatures {
    /// @notice Whether `account` has signed `digest`: by its key, or by EIP-1271 if it is a contract.
    /// @dev The key first: to look whether there is a contract costs more than to recover, and a key that runs code
    /// for a while (EIP-7702) still signs.
    function isSigned(
        address account,
        bytes32 digest,
        bytes memory signature
    ) internal view returns (bool) {
        (address signer, ECDSA.RecoverError error_,) = ECDSA.tryRecover(digest, signature);
        if (error_ == ECDSA.RecoverError.NoError && signer == account) return true;
        return SignatureChecker.isValidERC1271SignatureNow(account, digest, signature);
    }
}
