// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {MomentTerms} from "../../../../contracts/types/MomentTerms.sol";
import {Choices} from "./Choices.sol";

/// @notice What the handlers know of a moment.
struct EditionGhost {
    address creator;
    uint256 editionSize;
    uint256 minted;
    uint256 price;
    uint256 opensAt;
    uint256 closesAt;
    uint256 maxPerWallet;
    uint256 royaltyBps;
    bool hasPerk;
}

/// @notice What they know of one of its tokens.
struct PieceGhost {
    address owner;
    uint256 version;
    bool redeemed;
}

/// @notice Moments and their tokens as the handlers saw them come, move and be redeemed.
abstract contract Pieces is Choices {
    uint256 internal constant MAX_MOMENTS = 6;

    /// @dev Tokens minted together are stored together, at most so many: a change shows on all of them or none.
    uint256 private constant RUN = 8;

    /// @dev Moments; and every account of the ledger, those that strangers opened included.
    uint256[] internal _moments;
    uint256[] internal _accounts;

    mapping(uint256 moment => EditionGhost) internal _editions;
    mapping(uint256 moment => mapping(address account => uint256)) internal _mintedTo;

    uint256[] internal _pieces;
    mapping(uint256 tokenId => PieceGhost) internal _pieceOf;

    function momentIds() external view returns (uint256[] memory) {
        return _moments;
    }

    function accountIds() external view returns (uint256[] memory) {
        return _accounts;
    }

    function editionOf(
        uint256 moment
    ) external view returns (EditionGhost memory) {
        return _editions[moment];
    }

    function pieces() external view returns (uint256[] memory) {
        return _pieces;
    }

    function pieceOf(
        uint256 tokenId
    ) external view returns (PieceGhost memory) {
        return _pieceOf[tokenId];
    }

    // Putting down

    function _created(
        uint256 moment,
        address by,
        MomentTerms memory t
    ) internal {
        _moments.push(moment);
        _accounts.push(moment);
        _editions[moment] = EditionGhost(
            by,
            t.editionSize,
            0,
            t.price,
            t.opensAt,
            t.closesAt,
            t.maxPerWallet,
            t.royaltyBps,
            bytes(t.perk).length != 0
        );
        if (t.price == 0) _minted(moment, by, tokenOf(moment, 1), 1);
    }

    function _minted(
        uint256 moment,
        address to,
        uint256 firstTokenId,
        uint256 quantity
    ) internal {
        EditionGhost storage e = _editions[moment];
        _equal("I9", "serials follow each other", firstTokenId, tokenOf(moment, e.minted + 1));
        _mintedTo[moment][to] += quantity;
        for (uint256 i; i < quantity; ++i) {
            _pieceOf[firstTokenId + i] = PieceGhost(to, 1, false);
            _pieces.push(firstTokenId + i);
        }
        e.minted += quantity;
        _atMost("I9", "serials minted <= edition", e.minted, e.editionSize);
        if (e.maxPerWallet != 0) {
            _atMost("I9", "minted to one account <= limit", _mintedTo[moment][to], e.maxPerWallet);
        }
        _look(firstTokenId);
        _look(firstTokenId + quantity - 1);
    }

    function _moved(
        uint256 tokenId,
        address to
    ) internal {
        _pieceOf[tokenId].owner = to;
        ++_pieceOf[tokenId].version;
        _lookAround(tokenId);
    }

    function _redeemed(
        uint256 tokenId
    ) internal {
        _pieceOf[tokenId].redeemed = true;
        ++_pieceOf[tokenId].version;
        _lookAround(tokenId);
    }

    /// @dev The token, and those that may be stored together with it.
    function _lookAround(
        uint256 tokenId
    ) private {
        uint256 first = tokenOf(tokenId / 100_000, 1);
        uint256 last = first + _editions[tokenId / 100_000].minted - 1;
        uint256 from = tokenId < first + RUN ? first : tokenId - RUN;
        uint256 to = _min(last, tokenId + RUN);
        for (uint256 i = from; i <= to; ++i) {
            _look(i);
        }
    }

    function _look(
        uint256 tokenId
    ) private {
        ITopMoments.TokenState memory token = moments.tokenState(tokenId);
        PieceGhost memory piece = _pieceOf[tokenId];
        _equal("I9", "owner", uint160(token.owner), uint160(piece.owner));
        _equal("I11", "version = 1 + transfers + redeemings", token.version, piece.version);
        _equal("I9", "redeemed", token.redeemed ? 1 : 0, piece.redeemed ? 1 : 0);
    }

    // Picking

    /// @dev A token in the hands of an actor, one of `owner` if that is not zero; 0: there is none.
    function _pieceFor(
        uint256 seed,
        address owner
    ) internal view returns (uint256 tokenId) {
        uint256 count = _pieces.length;
        for (uint256 i; i < count; ++i) {
            tokenId = _pieces[(seed % count + i) % count];
            address holder = _pieceOf[tokenId].owner;
            if (owner == NOBODY ? _isActor(holder) : holder == owner) return tokenId;
        }
        return 0;
    }

    /// @dev The same; gives the call back if there is none.
    function _anyPiece(
        uint256 seed
    ) internal view returns (uint256 tokenId, address owner) {
        tokenId = _pieceFor(seed, NOBODY);
        if (tokenId == 0) _idle();
        owner = _pieceOf[tokenId].owner;
    }

    function _isActor(
        address account
    ) internal view returns (bool) {
        for (uint256 i; i < ACTORS; ++i) {
            if (_actors[i] == account) return true;
        }
        return false;
    }

    /// @dev What a sale of `price` by `seller` books in the ledger, and leaves to the seller.
    function _division(
        uint256 tokenId,
        address seller,
        uint256 price
    ) internal view returns (uint256 booked, uint256 toSeller) {
        EditionGhost memory e = _editions[tokenId / 100_000];
        if (seller == e.creator) return (price, 0);
        booked = price * e.royaltyBps / BPS + price / 100;
        return (booked, price - booked);
    }

    /// @dev What waits to be divided for the token's moment.
    function _waiting(
        uint256 tokenId
    ) internal view returns (uint256) {
        (uint256 sales, uint256 resales,) = ledger.bookedOf(tokenId / 100_000);
        return sales + resales;
    }
}
