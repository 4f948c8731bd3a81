// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pieces} from "./Pieces.sol";

/// @notice What the handlers know of an auction that runs.
struct LotGhost {
    uint256 tokenId;
    address seller;
    uint256 reservePrice;
    uint256 opensAt;
    uint256 endsAt;
    address bidder;
    uint256 amount;
}

/// @notice Auctions, from the first bid to the end.
abstract contract Lots is Pieces {
    uint256 internal constant MAX_RUNNING = 5;
    uint256 internal constant MAX_BID = type(uint96).max;

    uint256[] internal _running;
    mapping(uint256 auction => LotGhost) internal _lots;

    function running() external view returns (uint256[] memory) {
        return _running;
    }

    function lotOf(
        uint256 auction
    ) external view returns (LotGhost memory) {
        return _lots[auction];
    }

    /// @notice TT wei of the highest bids of all that run.
    function highestBids() external view returns (uint256 sum) {
        for (uint256 i; i < _running.length; ++i) {
            sum += _lots[_running[i]].amount;
        }
    }

    function createAuction(
        uint256 which,
        uint256 reservePrice,
        uint256 notice,
        uint256 duration
    ) external {
        if (_running.length == MAX_RUNNING) _idle();
        (uint256 tokenId, address owner) = _anyPiece(which);
        LotGhost memory l;
        l.tokenId = tokenId;
        l.seller = owner;
        l.reservePrice = _amount(reservePrice, 100_000e18);
        l.opensAt = block.timestamp + (notice % 3 == 0 ? (notice >> 8) % 30 days : 0);
        uint256 length = bound(duration, 1 hours, 4 days);
        l.endsAt = l.opensAt + length;
        _createAuction(l, length);
    }

    function bid(
        uint256 who,
        uint256 which,
        uint256 amount
    ) external {
        if (_running.length == 0) _idle();
        uint256 auction = _running[which % _running.length];
        LotGhost memory l = _lots[auction];
        address bidder = _actor(who);
        uint256 minimum = _minimumOf(l);
        if (block.timestamp >= l.endsAt) {
            _failsToBid(bidder, auction, minimum, "after the end");
            return;
        }
        if (block.timestamp < l.opensAt) {
            _failsToBid(bidder, auction, minimum, "before the opening");
            if (which % 2 == 0) return;
            vm.warp(l.opensAt);
        }
        _failsToBid(bidder, auction, minimum - 1, "too low");
        uint256 most = _min(tt.balanceOf(bidder), MAX_BID);
        if (most < minimum) return;
        // Mostly little more than the least.
        most = amount % 8 == 0 ? most : _min(most, 2 * minimum);
        _bid(bidder, auction, minimum + _amount(amount >> 8, most - minimum + 1) - 1);
    }

    function cancelAuction(
        uint256 which,
        uint256 who
    ) external {
        if (_running.length == 0) _idle();
        uint256 auction = _running[which % _running.length];
        bytes memory data = abi.encodeCall(auctions.cancelAuction, (auction));
        if (_actor(who) != _lots[auction].seller) {
            _fails(_actor(who), address(auctions), data, "I10", "only the seller cancels");
        }
        if (_lots[auction].bidder == NOBODY) {
            _cancel(auction);
        } else {
            _fails(_lots[auction].seller, address(auctions), data, "I10", "a bid binds the seller");
        }
    }

    function settle(
        uint256 who,
        uint256 which
    ) external {
        if (_running.length == 0) _idle();
        uint256 auction = _running[which % _running.length];
        if (block.timestamp < _lots[auction].endsAt) {
            bytes memory data = abi.encodeCall(auctions.settle, (auction));
            _fails(_actor(who), address(auctions), data, "I10", "an auction runs to its end");
            if (who % 2 == 0) return;
            vm.warp(_lots[auction].endsAt);
        }
        _settle(_actor(who), auction);
    }

    function _createAuction(
        LotGhost memory l,
        uint256 duration
    ) internal {
        bytes memory data = abi.encodeCall(
            auctions.createAuction, (l.tokenId, l.reservePrice, l.opensAt, duration)
        );
        (bool done, bytes memory result) =
            _act(l.seller, address(auctions), data, Kind.Entry, "createAuction");
        if (!done) return;
        uint256 auction = abi.decode(result, (uint256));
        _running.push(auction);
        _lots[auction] = l;
        _moved(l.tokenId, address(auctions));
    }

    function _bid(
        address bidder,
        uint256 auction,
        uint256 amount
    ) internal {
        LotGhost memory beaten = _lots[auction];
        uint256 credit = ledger.balanceOf(beaten.bidder);
        bytes memory data = abi.encodeCall(auctions.bid, (auction, amount));
        (bool done,) = _act(bidder, address(auctions), data, Kind.Step, "bid");
        if (!done) return;
        if (beaten.bidder != NOBODY) {
            uint256 credited = ledger.balanceOf(beaten.bidder) - credit;
            _equal("I10", "credited to who is outbid = its bid", credited, beaten.amount);
            _received(beaten.amount, 0);
        }
        if (beaten.endsAt - block.timestamp < 10 minutes) _lots[auction].endsAt += 10 minutes;
        _lots[auction].bidder = bidder;
        _lots[auction].amount = amount;
    }

    /// @dev Once it has ended; a second time it is refused.
    function _settle(
        address by,
        uint256 auction
    ) internal {
        LotGhost memory l = _lots[auction];
        (uint256 booked, uint256 toSeller) = _division(l.tokenId, l.seller, l.amount);
        uint256 before = tt.balanceOf(l.seller);
        uint256 waiting = _waiting(l.tokenId);
        bytes memory data = abi.encodeCall(auctions.settle, (auction));
        (bool done,) = _act(by, address(auctions), data, Kind.Exit, "settle");
        if (!done) return;
        _moved(l.tokenId, l.bidder == NOBODY ? l.seller : l.bidder);
        _equal("I10", "to the seller", tt.balanceOf(l.seller) - before, toSeller);
        _equal("I10", "booked", _waiting(l.tokenId) - waiting, booked);
        _received(booked, 0);
        _end(auction);
        _fails(by, address(auctions), data, "I10", "an auction is settled once");
    }

    function _cancel(
        uint256 auction
    ) internal {
        LotGhost memory l = _lots[auction];
        bytes memory data = abi.encodeCall(auctions.cancelAuction, (auction));
        (bool done,) = _act(l.seller, address(auctions), data, Kind.Exit, "cancelAuction");
        if (!done) return;
        _moved(l.tokenId, l.seller);
        _end(auction);
        _fails(l.seller, address(auctions), data, "I10", "an auction is cancelled once");
        data = abi.encodeCall(auctions.settle, (auction));
        _fails(l.seller, address(auctions), data, "I10", "a cancelled auction is over");
    }

    function _minimumOf(
        LotGhost memory l
    ) private pure returns (uint256) {
        return l.bidder == NOBODY ? l.reservePrice : l.amount + (l.amount + 19) / 20;
    }

    function _end(
        uint256 auction
    ) private {
        uint256 count = _running.length;
        for (uint256 i; i < count; ++i) {
            if (_running[i] == auction) _running[i] = _running[count - 1];
        }
        _running.pop();
    }

    function _failsToBid(
        address bidder,
        uint256 auction,
        uint256 amount,
        string memory what
    ) private {
        bytes memory data = abi.encodeCall(auctions.bid, (auction, amount));
        _fails(bidder, address(auctions), data, "I10", string.concat("a bid ", what));
    }
}
