// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "./MomentTerms.sol";

// What a mint or a transfer of moments touches, one storage slot each. Packed by hand: read once, written once.

/// @notice A token, and as many after it as are still as they were minted:
/// owner 160 | version 40 | length 16 | redeemed 1 | approved 1 bits. Version and flags are the first token's own.
type Run is uint256;

/// @notice The sale of a moment:
/// price 96 | opensAt 40 | closesAt 40 | editionSize 16 | minted 16 | maxPerWallet 16 | hasPerk 1 bits.
type Edition is uint256;

using {owner, version, length, redeemed, approved, withApproved} for Run global;
using {
    price,
    opensAt,
    closesAt,
    editionSize,
    minted,
    maxPerWallet,
    hasPerk,
    withMinted
} for Edition global;

uint256 constant APPROVED_BIT = 1 << 217;

function owner(
    Run r
) pure returns (address) {
    return address(uint160(Run.unwrap(r)));
}

function version(
    Run r
) pure returns (uint256) {
    return uint40(Run.unwrap(r) >> 160);
}

/// @dev Zero: the token was never written.
function length(
    Run r
) pure returns (uint256) {
    return uint16(Run.unwrap(r) >> 200);
}

function redeemed(
    Run r
) pure returns (bool) {
    return Run.unwrap(r) & (1 << 216) != 0;
}

/// @dev Whether an account is approved for the token, so that a look there can be spared.
function approved(
    Run r
) pure returns (bool) {
    return Run.unwrap(r) & APPROVED_BIT != 0;
}

function withApproved(
    Run r,
    bool approved_
) pure returns (Run) {
    uint256 cleared = Run.unwrap(r) & ~APPROVED_BIT;
    return Run.wrap(approved_ ? cleared | APPROVED_BIT : cleared);
}

/// @dev Approved for nobody. The caller keeps each field within its bits.
function packRun(
    address owner_,
    uint256 version_,
    uint256 length_,
    bool redeemed_
) pure returns (Run) {
    return Run.wrap(
        uint160(owner_) | (version_ << 160) | (length_ << 200) | (uint256(redeemed_ ? 1 : 0) << 216)
    );
}

function price(
    Edition e
) pure returns (uint256) {
    return uint96(Edition.unwrap(e));
}

function opensAt(
    Edition e
) pure returns (uint256) {
    return uint40(Edition.unwrap(e) >> 96);
}

function closesAt(
    Edition e
) pure returns (uint256) {
    return uint40(Edition.unwrap(e) >> 136);
}

/// @dev Zero: there is no such moment.
function editionSize(
    Edition e
) pure returns (uint256) {
    return uint16(Edition.unwrap(e) >> 176);
}

function minted(
    Edition e
) pure returns (uint256) {
    return uint16(Edition.unwrap(e) >> 192);
}

function maxPerWallet(
    Edition e
) pure returns (uint256) {
    return uint16(Edition.unwrap(e) >> 208);
}

function hasPerk(
    Edition e
) pure returns (bool) {
    return Edition.unwrap(e) >> 224 != 0;
}

/// @dev The caller keeps `minted_` at or below the edition's size.
function withMinted(
    Edition e,
    uint256 minted_
) pure returns (Edition) {
    uint256 cleared = Edition.unwrap(e) & ~(uint256(type(uint16).max) << 192);
    return Edition.wrap(cleared | (minted_ << 192));
}

/// @dev Nothing minted yet.
function packEdition(
    MomentTerms calldata t
) pure returns (Edition) {
    uint256 sale = uint256(t.price) | (uint256(t.opensAt) << 96) | (uint256(t.closesAt) << 136);
    uint256 size = (uint256(t.editionSize) << 176) | (uint256(t.maxPerWallet) << 208);
    uint256 perk = bytes(t.perk).length == 0 ? 0 : 1;
    return Edition.wrap(sale | size | (perk << 224));
}
