// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILedger, IMarket, ITT} from "../support/Deployed.sol";

/// @notice An actor that is a contract: it comes back in whenever ETH reaches it, and signs by EIP-1271.
contract Hostile {
    ITT private immutable _TT;
    IMarket private immutable _MARKET;
    ILedger private immutable _LEDGER;

    /// @notice How often it came back in.
    uint256 public reentries;

    bool private _inside;

    constructor(
        ITT tt,
        IMarket market,
        ILedger ledger
    ) {
        _TT = tt;
        _MARKET = market;
        _LEDGER = ledger;
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

    /// @notice EIP-1271: agrees to whatever is signed by one byte.
    function isValidSignature(
        bytes32,
        bytes calldata signature
    ) external pure returns (bytes4) {
        return signature.length == 1 ? this.isValidSignature.selector : bytes4(0);
    }
}
