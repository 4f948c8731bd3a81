// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice `Listing`: the maker sells a token. `Offer`: buys one token. `MomentOffer`: buys any one token of a moment.
enum Side {
    Listing,
    Offer,
    MomentOffer
}

/// @notice An order its maker has signed (EIP-712).
/// @param maker Who signed: an account, or a contract by EIP-1271.
/// @param side Of the order.
/// @param id Token id; of a moment-wide offer, moment id.
/// @param price TT wei the buyer pays in all, at least 1.
/// @param signedAt Timestamp from which the order is good.
/// @param expiry Timestamp from which it no longer is; at most 90 days after `signedAt`.
/// @param group Family of orders that `cancelGroup` ends together. A filled offer ends its own.
/// @param counter `counterOf(maker)`; `incrementCounter` ends every order signed before.
/// @param version Version of the token listed, so that a listing dies when the token moves or its perk is used. Offers
/// may ask for a version too, a moment-wide one for 1, a token as minted; 0: any. A listing of version 0 is never good.
struct Order {
    address maker;
    Side side;
    uint256 id;
    uint256 price;
    uint256 signedAt;
    uint256 expiry;
    uint256 group;
    uint256 counter;
    uint256 version;
}
