// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Creator fund
/// @notice Pays a budget out to creators, period by period, by how their work was received. Each period has a Merkle
/// root of what every account has earned in all periods together, and the address of the data behind it.
/// @dev A leaf is keccak256(bytes.concat(keccak256(abi.encode(block.chainid, this, account, cumulative)))); pairs are
/// hashed in order of value (OpenZeppelin's standard tree).
interface ICreatorFund {
    /// @param period From 1; 0: none.
    /// @param total TT wei of all leaves.
    /// @param effectiveAt Timestamp from which it can be claimed.
    /// @param uri Where the data behind the root is.
    struct Root {
        uint256 period;
        bytes32 root;
        uint256 total;
        uint256 effectiveAt;
        string uri;
    }

    /// @param deposits TT wei ever deposited, this included.
    event Deposited(address indexed payer, uint256 amount, uint256 deposits);
    event RootPosted(
        uint256 indexed period, bytes32 root, uint256 total, uint256 effectiveAt, string uri
    );
    /// @notice The root of `period` will never be claimed; the next one has the same number.
    event RootVetoed(uint256 indexed period, address indexed guardian);
    /// @param amount TT wei credited in the ledger.
    /// @param cumulative Everything the account was paid, this included.
    /// @param claimed The same of all accounts.
    event FundClaimed(
        address indexed account,
        uint256 indexed period,
        uint256 amount,
        uint256 cumulative,
        uint256 claimed
    );

    /// @notice Nothing was deposited.
    error ZeroAmount();
    /// @notice A root pays at most what was deposited and at least what the last one did.
    error TotalOutOfRange(uint256 total, uint256 minimum, uint256 maximum);
    /// @notice A root without proofs or data.
    error InvalidRoot(bytes32 root, string uri);
    /// @notice The root of `period` waits until `effectiveAt`; only then the next can be posted.
    error RootPending(uint256 period, uint256 effectiveAt);
    /// @notice There is no root that could be vetoed.
    error NothingToVeto();
    /// @notice The proof does not lead to the root of `period`.
    error InvalidProof(uint256 period, address account, uint256 cumulative);
    /// @notice The account has everything it was given.
    error NothingToClaim(address account, uint256 cumulative);
    /// @notice The leaves of the root add up to more than its total.
    error TotalExceeded(uint256 total, uint256 claimed);

    /// @notice The payout ledger.
    function ledger() external view returns (address);

    /// @notice TT wei ever deposited.
    function deposits() external view returns (uint256);

    /// @notice TT wei ever paid.
    function claimed() external view returns (uint256);

    /// @notice TT wei ever paid to `account`.
    function claimedOf(
        address account
    ) external view returns (uint256);

    /// @notice The root in force; zeros if none.
    function currentRoot() external view returns (Root memory);

    /// @notice The root that waits, open to a veto; zeros if none.
    function pendingRoot() external view returns (Root memory);

    /// @notice Adds `amount` TT wei of the caller to the budget. There is no way back.
    function deposit(
        uint256 amount
    ) external;

    /// @notice Posts the root of the next period; it is in force 2 days later. Operator only.
    function postRoot(
        bytes32 root,
        uint256 total,
        string calldata uri
    ) external returns (uint256 period);

    /// @notice Throws out the root that waits. Guardian only.
    function veto() external;

    /// @notice Credits `account` in the ledger with what the root in force gives it and it does not have yet. Anyone.
    /// @param cumulative TT wei of its leaf.
    /// @return amount TT wei credited.
    function claim(
        address account,
        uint256 cumulative,
        bytes32[] calldata proof
    ) external returns (uint256 amount);
}
