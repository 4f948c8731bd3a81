// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Signatures} from "../libraries/Signatures.sol";
import {MomentTerms} from "../types/MomentTerms.sol";
import {Split} from "../types/Split.sol";
import {Voucher} from "../types/Voucher.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Vouchers
/// @notice Moments that their creators have signed and nobody has created yet.
abstract contract MomentVouchers is ITopMoments, EIP712 {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant SPLIT_TYPEHASH = keccak256("Split(address recipient,uint16 bps)");

    bytes32 private constant TERMS_TYPEHASH = keccak256(
        "MomentTerms(string uri,bytes32 contentHash,uint16 editionSize,uint96 price,uint40 opensAt,uint40 closesAt,"
        "uint16 maxPerWallet,uint16 royaltyBps,uint64 soundId,Split[] splits,string perk)"
        "Split(address recipient,uint16 bps)"
    );

    bytes32 private constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(address creator,uint256 nonce,uint256 moves,MomentTerms terms)"
        "MomentTerms(string uri,bytes32 contentHash,uint16 editionSize,uint96 price,uint40 opensAt,uint40 closesAt,"
        "uint16 maxPerWallet,uint16 royaltyBps,uint64 soundId,Split[] splits,string perk)"
        "Split(address recipient,uint16 bps)"
    );

    /// @inheritdoc ITopMoments
    mapping(bytes32 voucher => uint256 moment) public momentOfVoucher;

    mapping(address creator => BitMaps.BitMap) private _spent;

    constructor() EIP712("Toktok TopMoments", "1") {}

    /// @inheritdoc ITopMoments
    function isVoucherSpent(
        address creator,
        uint256 nonce
    ) external view returns (bool) {
        return _spent[creator].get(nonce);
    }

    /// @inheritdoc ITopMoments
    function cancelVoucher(
        uint256 nonce
    ) external {
        _spend(msg.sender, nonce);
        emit VoucherCanceled(msg.sender, nonce);
    }

    /// @inheritdoc ITopMoments
    function hashVoucher(
        Voucher calldata voucher
    ) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    VOUCHER_TYPEHASH,
                    voucher.creator,
                    voucher.nonce,
                    voucher.moves,
                    _hashTerms(voucher.terms)
                )
            )
        );
    }

    /// @dev Spends the nonce of a voucher that its creator has signed and still stands by.
    /// @param hash What `hashVoucher` says of it.
    function _use(
        Voucher calldata voucher,
        bytes32 hash,
        bytes calldata signature
    ) internal {
        address creator = voucher.creator;
        _spend(creator, voucher.nonce);
        uint256 moves = _registry().movesOf(creator);
        require(voucher.moves == moves, VoucherOutdated(voucher.moves, moves));
        require(Signatures.isSigned(creator, hash, signature), InvalidSignature(creator));
    }

    /// @dev Who knows how often a creator has moved.
    function _registry() internal view virtual returns (ICreatorRegistry);

    function _spend(
        address creator,
        uint256 nonce
    ) private {
        require(!_spent[creator].get(nonce), VoucherSpent(creator, nonce));
        _spent[creator].set(nonce);
    }

    function _hashTerms(
        MomentTerms calldata t
    ) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                TERMS_TYPEHASH,
                keccak256(bytes(t.uri)),
                t.contentHash,
                t.editionSize,
                t.price,
                t.opensAt,
                t.closesAt,
                t.maxPerWallet,
                t.royaltyBps,
                t.soundId,
                _hashSplits(t.splits),
                keccak256(bytes(t.perk))
            )
        );
    }

    function _hashSplits(
        Split[] calldata splits
    ) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](splits.length);
        for (uint256 i; i < splits.length; ++i) {
            hashes[i] = keccak256(abi.encode(SPLIT_TYPEHASH, splits[i].recipient, splits[i].bps));
        }
        return keccak256(abi.encodePacked(hashes));
    }
}
