// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IncomeTerms} from "../types/IncomeTerms.sol";
import {Source} from "../types/Source.sol";

/// @title Income of moments
/// @notice Sales are booked per moment in one slot and divided later, by anyone.
/// @dev Anyone may open an account here and pay into any: money that came in is all that is ever divided. The accounts
/// TopMoments opens are its moments: it takes their ids for its own.
interface IMomentIncome {
    /// @notice The account `moment` is open. `token`: the creator's trading token, whose holders get the fans' part;
    /// zero as long as there is none.
    event MomentOpened(
        uint256 indexed moment, address indexed opener, IncomeTerms terms, address token
    );
    /// @notice The moment follows `token` from now on, also to a new key of its creator.
    event MomentTokenSet(uint256 indexed moment, address indexed token);

    /// @notice A sale came in and waits to be divided.
    /// @param source `Sale` or `Resale`.
    /// @param amount TT wei; of a resale, royalty and protocol fee together.
    /// @param sales TT wei of sales that wait after this, referrers' parts included.
    /// @param resales The same of resales.
    event SaleBooked(
        uint256 indexed moment,
        Source indexed source,
        address indexed payer,
        uint256 amount,
        uint256 sales,
        uint256 resales
    );
    /// @notice `referrer` was credited `amount` TT wei out of the protocol's part of the sales that wait, of which
    /// `referred` TT wei are gone so by now.
    event ReferralBooked(
        uint256 indexed moment, address indexed referrer, uint256 amount, uint256 referred
    );

    /// @notice No account `moment` was opened.
    error UnknownMoment(uint256 moment);

    /// @notice Number of accounts opened; ids are 1 to this.
    function momentCount() external view returns (uint256);

    /// @notice How the income of `moment` is divided. Reverts with `UnknownMoment`.
    function incomeTermsOf(
        uint256 moment
    ) external view returns (IncomeTerms memory);

    /// @notice The trading token of the moment's creator, whose holders get the fans' part; zero if there is none.
    /// Reverts with `UnknownMoment`.
    function tokenOfMoment(
        uint256 moment
    ) external view returns (address);

    /// @notice TT wei booked and not yet divided.
    /// @return sales Of sales, referrers' parts included.
    /// @return resales Royalties and protocol fees of resales.
    /// @return referred Part of `sales` that referrers were credited.
    function bookedOf(
        uint256 moment
    ) external view returns (uint256 sales, uint256 resales, uint256 referred);

    /// @notice Opens an account.
    /// @return moment Its id.
    function openMoment(
        IncomeTerms calldata terms
    ) external returns (uint256 moment);

    /// @notice Divides what the moments have booked. Anyone; a moment without bookings is passed over.
    function distribute(
        uint256[] calldata moments
    ) external;
}
