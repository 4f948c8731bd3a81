// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "../types/MomentTerms.sol";
import {Voucher} from "../types/Voucher.sol";
import {IBounds} from "./IBounds.sol";

/// @title Top moments
/// @notice ERC-721 of a creator's best videos: numbered editions sold at one price, and one-of-ones. With ERC-2981
/// royalties, ERC-4906 metadata updates and ERC-7572 metadata of the collection.
/// @dev tokenId = moment · 100,000 + serial, serials from 1. Nothing here calls a receiver except `safeTransferFrom`.
interface ITopMoments is IBounds {
    /// @notice A moment as it stands.
    /// @param minted Serials that exist: 1 to this.
    struct Moment {
        address creator;
        bytes32 contentHash;
        uint256 editionSize;
        uint256 minted;
        uint256 price;
        uint256 opensAt;
        uint256 closesAt;
        uint256 maxPerWallet;
        uint256 royaltyBps;
        uint256 soundId;
        bool hasPerk;
        string uri;
    }

    /// @notice A token as it stands: what a sale has to know.
    /// @param creator Of the moment, when it was created.
    /// @param version 1 when minted; rises by one with every transfer and with the redeeming of the perk.
    struct TokenState {
        address owner;
        uint256 version;
        bool redeemed;
        uint256 moment;
        uint256 serial;
        address creator;
        uint256 royaltyBps;
    }

    /// @param voucher EIP-712 hash of the voucher it came from; zero if the creator created it.
    event MomentCreated(
        uint256 indexed moment,
        address indexed creator,
        bytes32 indexed contentHash,
        MomentTerms terms,
        bytes32 voucher
    );
    /// @notice Serials were sold: tokens `firstTokenId` to `firstTokenId + quantity - 1`.
    /// @param cost TT wei paid by `payer`.
    /// @param minted Serials of the moment that exist after this.
    event Minted(
        uint256 indexed moment,
        address indexed payer,
        address indexed to,
        uint256 firstTokenId,
        uint256 quantity,
        uint256 cost,
        address referrer,
        uint256 minted
    );
    /// @notice The voucher with `nonce` was used to create `moment`.
    event VoucherUsed(address indexed creator, uint256 indexed nonce, uint256 indexed moment);
    /// @notice No voucher of `creator` with `nonce` can create a moment any more.
    event VoucherCanceled(address indexed creator, uint256 indexed nonce);
    /// @notice `holder` redeemed the perk; the token has `version` after.
    event PerkRedeemed(uint256 indexed tokenId, address indexed holder, uint256 version);
    /// @notice ERC-4906: metadata of the token changed.
    event MetadataUpdate(uint256 tokenId);

    /// @notice No such moment.
    error UnknownMoment(uint256 moment);
    /// @notice A moment needs the hash of its media.
    error MissingContentHash();
    /// @notice Only a one-of-one that its creator creates can have no price.
    error MissingPrice();
    /// @notice Nothing would be minted.
    error ZeroQuantity();
    /// @notice Nothing can be minted or transferred to `to`.
    error InvalidRecipient(address to);
    /// @notice The moment is sold from `opensAt` on.
    error SaleNotOpen(uint256 moment, uint256 opensAt);
    /// @notice The moment was sold until `closesAt`.
    error SaleClosed(uint256 moment, uint256 closesAt);
    /// @notice The edition has `remaining` serials left.
    error EditionSoldOut(uint256 moment, uint256 remaining, uint256 quantity);
    /// @notice `account` may still be minted `remaining` serials.
    error WalletLimitExceeded(address account, uint256 remaining, uint256 quantity);
    /// @notice The serials cost more than the caller wants to pay.
    error CostExceeded(uint256 maxCost, uint256 cost);
    /// @notice The signature of the voucher is not `creator`'s.
    error InvalidSignature(address creator);
    /// @notice The nonce was used or cancelled.
    error VoucherSpent(address creator, uint256 nonce);
    /// @notice The creator has moved to a new key since it signed the voucher.
    error VoucherOutdated(uint256 signedMoves, uint256 moves);
    /// @notice The moment has no perk.
    error NoPerk(uint256 moment);
    /// @notice The perk of the token was redeemed before.
    error PerkSpent(uint256 tokenId);

    /// @notice The payout ledger.
    function ledger() external view returns (address);

    /// @notice The sound library.
    function sounds() external view returns (address);

    /// @notice Reverts with `UnknownMoment`.
    function momentState(
        uint256 moment
    ) external view returns (Moment memory);

    /// @notice Reverts with ERC721NonexistentToken.
    function tokenState(
        uint256 tokenId
    ) external view returns (TokenState memory);

    /// @notice Moment of a token; reverts with ERC721NonexistentToken.
    function momentOf(
        uint256 tokenId
    ) external view returns (uint256);

    /// @notice Serial of a token, from 1; reverts with ERC721NonexistentToken.
    function serialOf(
        uint256 tokenId
    ) external view returns (uint256);

    /// @notice Version of a token; reverts with ERC721NonexistentToken.
    function versionOf(
        uint256 tokenId
    ) external view returns (uint256);

    /// @notice Serials of `moment` minted to `account`; counted only where there is a limit.
    function mintedTo(
        uint256 moment,
        address account
    ) external view returns (uint256);

    /// @notice Whether `nonce` of `creator` was used or cancelled.
    function isVoucherSpent(
        address creator,
        uint256 nonce
    ) external view returns (bool);

    /// @notice The moment created from the voucher with this hash; 0: none.
    function momentOfVoucher(
        bytes32 voucher
    ) external view returns (uint256);

    /// @notice EIP-712 hash of a voucher: what its creator signs.
    function hashVoucher(
        Voucher calldata voucher
    ) external view returns (bytes32);

    /// @notice ERC-7572 metadata of the collection.
    function contractURI() external view returns (string memory);

    /// @notice Creates a moment of the caller.
    /// @return moment Its id, the one of its account in the ledger.
    function createMoment(
        MomentTerms calldata terms
    ) external returns (uint256 moment);

    /// @notice Mints the next `quantity` serials to `to` for price · quantity TT wei of the caller.
    /// @param maxCost Most TT wei the caller pays.
    /// @param referrer Gets half of the protocol's part unless it is zero, the caller or the creator.
    /// @return firstTokenId First of consecutive token ids.
    function mint(
        uint256 moment,
        uint256 quantity,
        address to,
        uint256 maxCost,
        address referrer
    ) external returns (uint256 firstTokenId);

    /// @notice `mint` of a moment that its creator only signed: the first call creates it, later ones mint from it.
    function mintVoucher(
        Voucher calldata voucher,
        bytes calldata signature,
        uint256 quantity,
        address to,
        uint256 maxCost,
        address referrer
    ) external returns (uint256 firstTokenId);

    /// @notice Voids every voucher of the caller with `nonce` that has not created its moment.
    function cancelVoucher(
        uint256 nonce
    ) external;

    /// @notice Uses up the perk of a token. Owner only, once per token; ends listings of it.
    function redeem(
        uint256 tokenId
    ) external;
}
