// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Split} from "./Split.sol";

/// @notice What a creator promises of a moment. Fixed for ever.
/// @param uri ERC-721 metadata, 1 to 256 bytes; the same for every serial.
/// @param contentHash SHA-256 of the signed media file; not zero.
/// @param editionSize Number of serials, 1 to 10,000.
/// @param price TT wei per serial. Zero only for a one-of-one, which its creator then gets at once, to auction or list.
/// @param opensAt Timestamp from which serials are sold; 0: at once.
/// @param closesAt Timestamp from which they no longer are; 0: never.
/// @param maxPerWallet Serials minted to one account; 0: no limit.
/// @param royaltyBps Royalty on resales in 1/10,000, at most 1,000.
/// @param soundId Sound used; 0: none. Its share is fixed with the moment.
/// @param splits Divides the creator side; empty: the creator's own list at the time of payment.
/// @param perk What a holder may redeem once per serial, at most 256 bytes; empty: nothing.
struct MomentTerms {
    string uri;
    bytes32 contentHash;
    uint16 editionSize;
    uint96 price;
    uint40 opensAt;
    uint40 closesAt;
    uint16 maxPerWallet;
    uint16 royaltyBps;
    uint64 soundId;
    Split[] splits;
    string perk;
}
