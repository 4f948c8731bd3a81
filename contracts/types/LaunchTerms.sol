// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What a creator promises when a launch opens. Fixed for ever, except that the creator fee may be lowered.
/// @param handle Unique name, `[a-z0-9_]{3,20}`.
/// @param name ERC-20 name, 1 to 48 bytes.
/// @param symbol ERC-20 symbol, 1 to 12 bytes.
/// @param contractURI ERC-7572 metadata of the token, at most 256 bytes.
/// @param window Seconds the launch stays open, up to 14 days.
/// @param minimumRaise TT wei below which the launch fails, at least 1,000 TT.
/// @param maximumRaise TT wei at which the launch closes early; 0: none.
/// @param maxPerAccount TT wei one account may contribute; 0: no limit.
/// @param creatorFeeBps Trade fee for the creator, at most 300.
/// @param fanFeeBps Trade fee for the holders, at most 300.
/// @param allocationVesting Seconds over which contributors' allocations vest, at most 365 days.
/// @param creatorVesting The same for the creator's own allocation: no shorter, at most 4 years.
struct LaunchTerms {
    string handle;
    string name;
    string symbol;
    string contractURI;
    uint40 window;
    uint96 minimumRaise;
    uint96 maximumRaise;
    uint96 maxPerAccount;
    uint16 creatorFeeBps;
    uint16 fanFeeBps;
    uint32 allocationVesting;
    uint32 creatorVesting;
}
