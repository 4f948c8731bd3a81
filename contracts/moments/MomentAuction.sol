// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMomentAuction} from "../interfaces/IMomentAuction.sol";
import {Bounds} from "../libraries/Bounds.sol";
import {Source} from "../types/Source.sol";
import {MomentSales} from "./MomentSales.sol";

/// @title Moment auction
/// @dev Holds the token of every running auction and the highest bid of each, nothing else. State is changed before
/// anything moves.
contract MomentAuction is IMomentAuction, MomentSales {
    uint256 private constant MAX_NOTICE = 30 days;
    uint256 private constant MIN_DURATION = 1 hours;
    uint256 private constant MAX_DURATION = 30 days;
    uint256 private constant EXTENSION = 10 minutes;
    uint256 private constant STEP_DIVISOR = 20;

    /// @dev The slot a bid reads, and writes when it moves the end.
    struct Lot {
        address seller;
        uint40 opensAt;
        uint40 endsAt;
        Status status;
    }

    /// @dev The slot every bid writes.
    struct Bid {
        address bidder;
        uint96 amount;
    }

    /// @dev The slot only a first bid reads. Token ids are far below 2^160.
    struct Item {
        uint160 tokenId;
        uint96 reservePrice;
    }

    struct Record {
        Lot lot;
        Bid bid;
        Item item;
    }

    /// @inheritdoc IMomentAuction
    uint256 public auctionCount;

    mapping(uint256 auction => Record) private _records;

    constructor(
        address authority,
        address moments_
    ) MomentSales(authority, moments_) {}

    /// @inheritdoc IMomentAuction
    function moments() external view returns (address) {
        return address(_MOMENTS);
    }

    /// @inheritdoc IMomentAuction
    function auctionOf(
        uint256 auction
    ) external view returns (Auction memory) {
        Record memory r = _known(auction);
        return Auction({
            status: r.lot.status,
            seller: r.lot.seller,
            bidder: r.bid.bidder,
            tokenId: r.item.tokenId,
            reservePrice: r.item.reservePrice,
            amount: r.bid.amount,
            opensAt: r.lot.opensAt,
            endsAt: r.lot.endsAt
        });
    }

    /// @inheritdoc IMomentAuction
    function minimumBidOf(
        uint256 auction
    ) external view returns (uint256) {
        Record storage record = _known(auction);
        return _minimumBid(record, record.bid);
    }

    /// @inheritdoc IMomentAuction
    function createAuction(
        uint256 tokenId,
        uint256 reservePrice,
        uint256 opensAt,
        uint256 duration
    ) external whenEntriesOpen returns (uint256 auction) {
        if (opensAt < block.timestamp) opensAt = block.timestamp;
        Bounds.checkTerm("reservePrice", reservePrice, 1, type(uint96).max);
        Bounds.checkTerm("opensAt", opensAt, block.timestamp, block.timestamp + MAX_NOTICE);
        Bounds.checkTerm("duration", duration, MIN_DURATION, MAX_DURATION);
        uint256 endsAt = opensAt + duration;

        auction = ++auctionCount;
        Record storage record = _records[auction];
        record.lot = Lot(msg.sender, uint40(opensAt), uint40(endsAt), Status.Running);
        record.item = Item(uint160(tokenId), uint96(reservePrice));
        emit AuctionCreated(auction, tokenId, msg.sender, reservePrice, opensAt, endsAt);
        _moveToken(msg.sender, address(this), tokenId);
    }

    /// @inheritdoc IMomentAuction
    function bid(
        uint256 auction,
        uint256 amount
    ) external {
        Record storage record = _records[auction];
        Lot memory lot = _running(auction, record);
        require(block.timestamp >= lot.opensAt, AuctionNotOpen(auction, lot.opensAt));
        require(block.timestamp < lot.endsAt, AuctionEnded(auction, lot.endsAt));
        Bid memory beaten = record.bid;
        uint256 minimum = _minimumBid(record, beaten);
        require(amount >= minimum, BidTooLow(minimum, amount));
        Bounds.checkTerm("amount", amount, minimum, type(uint96).max);

        record.bid = Bid(msg.sender, uint96(amount));
        uint256 endsAt = lot.endsAt;
        if (endsAt - block.timestamp < EXTENSION) {
            endsAt += EXTENSION;
            record.lot.endsAt = uint40(endsAt);
        }
        emit BidPlaced(auction, msg.sender, amount, endsAt, beaten.bidder, beaten.amount);

        _TT.transferFrom(msg.sender, address(this), amount);
        if (beaten.amount != 0) {
            _credit(beaten.amount, Source.Outbid, uint160(beaten.bidder));
        }
    }

    /// @inheritdoc IMomentAuction
    function cancelAuction(
        uint256 auction
    ) external {
        Record storage record = _records[auction];
        Lot memory lot = _running(auction, record);
        require(msg.sender == lot.seller, NotSeller(auction, msg.sender));
        address bidder = record.bid.bidder;
        require(bidder == address(0), AuctionHasBid(auction, bidder));

        record.lot.status = Status.Canceled;
        emit AuctionCanceled(auction);
        _moveToken(address(this), lot.seller, record.item.tokenId);
    }

    /// @inheritdoc IMomentAuction
    function settle(
        uint256 auction
    ) external {
        Record storage record = _records[auction];
        Lot memory lot = _running(auction, record);
        require(block.timestamp >= lot.endsAt, AuctionStillRunning(auction, lot.endsAt));
        Bid memory highest = record.bid;
        uint256 tokenId = record.item.tokenId;

        record.lot.status = Status.Settled;
        if (highest.bidder == address(0)) {
            emit AuctionSettled(auction, tokenId, address(0), 0, 0, 0, 0);
            _moveToken(address(this), lot.seller, tokenId);
        } else {
            Division memory d = _divide(_MOMENTS.tokenState(tokenId), lot.seller, highest.amount);
            emit AuctionSettled(
                auction, tokenId, highest.bidder, highest.amount, d.royalty, d.fee, d.toSeller
            );
            _moveToken(address(this), highest.bidder, tokenId);
            _pay(lot.seller, d);
        }
    }

    /// @dev The reserve price, then a step of 5% above the highest bid, rounded up and so never zero.
    function _minimumBid(
        Record storage record,
        Bid memory highest
    ) private view returns (uint256) {
        if (highest.bidder == address(0)) return record.item.reservePrice;
        return uint256(highest.amount) + (uint256(highest.amount) + STEP_DIVISOR - 1) / STEP_DIVISOR;
    }

    function _running(
        uint256 auction,
        Record storage record
    ) private view returns (Lot memory lot) {
        lot = record.lot;
        require(lot.status != Status.None, UnknownAuction(auction));
        require(lot.status == Status.Running, AuctionOver(auction, lot.status));
    }

    function _known(
        uint256 auction
    ) private view returns (Record storage record) {
        record = _records[auction];
        require(record.lot.status != Status.None, UnknownAuction(auction));
    }
}
