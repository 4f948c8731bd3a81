// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {Voucher} from "../../../../contracts/types/Voucher.sol";
import {Moments} from "../support/Moments.sol";

/// @notice Vouchers, hashed and signed without a look at the contract.
abstract contract SignedVouchers is Moments {
    string private constant SPLIT = "Split(address recipient,uint16 bps)";
    string private constant TERMS =
        "MomentTerms(string uri,bytes32 contentHash,uint16 editionSize,uint96 price,uint40 opensAt,uint40 closesAt,uint16 maxPerWallet,uint16 royaltyBps,uint64 soundId,Split[] splits,string perk)";
    string private constant VOUCHER =
        "Voucher(address creator,uint256 nonce,uint256 moves,MomentTerms terms)";

    /// @notice A voucher of `creator` with the usual terms.
    function voucherOf(
        uint256 nonce
    ) internal view returns (Voucher memory) {
        return Voucher(creator, nonce, 0, momentTerms());
    }

    function sign(
        string memory signer,
        Voucher memory voucher
    ) internal view returns (bytes memory) {
        return signFor(signer, voucher, block.chainid, address(moments));
    }

    function signFor(
        string memory signer,
        Voucher memory voucher,
        uint256 chainId,
        address verifyingContract
    ) internal pure returns (bytes memory) {
        bytes32 digest = typedData(domain(chainId, verifyingContract), structHash(voucher));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(signer), digest);
        return abi.encodePacked(r, s, v);
    }

    /// @notice `by` mints from a voucher for itself.
    function mintVoucher(
        address by,
        Voucher memory voucher,
        bytes memory signature,
        uint256 quantity
    ) internal returns (uint256 firstTokenId) {
        vm.prank(by);
        return moments.mintVoucher(voucher, signature, quantity, by, FOREVER, NOBODY);
    }

    function domain(
        uint256 chainId,
        address verifyingContract
    ) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256(
                    "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                ),
                keccak256("Toktok TopMoments"),
                keccak256("1"),
                chainId,
                verifyingContract
            )
        );
    }

    function structHash(
        Voucher memory v
    ) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256(abi.encodePacked(VOUCHER, TERMS, SPLIT));
        return keccak256(abi.encode(typeHash, v.creator, v.nonce, v.moves, hashTerms(v.terms)));
    }

    function hashTerms(
        MomentTerms memory t
    ) private pure returns (bytes32) {
        bytes memory first = abi.encode(
            keccak256(abi.encodePacked(TERMS, SPLIT)),
            keccak256(bytes(t.uri)),
            t.contentHash,
            t.editionSize,
            t.price,
            t.opensAt,
            t.closesAt
        );
        bytes memory second = abi.encode(
            t.maxPerWallet, t.royaltyBps, t.soundId, hashSplits(t.splits), keccak256(bytes(t.perk))
        );
        return keccak256(bytes.concat(first, second));
    }

    function hashSplits(
        Split[] memory splits
    ) private pure returns (bytes32) {
        bytes memory hashes;
        for (uint256 i; i < splits.length; ++i) {
            bytes memory split = abi.encode(keccak256(bytes(SPLIT)), splits[i]);
            hashes = bytes.concat(hashes, keccak256(split));
        }
        return keccak256(hashes);
    }
}
