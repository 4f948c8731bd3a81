// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Creator token
/// @notice ERC-20 of one creator: minted and burned by the market along its curve, and the book of what the holders
/// and the creator earn. Amounts of revenue are TT wei and are held by the market.
/// @dev Everything for the holders enters one pending pool; half of it is released every 2 days, at the next touch, as
/// dividends per token over max(supply, launch supply). Both sides are settled before any balance changes.
interface ICreatorToken {
    /// @notice The books as they are stored: pool released up to this block, revenue added. What the creator collects
    /// in the same call is still in `creatorOwed`.
    /// @param accumulator Dividends per token wei since the launch, in TT wei · 2^80.
    /// @param pending TT wei not yet released to holders.
    /// @param creatorOwed TT wei the creator may collect.
    event RevenueBooked(uint256 accumulator, uint256 pending, uint256 creatorOwed);

    /// @notice Royalties that foreign exchanges sent here went to the ledger: `amount` TT wei, ETH as TT.
    event Swept(address indexed caller, uint256 amount);

    /// @notice Only the market mints, burns and keeps the books.
    error OnlyMarket(address caller);
    /// @notice The permit was valid until `deadline`.
    error ERC2612ExpiredSignature(uint256 deadline);
    /// @notice The permit was signed by `signer`, not by the owner of the tokens.
    error ERC2612InvalidSigner(address signer, address owner);

    /// @notice Nothing has arrived.
    error NothingToSweep();
    /// @notice TT goes by `sweep`; this token itself is nobody's royalty.
    error NotSweepable(address erc20);

    /// @notice The market that mints and burns.
    function market() external view returns (address);

    /// @notice Unique handle of the creator at launch.
    function handle() external view returns (string memory);

    /// @notice ERC-7572 metadata.
    function contractURI() external view returns (string memory);

    /// @notice TT wei `account` could collect now for its balance, the release up to this block included.
    function dividendsOf(
        address account
    ) external view returns (uint256);

    /// @notice The books as a touch in this block would leave them.
    /// @return accumulator Dividends per token wei in TT wei · 2^80.
    /// @return pending TT wei not yet released.
    /// @return creatorOwed TT wei the creator may collect.
    function revenue()
        external
        view
        returns (uint256 accumulator, uint256 pending, uint256 creatorOwed);

    /// @notice Where `account` stands in the books.
    /// @return balance Token wei.
    /// @return checkpoint Accumulator since which its balance has earned what it has, in TT wei · 2^80. A change of
    /// the balance sets it back so far that the new balance has earned the same.
    /// @return settled TT wei put aside beside that, and not yet collected.
    function accountOf(
        address account
    ) external view returns (uint256 balance, uint256 checkpoint, uint256 settled);

    /// @notice Mints `amount` to `to` and books the trade's fees. Market only.
    /// @param toFans TT wei into the pending pool.
    /// @param toCreator TT wei for the creator.
    /// @return supply Total supply after.
    function mint(
        address to,
        uint256 amount,
        uint256 toFans,
        uint256 toCreator
    ) external returns (uint256 supply);

    /// @notice Burns `amount` of `from` and books the trade's fees. Market only.
    /// @return supply Total supply after.
    function burn(
        address from,
        uint256 amount,
        uint256 toFans,
        uint256 toCreator
    ) external returns (uint256 supply);

    /// @notice Adds `toFans` TT wei to the pending pool. Market only.
    function book(
        uint256 toFans
    ) external;

    /// @notice Takes what `account` is owed out of the books. Market only.
    /// @param isCreator Whether the creator's fees are the account's too.
    /// @return dividends TT wei the market has to pay for the account's balance.
    /// @return creatorFees TT wei the market has to pay the creator; `creatorOwed` is zero afterwards.
    /// @return accumulator Dividends per token wei now; the account is settled to it if it earned a whole wei.
    function collect(
        address account,
        bool isCreator
    ) external returns (uint256 dividends, uint256 creatorFees, uint256 accumulator);

    /// @notice Divides the ETH and TT that foreign exchanges sent here as royalties (ERC-2981): 80% creator side, 20%
    /// fans. Anyone. Splits of single moments hold only for sales in the protocol's own exchange and auctions.
    /// @return amount TT wei.
    function sweep() external returns (uint256 amount);

    /// @notice Sends royalties that came in another token, which the protocol cannot divide, to the creator's payout
    /// address. Anyone; the other token tells of it.
    /// @return amount In units of `erc20`.
    function sweepToken(
        address erc20
    ) external returns (uint256 amount);
}
