// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Toktok token (TT)
/// @notice ERC-20 with EIP-2612 permits and ERC-1363 payments, backed by ETH at 10,000 TT for 1 ETH. No owner, no
/// other supply. Only the calls named `…AndCall` tell the receiver; plain transfers call nobody.
interface IToktokToken {
    /// @notice ETH became TT.
    /// @param ethIn Wei of ETH received.
    /// @param ttOut Wei of TT minted.
    event Deposited(address indexed account, address indexed to, uint256 ethIn, uint256 ttOut);

    /// @notice TT became ETH.
    /// @param ttIn Wei of TT burned.
    /// @param ethOut Wei of ETH sent, rounded down.
    event Withdrawn(address indexed account, address indexed to, uint256 ttIn, uint256 ethOut);

    /// @notice Nothing was sent, or nothing is to be withdrawn.
    error ZeroAmount();
    /// @notice ETH cannot go to `to`.
    error InvalidRecipient(address to);
    /// @notice The supply would exceed what the protocol can account for (2^128 − 1 wei of TT).
    error SupplyLimitExceeded(uint256 supply, uint256 limit);

    /// @notice TT per ETH: 10,000, the same in wei.
    function TT_PER_ETH() external view returns (uint256);

    /// @notice Mints TT to the caller for the ETH sent.
    /// @return ttOut Wei of TT minted.
    function deposit() external payable returns (uint256 ttOut);

    /// @notice Mints TT to `to` for the ETH sent.
    function depositTo(
        address to
    ) external payable returns (uint256 ttOut);

    /// @notice Burns the caller's TT and sends it the ETH behind it, `ttIn / 10,000` rounded down.
    /// @return ethOut Wei of ETH sent.
    function withdraw(
        uint256 ttIn
    ) external returns (uint256 ethOut);

    /// @notice Like `withdraw`, the ETH going to `to`.
    function withdrawTo(
        address to,
        uint256 ttIn
    ) external returns (uint256 ethOut);
}
