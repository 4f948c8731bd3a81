// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Where money in the payout ledger comes from.
/// @dev `Tip`: a gift to a creator. `Sale`: the first sale of a moment, or any sale by its creator. `Resale`: royalty
/// and protocol fee of a later sale. `Royalty`: what a foreign exchange sent to a creator's token. `Subscription`:
/// paid periods. `Fund`: a payout of the creator fund. `Outbid`: a bid that another one beat. `Referral`: the
/// referrer's half of the protocol's part of a sale.
enum Source {
    Tip,
    Sale,
    Resale,
    Royalty,
    Subscription,
    Fund,
    Outbid,
    Referral
}
