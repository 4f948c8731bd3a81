// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Quote} from "../types/Quote.sol";

/// @title Creator market
/// @notice Launches, curve and trades of every creator token, and the only holder of their reserves.
/// @dev p(S) = p₀ · max(1, (S/S₀)²). A sale always brings at least p₀ per token before fees.
interface ICreatorMarket {
    /// @notice A trade, and the state it left.
    /// @param trader Who paid TT (buy) or gave tokens (sell).
    /// @param to Who received the other side.
    /// @param ttAmount TT wei the trader paid, fees included (buy), or `to` received, fees taken off (sell).
    /// @param protocolFee The whole of it, the referrer's part included.
    /// @param referrer Who got `referrerFee`; zero if nobody.
    /// @param reserve TT wei of this token's reserve after the trade.
    /// @param supply Token wei after the trade.
    event Traded(
        address indexed token,
        address indexed trader,
        address indexed to,
        bool isBuy,
        uint256 ttAmount,
        uint256 tokenAmount,
        uint256 creatorFee,
        uint256 fanFee,
        uint256 protocolFee,
        address referrer,
        uint256 referrerFee,
        uint256 reserve,
        uint256 supply
    );

    /// @notice Revenue from elsewhere entered the fans' pending pool.
    event FansFunded(address indexed token, address indexed payer, uint256 amount);

    /// @notice What `account` was owed for `token` left the market.
    /// @param dividends TT wei for its balance.
    /// @param allocationDividends TT wei for its unclaimed allocation.
    /// @param creatorFees TT wei as the creator's payout address.
    /// @param protocolFees TT wei as the protocol's payout address.
    /// @param accumulator Dividends per token wei (TT wei · 2^80) in this block. Balance and allocation are settled to
    /// it where they earned a whole wei; a fraction stays earned.
    event Collected(
        address indexed account,
        address indexed token,
        uint256 dividends,
        uint256 allocationDividends,
        uint256 creatorFees,
        uint256 protocolFees,
        uint256 accumulator
    );

    /// @notice What `account` was owed as a referrer left the market.
    event ReferralsCollected(address indexed account, uint256 amount);
    /// @notice `payout` may claim the protocol's fees from now on.
    event ProtocolPayoutSet(address indexed payout);

    /// @notice The trade was valid until `deadline`.
    error DeadlineExpired(uint256 deadline, uint256 timestamp);
    /// @notice The trade would bring or cost `actual`, worse than the caller's `limit`.
    error SlippageExceeded(uint256 limit, uint256 actual);
    /// @notice The supply would exceed 1,000 times the launch supply.
    error SupplyLimitExceeded(uint256 supply, uint256 limit);
    /// @notice The reserve would exceed what stands behind 1,000 times the launch supply.
    error ReserveLimitExceeded(uint256 reserve, uint256 limit);
    /// @notice More would be sold than exists.
    error AmountExceedsSupply(uint256 amount, uint256 supply);
    /// @notice Nothing can be sent to `to`.
    error InvalidRecipient(address to);
    /// @notice Only the ledger collects, for the account it pays.
    error OnlyLedger(address caller);

    /// @notice The ledger that pays out what this market owes.
    function ledger() external view returns (address);

    /// @notice The platform token.
    function tt() external view returns (address);

    /// @notice The code every creator token is a clone of.
    function tokenImplementation() external view returns (address);

    /// @notice Who may claim the protocol's fees.
    function protocolPayout() external view returns (address);

    /// @notice TT wei held against `token`'s supply, and protocol fees accrued by its trades.
    function reserveOf(
        address token
    ) external view returns (uint256 reserve, uint256 protocolOwed);

    /// @notice TT wei per whole token (1e18 wei) now, rounded down; the price of the next infinitesimal trade.
    function priceOf(
        address token
    ) external view returns (uint256);

    /// @notice TT wei owed to `account` as a referrer.
    function referralsOf(
        address account
    ) external view returns (uint256);

    /// @notice TT wei that `collect` would pay `account` now. A token may be listed once.
    function owed(
        address account,
        address[] calldata tokens
    ) external view returns (uint256);

    /// @notice What `buy` with `ttIn` TT wei would do now. Reverts as `buy` would, but for limits and pause.
    function quoteBuy(
        address token,
        uint256 ttIn
    ) external view returns (Quote memory);

    /// @notice What `buyExact` of `tokensOut` token wei would do now.
    function quoteBuyExact(
        address token,
        uint256 tokensOut
    ) external view returns (Quote memory);

    /// @notice What `sell` of `tokensIn` token wei would do now.
    function quoteSell(
        address token,
        uint256 tokensIn
    ) external view returns (Quote memory);

    /// @notice Spends exactly `ttIn` TT wei, fees included.
    /// @param minTokensOut Least token wei accepted.
    /// @param to Who receives the tokens.
    /// @param deadline Timestamp after which it reverts.
    /// @param referrer Gets half of the protocol fee unless it is zero, the trader or the creator.
    function buy(
        address token,
        uint256 ttIn,
        uint256 minTokensOut,
        address to,
        uint256 deadline,
        address referrer
    ) external returns (uint256 tokensOut);

    /// @notice Buys exactly `tokensOut` token wei for at most `maxTtIn` TT wei, fees included.
    function buyExact(
        address token,
        uint256 tokensOut,
        uint256 maxTtIn,
        address to,
        uint256 deadline,
        address referrer
    ) external returns (uint256 ttIn);

    /// @notice `buy` with ETH, turned into TT at 10,000 for 1.
    function buyWithEth(
        address token,
        uint256 minTokensOut,
        address to,
        uint256 deadline,
        address referrer
    ) external payable returns (uint256 tokensOut);

    /// @notice Sells exactly `tokensIn` token wei; needs no allowance and no one's leave.
    /// @param minTtOut Least TT wei accepted, after fees.
    /// @param to Who receives the TT.
    function sell(
        address token,
        uint256 tokensIn,
        uint256 minTtOut,
        address to,
        uint256 deadline,
        address referrer
    ) external returns (uint256 ttOut);

    /// @notice Puts `amount` TT wei of the caller into the fans' pending pool of a trading token. Anyone.
    function fundFans(
        address token,
        uint256 amount
    ) external;

    /// @notice Sends everything owed to `account` for `tokens` and as a referrer to `to`. Ledger only.
    /// @return amount TT wei sent.
    function collect(
        address account,
        address[] calldata tokens,
        address to
    ) external returns (uint256 amount);

    /// @notice Names who may claim the protocol's fees, the accrued ones included. Admin only.
    function setProtocolPayout(
        address payout
    ) external;
}
