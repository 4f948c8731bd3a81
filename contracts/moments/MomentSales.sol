// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Guarded} from "../base/Guarded.sol";
import {SelfPermit} from "../base/SelfPermit.sol";
import {IPayoutLedger} from "../interfaces/IPayoutLedger.sol";
import {ITopMoments} from "../interfaces/ITopMoments.sol";
import {Source} from "../types/Source.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @title Sales of moments
/// @notice How the price of a token is divided, and how it is paid. What the moment's creator sells is a first sale:
/// the ledger books all of it. Of any other it books royalty and protocol fee, and the seller gets the rest at once.
/// @dev Nobody is called who could call back: TT tells the ledger alone, moments move without a word.
abstract contract MomentSales is Guarded, SelfPermit {
    uint256 private constant BPS = 10_000;
    uint256 private constant FEE_BPS = 100;

    /// @param source `Sale` or `Resale`.
    /// @param booked TT wei for the ledger: everything, or royalty and fee.
    /// @param toSeller TT wei for the seller; zero of a first sale, at least 1 of any other.
    struct Division {
        Source source;
        uint256 moment;
        uint256 booked;
        uint256 royalty;
        uint256 fee;
        uint256 toSeller;
    }

    ITopMoments internal immutable _MOMENTS;
    IERC1363 internal immutable _TT;
    address private immutable _LEDGER;

    /// @param authority AccessManager that names the guardian.
    /// @param moments_ The moments sold here; their ledger and its TT are those of every sale.
    constructor(
        address authority,
        address moments_
    ) AccessManaged(authority) {
        _MOMENTS = ITopMoments(moments_);
        _LEDGER = _MOMENTS.ledger();
        _TT = IERC1363(IPayoutLedger(_LEDGER).tt());
    }

    /// @dev Royalty and fee are rounded down: together below 11% of the price, the seller always gets something.
    function _divide(
        ITopMoments.TokenState memory token,
        address seller,
        uint256 price
    ) internal pure returns (Division memory d) {
        d.moment = token.moment;
        if (seller == token.creator) {
            d.source = Source.Sale;
            d.booked = price;
        } else {
            d.source = Source.Resale;
            d.royalty = price * token.royaltyBps / BPS;
            d.fee = price * FEE_BPS / BPS;
            d.booked = d.royalty + d.fee;
            d.toSeller = price - d.booked;
        }
    }

    /// @dev Pays out of the allowance `buyer` gave this contract.
    function _payFrom(
        address buyer,
        address seller,
        Division memory d
    ) internal {
        if (d.booked != 0) {
            _TT.transferFromAndCall(buyer, _LEDGER, d.booked, _booking(d.source, d.moment));
        }
        if (d.toSeller != 0) _TT.transferFrom(buyer, seller, d.toSeller);
    }

    /// @dev Pays out of what this contract holds.
    function _pay(
        address seller,
        Division memory d
    ) internal {
        if (d.booked != 0) _credit(d.booked, d.source, d.moment);
        if (d.toSeller != 0) _TT.transfer(seller, d.toSeller);
    }

    /// @dev Pays TT that this contract holds into the ledger.
    function _credit(
        uint256 amount,
        Source source,
        uint256 subject
    ) internal {
        _TT.transferAndCall(_LEDGER, amount, _booking(source, subject));
    }

    /// @dev Plain, so that no receiver can refuse; a contract that is sent a token here has asked for it.
    function _moveToken(
        address from,
        address to,
        uint256 tokenId
    ) internal {
        IERC721(address(_MOMENTS)).transferFrom(from, to, tokenId);
    }

    function _permitToken() internal view override returns (address) {
        return address(_TT);
    }

    /// @dev What the ledger is told of a payment. Nobody refers a buyer here.
    function _booking(
        Source source,
        uint256 subject
    ) private pure returns (bytes memory) {
        return abi.encode(source, subject, address(0));
    }
}
