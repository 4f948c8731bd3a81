// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Deployment} from "./Deployment.sol";

/// @notice What an account signs for `claimAllFor`, put together from what the interface says of it.
abstract contract SignedClaims is Deployment {
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    bytes32 private constant CLAIM_ALL_TYPEHASH = keccak256(
        "ClaimAll(address account,address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline)"
    );

    /// @notice The signature of a named actor for a claim of `account`, with the account's next nonce.
    function signClaim(
        string memory signer,
        address account,
        address[] memory tokens,
        uint256[] memory moments,
        address to,
        uint256 deadline
    ) internal view returns (bytes memory) {
        bytes32 claim = hashClaim(account, tokens, moments, to, deadline);
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256("Toktok PayoutLedger"),
                keccak256("1"),
                block.chainid,
                address(ledger)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(signer), typedData(domain, claim));
        return abi.encodePacked(r, s, v);
    }

    function hashClaim(
        address account,
        address[] memory tokens,
        uint256[] memory moments,
        address to,
        uint256 deadline
    ) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                CLAIM_ALL_TYPEHASH,
                account,
                keccak256(abi.encodePacked(tokens)),
                keccak256(abi.encodePacked(moments)),
                to,
                ledger.nonces(account),
                deadline
            )
        );
    }
}
