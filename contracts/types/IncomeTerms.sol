// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice How the income of a moment is divided. Fixed for ever.
/// @param creator Who earns: this account, or whoever its token has moved to since.
/// @param royaltyBps Royalty on resales in 1/10,000 of the price, at most 1,000.
/// @param soundBps Share of the creator side for the sound, in 1/10,000, at most 2,000; 0: no sound.
/// @param soundSplits List that divides the sound's share; zero without a sound.
/// @param splits List that divides the rest of the creator side; zero: the creator's own list of the day.
struct IncomeTerms {
    address creator;
    uint16 royaltyBps;
    uint16 soundBps;
    bytes32 soundSplits;
    bytes32 splits;
}
