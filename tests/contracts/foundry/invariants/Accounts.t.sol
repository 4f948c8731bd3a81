// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Sums} from "./Books.sol";
import {Campaign} from "./Campaign.sol";
import {Ghost} from "./Ghosts.sol";

/// @notice What must hold between the contracts' books and what they hold, after every call.
contract AccountsInvariants is Campaign {
    uint256 private constant S0 = 1_000_000e18;
    uint256 private constant SCALE = 1 << 64;

    function invariant_I1_ReserveCoversCurve() external view {
        address[] memory tokens = handler.tokens();
        for (uint256 i; i < tokens.length; ++i) {
            if (!market.isTrading(tokens[i])) continue;
            (uint256 reserve,) = market.reserveOf(tokens[i]);
            assertGe(
                reserve * SCALE,
                _curve(tokens[i], market.launchOf(tokens[i])),
                "I1: reserve >= curve(supply + returned) - p0 * returned, in wei / 2^64"
            );
        }
    }

    function invariant_I2_MarketHoldsWhatItOwes() external view {
        Sums memory s = handler.sums();
        assertGe(
            tt.balanceOf(address(market)),
            s.reserves + s.launches + s.outstanding + s.pending,
            "I2: TT of market >= reserves + launches + claimable + pending"
        );
        _holds("I2");
    }

    function invariant_I3_EverybodyHoldsWhatItOwes() external view {
        Sums memory s;
        s.ledger = handler.credits();
        s.booked = handler.bookings();
        assertEq(
            tt.balanceOf(address(ledger)) - handler.strayTt(address(ledger)),
            s.ledger + s.booked,
            "I3: TT of ledger = credits + bookings not divided"
        );
        assertEq(
            tt.balanceOf(address(auctions)) - handler.strayTt(address(auctions)),
            handler.highestBids(),
            "I3: TT of auctions = highest bids"
        );
        assertEq(
            tt.balanceOf(address(creatorFund)) - handler.strayTt(address(creatorFund)),
            creatorFund.deposits() - creatorFund.claimed(),
            "I3: TT of fund = deposits - claims"
        );
        address[4] memory empty = handler.holdNothing();
        for (uint256 i; i < empty.length; ++i) {
            assertEq(
                tt.balanceOf(empty[i]), handler.strayTt(empty[i]), "I3: the others hold nothing"
            );
        }
        assertGe(
            address(tt).balance * 10_000, tt.totalSupply(), "I3: ETH of TT * 10,000 >= supply of TT"
        );
        _holds("I3");
    }

    function invariant_I4_BalancesAddUpToSupply() external view {
        address[] memory tokens = handler.tokens();
        for (uint256 i; i < tokens.length; ++i) {
            assertEq(
                _total(tokens[i], handler.holdersOf(tokens[i])),
                IToken(tokens[i]).totalSupply(),
                "I4: sum of balances = supply of the token"
            );
        }
        assertEq(
            _total(address(tt), handler.ttHolders()),
            tt.totalSupply(),
            "I4: sum of balances = supply of TT"
        );
    }

    function invariant_I7_FeesStayBelowTheirCaps() external view {
        address[] memory tokens = handler.tokens();
        for (uint256 i; i < tokens.length; ++i) {
            ILaunches.LaunchState memory l = market.launchOf(tokens[i]);
            assertLe(l.creatorFeeBps, 300, "I7: creator fee <= 300 bps");
            assertLe(l.fanFeeBps, 300, "I7: fan fee <= 300 bps");
            assertEq(l.fanFeeBps, handler.fanFeeBps(tokens[i]), "I7: fan fee = that of the launch");
            assertEq(
                l.creatorFeeBps,
                handler.creatorFeeBps(tokens[i]),
                "I7: creator fee = what it was last lowered to"
            );
        }
        _holds("I7");
    }

    function invariant_I8_CreditsAreClaimedOwedOrPending() external view {
        Sums memory s = handler.sums();
        Ghost memory g = handler.ghost();
        uint256 known = g.claims + s.outstanding + s.ledger + s.booked + s.pending;
        assertLe(known, g.credits, "I8: claims + outstanding + pending <= credits");
        assertLe(
            g.credits - known,
            g.roundings + s.unassigned,
            "I8: credits - claims - outstanding - pending <= roundings"
        );
        _holds("I8");
    }

    function afterInvariant() external view {
        _everythingHolds();
    }

    function _more() internal view override returns (bytes4[] memory) {
        bytes4[9] memory s = [
            handler.buy.selector,
            handler.sell.selector,
            handler.contribute.selector,
            handler.returnUnvested.selector,
            handler.mint.selector,
            handler.payMoment.selector,
            handler.distribute.selector,
            handler.claimAll.selector,
            handler.pass.selector
        ];
        return _list(abi.encode(s), s.length);
    }

    /// @dev Independent of the contract's own arithmetic: with 64 bits more than a wei, rounded down at each step.
    function _curve(
        address token,
        ILaunches.LaunchState memory l
    ) private view returns (uint256 curve) {
        uint256 launchReserve = l.raised * SCALE;
        uint256 position = IToken(token).totalSupply() + l.returned;
        curve = launchReserve * position / S0;
        if (position > S0) {
            curve = (2 * launchReserve + curve * position / S0 * position / S0) / 3;
        }
        if (l.returned == 0) return curve;
        // Rounded down twice: a step of 2^-64 wei at most, also where everything was returned.
        uint256 returned = launchReserve * l.returned / S0 + 1;
        return curve > returned ? curve - returned : 0;
    }

    function _total(
        address token,
        address[] memory holders
    ) private view returns (uint256 sum) {
        for (uint256 i; i < holders.length; ++i) {
            sum += IToken(token).balanceOf(holders[i]);
        }
    }
}
