// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What a trade does, to the wei, in the state it is asked for.
/// @param ttAmount TT wei the trader pays (buy) or receives (sell), fees included (buy) or taken off (sell).
/// @param tokenAmount Creator token wei the trader receives (buy) or gives (sell).
/// @param creatorFee TT wei for the creator.
/// @param fanFee TT wei for the holders.
/// @param protocolFee TT wei for the protocol, the referrer's half included.
/// @param priceBefore TT wei per whole token (1e18 wei) before the trade, rounded down.
/// @param priceAfter TT wei per whole token after the trade, rounded down.
struct Quote {
    uint256 ttAmount;
    uint256 tokenAmount;
    uint256 creatorFee;
    uint256 fanFee;
    uint256 protocolFee;
    uint256 priceBefore;
    uint256 priceAfter;
}
