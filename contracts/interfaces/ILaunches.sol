// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LaunchTerms} from "../types/LaunchTerms.sol";
import {IBounds} from "./IBounds.sol";

/// @title Launches
/// @notice A token is born when creator and fans put TT in together, everyone at the same price.
interface ILaunches is IBounds {
    /// @notice `Closed`: the window is over or the maximum reached, and nobody has called `finalize` yet.
    enum Status {
        None,
        Open,
        Closed,
        Trading,
        Failed
    }

    /// @notice A launch as it stands. `returned`: token wei of allocations given back unvested by all accounts.
    struct LaunchState {
        Status status;
        address creator;
        uint256 raised;
        uint256 closesAt;
        uint256 finalizedAt;
        uint256 minimumRaise;
        uint256 maximumRaise;
        uint256 maxPerAccount;
        uint256 allocationVesting;
        uint256 creatorVesting;
        uint256 creatorFeeBps;
        uint256 fanFeeBps;
        uint256 bond;
        uint256 returned;
    }

    /// @notice What an account has from a launch. Token wei, but for `contributed` and `dividends` (TT wei).
    /// @param contributed TT wei put in (0 after a refund).
    /// @param total Tokens the contribution bought.
    /// @param vested Part that has vested by now, claimed or not.
    /// @param claimed Part already claimed.
    /// @param returned Part given back unvested.
    /// @param dividends TT wei earned by the unclaimed part, the release up to this block included.
    struct Allocation {
        uint256 contributed;
        uint256 total;
        uint256 vested;
        uint256 claimed;
        uint256 returned;
        uint256 dividends;
    }

    /// @notice A launch is open until `closesAt`; `bond` TT wei are held until it ends.
    event Launched(
        address indexed token,
        address indexed creator,
        LaunchTerms terms,
        uint256 closesAt,
        uint256 bond
    );

    /// @param contributed The account's contribution after this one.
    /// @param raised Everyone's after this one.
    event Contributed(
        address indexed token,
        address indexed account,
        uint256 amount,
        uint256 contributed,
        uint256 raised
    );

    /// @notice Trading begins: `reserve` TT wei stand against `supply` token wei. The bond went back to the creator.
    event Finalized(address indexed token, uint256 reserve, uint256 supply);

    /// @notice The minimum was missed: contributors take refunds, handle and creator are free. The bond went back.
    event LaunchFailed(address indexed token, uint256 raised, uint256 minimumRaise);
    /// @notice `account` took its whole contribution to a failed launch back.
    event Refunded(address indexed token, address indexed account, uint256 amount);

    /// @param claimed Everything the account has claimed of its allocation, this claim included.
    event AllocationClaimed(
        address indexed token, address indexed account, uint256 amount, uint256 claimed
    );

    /// @param returned Everything the account has given back, this return included.
    /// @param ttOut TT wei paid, at the initial price.
    /// @param returnedByAll The same over all accounts.
    event UnvestedReturned(
        address indexed token,
        address indexed account,
        uint256 amount,
        uint256 returned,
        uint256 returnedByAll,
        uint256 ttOut,
        uint256 reserve,
        uint256 supply
    );
    /// @notice Launches from now on hold a bond of `bond` TT wei.
    event LaunchBondSet(uint256 bond);

    /// @notice The amount, or what it would buy, is nothing.
    error ZeroAmount();
    /// @notice A handle is 3 to 20 of the characters a-z, 0-9 and _.
    error InvalidHandle(string handle);
    /// @notice `token` has the handle.
    error HandleTaken(string handle, address token);
    /// @notice Contributions are over.
    error LaunchNotOpen(address token, Status status);
    /// @notice The launch cannot be ended before `closesAt`.
    error LaunchStillOpen(address token, uint256 closesAt);
    /// @notice `amount` is more than what is left until the launch's maximum.
    error LaunchFull(address token, uint256 remaining, uint256 amount);
    /// @notice `amount` is more than what the account may still contribute.
    error AccountLimitExceeded(address account, uint256 remaining, uint256 amount);
    /// @notice The launch was ended before.
    error LaunchEnded(address token, Status status);
    /// @notice Only a failed launch gives contributions back.
    error LaunchNotFailed(address token, Status status);
    /// @notice Trading has not begun, or never will.
    error NotTrading(address token, Status status);
    /// @notice The account contributed nothing, or has its refund.
    error NothingToRefund(address token, address account);
    /// @notice Nothing has vested that was not claimed.
    error NothingVested(address token, address account);
    /// @notice More would be given back than has not vested.
    error ReturnExceedsUnvested(uint256 unvested, uint256 amount);
    /// @notice Only whole tokens (multiples of 1e18 wei) can be given back.
    error NotWholeTokens(uint256 amount);

    /// @notice Bond in TT wei a launch holds while it is open; a whole number of TT.
    function launchBond() external view returns (uint256);

    /// @notice Shortest window in seconds: 1 hour, less on local networks.
    function MIN_WINDOW() external view returns (uint256);

    /// @notice The launch as it stands now. Reverts with `UnknownToken`.
    function launchOf(
        address token
    ) external view returns (LaunchState memory);

    /// @notice Whether the launch succeeded and trading began.
    function isTrading(
        address token
    ) external view returns (bool);

    /// @notice What `account` has from the launch of `token` now; zeros but `contributed` before trading begins.
    function allocationOf(
        address token,
        address account
    ) external view returns (Allocation memory);

    /// @notice Opens a launch; takes the bond in TT. One token per creator, one token per handle.
    /// @return token Address of the new creator token.
    function launch(
        LaunchTerms calldata terms
    ) external returns (address token);

    /// @notice Puts `amount` TT wei into an open launch.
    function contribute(
        address token,
        uint256 amount
    ) external;

    /// @notice Ends a launch whose window is over or whose maximum is reached: trading begins, or it failed. Anyone.
    function finalize(
        address token
    ) external;

    /// @notice Gives the caller's whole contribution to a failed launch back; ends the launch first if need be.
    /// @return amount TT wei.
    function refund(
        address token
    ) external returns (uint256 amount);

    /// @notice Sends the caller what has vested of its allocation and is not yet claimed.
    /// @return amount Token wei.
    function claimAllocation(
        address token
    ) external returns (uint256 amount);

    /// @notice Gives `amount` token wei that have not vested back at the initial price, without a fee. They come off
    /// the end of the vesting and off the flat part of the curve, so that nobody's price moves.
    /// @param amount A whole number of tokens: a multiple of 1e18 wei.
    /// @return ttOut TT wei, rounded down.
    function returnUnvested(
        address token,
        uint256 amount
    ) external returns (uint256 ttOut);

    /// @notice Sets the bond of future launches: a whole number of TT, at most 1,000. Admin only.
    function setLaunchBond(
        uint256 bond
    ) external;
}
