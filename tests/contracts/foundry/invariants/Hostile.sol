// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMarket, IMoments, ITT} from "../support/Deployed.sol";

/// @notice An actor that is a contract: it comes back in whenever ETH or a moment reaches it, and signs by EIP-1271.
contract Hostile {
    ITT private immutable _TT;
    IMarket private immutable _MARKET;
    IMoments private immutable _MOMENTS;

    /// @notice How often it came back in.
    uint256 public reentries;

    bool private _inside;

    constructor(
        ITT tt,
        IMarket market,
        IMoments moments
    ) {
        _TT = tt;
        _MARKET = market;
        _MOMENTS = moments;
    }

    /// @dev Takes a wei of ETH more, puts one back, and tries to be paid by the market past the ledger.
    receive() external payable {
        if (_inside) return;
        _inside = true;
        ++reentries;
        if (_TT.balanceOf(address(this)) >= 10_000) {
            _TT.withdraw(10_000);
            _TT.deposit{value: 1}();
        }
        try _MARKET.collect(address(this), new address[](0), address(this)) {} catch {}
        try _MARKET.refund(address(0)) {} catch {}
        _inside = false;
    }

    /// @dev Tries to take the moment once more from who has just sent it; the way back is open to it.
    function onERC721Received(
        address,
        address from,
        uint256 tokenId,
        bytes calldata
    ) external returns (bytes4) {
        ++reentries;
        if (from == address(this)) return this.onERC721Received.selector;
        try _MOMENTS.transferFrom(from, address(this), tokenId) {
            revert("a moment was sent twice");
        } catch {}
        return this.onERC721Received.selector;
    }

    /// @notice EIP-1271: agrees to whatever is signed by one byte.
    function isValidSignature(
        bytes32,
        bytes calldata signature
    ) external pure returns (bytes4) {
        return signature.length == 1 ? this.isValidSignature.selector : bytes4(0);
    }
}
