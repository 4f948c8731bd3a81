// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "./IBounds.sol";

/// @title Moment auctions
/// @notice English auctions of moments, for one-of-ones above all. The highest bid is held here; who is outbid is
/// credited in the payout ledger at once, never paid by push.
interface IMomentAuction is IBounds {
    enum Status {
        None,
        Running,
        Settled,
        Canceled
    }

    /// @notice An auction as it stands; also `Running` before it opens and after it ended, until somebody settles it.
    /// @param bidder Of the highest bid; zero without a bid.
    /// @param amount The highest bid in TT wei.
    struct Auction {
        Status status;
        address seller;
        address bidder;
        uint256 tokenId;
        uint256 reservePrice;
        uint256 amount;
        uint256 opensAt;
        uint256 endsAt;
    }

    event AuctionCreated(
        uint256 indexed auction,
        uint256 indexed tokenId,
        address indexed seller,
        uint256 reservePrice,
        uint256 opensAt,
        uint256 endsAt
    );
    /// @param amount The highest bid now, in TT wei.
    /// @param endsAt The end now: 10 minutes later if the bid came in the last 10.
    /// @param outbid Whose bid was beaten; zero at the first one.
    /// @param outbidAmount TT wei credited to it in the ledger.
    event BidPlaced(
        uint256 indexed auction,
        address indexed bidder,
        uint256 amount,
        uint256 endsAt,
        address indexed outbid,
        uint256 outbidAmount
    );
    /// @notice The seller has its token back; nobody had bid.
    event AuctionCanceled(uint256 indexed auction);
    /// @param winner Has the token now; zero if nobody bid and the seller has it back.
    /// @param amount TT wei paid: `toSeller + royalty + fee`; of a sale by the moment's creator all is booked as a
    /// sale.
    event AuctionSettled(
        uint256 indexed auction,
        uint256 indexed tokenId,
        address indexed winner,
        uint256 amount,
        uint256 royalty,
        uint256 fee,
        uint256 toSeller
    );

    /// @notice No such auction.
    error UnknownAuction(uint256 auction);
    /// @notice The auction is over and done with.
    error AuctionOver(uint256 auction, Status status);
    /// @notice Bids count from `opensAt` on.
    error AuctionNotOpen(uint256 auction, uint256 opensAt);
    /// @notice Bids counted until `endsAt`.
    error AuctionEnded(uint256 auction, uint256 endsAt);
    /// @notice The auction can be settled from `endsAt` on.
    error AuctionStillRunning(uint256 auction, uint256 endsAt);
    /// @notice The next bid is `minimum` TT wei or more.
    error BidTooLow(uint256 minimum, uint256 amount);
    /// @notice Only the seller may cancel.
    error NotSeller(uint256 auction, address caller);
    /// @notice Somebody has bid: the auction runs to its end.
    error AuctionHasBid(uint256 auction, address bidder);

    /// @notice The moments sold here.
    function moments() external view returns (address);

    /// @notice Number of auctions; ids are 1 to this.
    function auctionCount() external view returns (uint256);

    /// @notice Reverts with `UnknownAuction`.
    function auctionOf(
        uint256 auction
    ) external view returns (Auction memory);

    /// @notice TT wei the next bid must be at least: the reserve price, then 5% above the highest bid, rounded up.
    function minimumBidOf(
        uint256 auction
    ) external view returns (uint256);

    /// @notice Puts a token of the caller, which has approved this contract, up for auction.
    /// @param reservePrice Least first bid in TT wei, 1 to 2^96 − 1.
    /// @param opensAt Timestamp of the opening, at most 30 days from now; a past one or 0: now.
    /// @param duration Seconds from the opening, 1 hour to 30 days.
    function createAuction(
        uint256 tokenId,
        uint256 reservePrice,
        uint256 opensAt,
        uint256 duration
    ) external returns (uint256 auction);

    /// @notice Bids `amount` TT wei of the caller, at most 2^96 − 1 (79 billion TT).
    function bid(
        uint256 auction,
        uint256 amount
    ) external;

    /// @notice Ends an auction without a bid and gives the token back. Seller only.
    function cancelAuction(
        uint256 auction
    ) external;

    /// @notice Hands out token and money of an auction that has ended. Anyone.
    function settle(
        uint256 auction
    ) external;
}
