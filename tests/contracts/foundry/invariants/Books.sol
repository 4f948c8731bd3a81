// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IToken} from "../support/Deployed.sol";
import {Pieces} from "./Pieces.sol";

/// @notice Everything that is owed to somebody, in TT wei.
/// @param reserves What stands behind the tokens.
/// @param launches Contributions to open launches, refunds of failed ones, bonds.
/// @param outstanding Fees, dividends and referrals in the market that can be claimed now.
/// @param pending What the fans will be released.
/// @param ledger Credits in the ledger.
/// @param booked Sales and resales in the ledger that wait to be divided, less what referrers have of them.
/// @param unassigned Most that rounding can keep from everybody when dividends are added up now.
struct Sums {
    uint256 reserves;
    uint256 launches;
    uint256 outstanding;
    uint256 pending;
    uint256 ledger;
    uint256 booked;
    uint256 unassigned;
}

/// @notice Adds up what every account is owed, one by one, from what the contracts say.
abstract contract Books is Pieces {
    function sums() external view returns (Sums memory s) {
        for (uint256 i; i < _tokens.length; ++i) {
            _addToken(s, _tokens[i]);
        }
        for (uint256 i; i < ACTORS; ++i) {
            s.outstanding += market.referralsOf(_actors[i]);
        }
        s.ledger = credits();
        s.booked = bookings();
    }

    /// @notice What the ledger has credited and not yet paid.
    function credits() public view returns (uint256 sum) {
        for (uint256 i; i < ACTORS; ++i) {
            sum += ledger.balanceOf(_actors[i]);
        }
        sum += strayCredits();
    }

    /// @notice The part of it that belongs to contracts which cannot claim it.
    function strayCredits() public view returns (uint256 sum) {
        for (uint256 i; i < _strays.length; ++i) {
            sum += ledger.balanceOf(_strays[i]);
        }
    }

    /// @notice What the ledger has received for moments, and neither divided nor given to referrers.
    function bookings() public view returns (uint256 sum) {
        for (uint256 i; i < _accounts.length; ++i) {
            (uint256 sales, uint256 resales, uint256 referred) = ledger.bookedOf(_accounts[i]);
            sum += sales + resales - referred;
        }
    }

    function _addToken(
        Sums memory s,
        address token
    ) internal view {
        ILaunches.LaunchState memory l = market.launchOf(token);
        if (l.status == ILaunches.Status.Trading) {
            _addTrading(s, token);
        } else if (l.status == ILaunches.Status.Failed) {
            s.launches += l.raised - _min(refunded[token], l.raised);
        } else {
            s.launches += l.raised + l.bond;
        }
    }

    function _addTrading(
        Sums memory s,
        address token
    ) private view {
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(token);
        (uint256 accumulator, uint256 pending, uint256 creatorOwed) = IToken(token).revenue();
        s.reserves += reserve;
        s.pending += pending;
        s.outstanding += protocolOwed + creatorOwed;
        address[] memory holders = holdersOf(token);
        for (uint256 i; i < holders.length; ++i) {
            s.outstanding += IToken(token).dividendsOf(holders[i]);
        }
        address[] memory contributors = _contributors[token];
        uint256 allocated;
        for (uint256 i; i < contributors.length; ++i) {
            ILaunches.Allocation memory a = market.allocationOf(token, contributors[i]);
            s.outstanding += a.dividends;
            allocated += a.total;
        }
        // Rounded down once for every holder and allocation, twice at the release; and token wei that no allocation got.
        s.unassigned += holders.length + contributors.length + 3;
        s.unassigned += (S0 - allocated) * accumulator >> 80;
    }
}
