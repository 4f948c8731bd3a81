// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MomentTerms} from "./MomentTerms.sol";

/// @notice A moment its creator has signed (EIP-712) and that the first buyer creates.
/// @param creator Who signed: an account, or a contract by EIP-1271.
/// @param nonce Any number; of the vouchers of a creator with the same one, a single one can be used.
/// @param moves `movesOf(creator)` of the market when it was signed: a creator that has moved to a new key has voided
/// it.
/// @param terms Of the moment; the price is not zero.
struct Voucher {
    address creator;
    uint256 nonce;
    uint256 moves;
    MomentTerms terms;
}
