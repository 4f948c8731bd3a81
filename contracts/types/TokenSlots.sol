// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// What a trade touches of a creator token, one storage slot each. Packed by hand: read once, written once.

/// @notice Supply and dividends: total 96 | updatedAt 40 | accumulator 120 bits.
type Supply is uint256;

/// @notice Revenue: pending 128 | creatorOwed 128 bits, in TT wei.
type Revenue is uint256;

/// @notice An account: balance 96 | checkpoint 120 | hasSettled 1 bit.
type Account is uint256;

using {total, updatedAt, accumulator} for Supply global;
using {pending, creatorOwed} for Revenue global;
using {balance, checkpoint, hasSettled} for Account global;

function total(
    Supply s
) pure returns (uint256) {
    return uint96(Supply.unwrap(s));
}

function updatedAt(
    Supply s
) pure returns (uint256) {
    return uint40(Supply.unwrap(s) >> 96);
}

function accumulator(
    Supply s
) pure returns (uint256) {
    return Supply.unwrap(s) >> 136;
}

/// @dev The caller keeps each field within its bits.
function packSupply(
    uint256 total_,
    uint256 updatedAt_,
    uint256 accumulator_
) pure returns (Supply) {
    return Supply.wrap(total_ | (updatedAt_ << 96) | (accumulator_ << 136));
}

function pending(
    Revenue r
) pure returns (uint256) {
    return uint128(Revenue.unwrap(r));
}

function creatorOwed(
    Revenue r
) pure returns (uint256) {
    return Revenue.unwrap(r) >> 128;
}

/// @dev The caller keeps each field within its bits.
function packRevenue(
    uint256 pending_,
    uint256 creatorOwed_
) pure returns (Revenue) {
    return Revenue.wrap(pending_ | (creatorOwed_ << 128));
}

function balance(
    Account a
) pure returns (uint256) {
    return uint96(Account.unwrap(a));
}

function checkpoint(
    Account a
) pure returns (uint256) {
    return uint120(Account.unwrap(a) >> 96);
}

/// @dev Whether something of the account is put aside in a slot of its own, so that a look there can be spared.
function hasSettled(
    Account a
) pure returns (bool) {
    return Account.unwrap(a) >> 216 != 0;
}

/// @dev The caller keeps each field within its bits.
function packAccount(
    uint256 balance_,
    uint256 checkpoint_,
    bool hasSettled_
) pure returns (Account) {
    return Account.wrap(balance_ | (checkpoint_ << 96) | (uint256(hasSettled_ ? 1 : 0) << 216));
}
