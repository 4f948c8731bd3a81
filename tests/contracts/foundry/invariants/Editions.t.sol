// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorFund} from "../../../../contracts/interfaces/ICreatorFund.sol";
import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {Campaign} from "./Campaign.sol";
import {LotGhost} from "./Lots.sol";
import {EditionGhost, PieceGhost} from "./Pieces.sol";

/// @notice Moments, auctions, orders and the fund against what the handlers saw happen, after every call.
contract EditionsInvariants is Campaign {
    function invariant_I9_EverySerialIsThereOnce() external view {
        uint256[] memory ids = handler.momentIds();
        uint256 minted;
        for (uint256 i; i < ids.length; ++i) {
            EditionGhost memory known = handler.editionOf(ids[i]);
            ITopMoments.Moment memory m = moments.momentState(ids[i]);
            assertLe(m.minted, m.editionSize, "I9: serials <= edition");
            assertEq(m.editionSize, known.editionSize, "I9: edition = as created");
            assertEq(m.minted, known.minted, "I9: serials = as minted");
            _doesNotExist(ids[i] * 100_000);
            _doesNotExist(ids[i] * 100_000 + m.minted + 1);
            minted += m.minted;
        }
        address[] memory holders = handler.ttHolders();
        uint256 held;
        for (uint256 i; i < holders.length; ++i) {
            held += moments.balanceOf(holders[i]);
        }
        assertEq(held, minted, "I9: sum of balances = serials");
        _holds("I9");
    }

    function invariant_I10_TheHighestBidIsHeld() external view {
        uint256[] memory running = handler.running();
        uint256 bids;
        for (uint256 i; i < running.length; ++i) {
            LotGhost memory known = handler.lotOf(running[i]);
            IMomentAuction.Auction memory a = auctions.auctionOf(running[i]);
            assertTrue(a.status == IMomentAuction.Status.Running, "I10: it runs until its end");
            assertEq(a.bidder, known.bidder, "I10: highest bidder");
            assertEq(a.amount, known.amount, "I10: highest bid");
            assertEq(a.endsAt, known.endsAt, "I10: end");
            assertEq(
                moments.ownerOf(known.tokenId), address(auctions), "I10: the token is held, too"
            );
            bids += a.amount;
        }
        assertEq(
            tt.balanceOf(address(auctions)) - handler.strayTt(address(auctions)),
            bids,
            "I10: TT of auctions = sum of highest bids"
        );
        _holds("I10");
    }

    function invariant_I11_AnOrderFillsOnceOrNever() external view {
        _holds("I11");
    }

    function invariant_I13_TheFundPaysWhatItHas() external view {
        ICreatorFund.Root memory root = creatorFund.currentRoot();
        uint256 claimed = creatorFund.claimed();
        uint256 deposits = creatorFund.deposits();
        assertLe(claimed, root.total, "I13: claims <= total of the root in force");
        assertLe(root.total, deposits, "I13: total of the root in force <= deposits");
        assertLe(creatorFund.pendingRoot().total, deposits, "I13: total that waits <= deposits");
        assertEq(claimed, handler.granted(), "I13: claims = what was credited");
        assertEq(
            tt.balanceOf(address(creatorFund)) - handler.strayTt(address(creatorFund)),
            deposits - claimed,
            "I13: TT of fund = deposits - claims"
        );
        _holds("I13");
    }

    /// @dev Every token that ever was, whatever its neighbours did.
    function afterInvariant() external view {
        uint256[] memory pieces = handler.pieces();
        for (uint256 i; i < pieces.length; ++i) {
            PieceGhost memory known = handler.pieceOf(pieces[i]);
            ITopMoments.TokenState memory token = moments.tokenState(pieces[i]);
            assertEq(token.owner, known.owner, "I9: owner");
            assertEq(token.version, known.version, "I11: version");
            assertTrue(token.redeemed == known.redeemed, "I9: redeemed");
        }
        _everythingHolds();
    }

    function _doesNotExist(
        uint256 tokenId
    ) private view {
        try moments.ownerOf(tokenId) returns (address owner) {
            assertEq(owner, address(0), "I9: no serial beyond those minted");
        } catch {}
    }

    function _more() internal view override returns (bytes4[] memory) {
        bytes4[14] memory s = [
            handler.mint.selector,
            handler.mint.selector,
            handler.mintVoucher.selector,
            handler.transferPiece.selector,
            handler.transferPiece.selector,
            handler.redeem.selector,
            handler.createAuction.selector,
            handler.bid.selector,
            handler.bid.selector,
            handler.bid.selector,
            handler.settle.selector,
            handler.deal.selector,
            handler.fillBadOrder.selector,
            handler.claimFund.selector
        ];
        return _list(abi.encode(s), s.length);
    }
}
