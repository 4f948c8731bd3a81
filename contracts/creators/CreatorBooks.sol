// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {CurveMath} from "../libraries/CurveMath.sol";
import {DecayMath} from "../libraries/DecayMath.sol";
import {
    Account,
    Revenue,
    Supply,
    packAccount,
    packRevenue,
    packSupply
} from "../types/TokenSlots.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Books of a creator token
/// @notice Balances, and what holders and creator earn.
/// @dev Three packed slots hold what a trade touches. The market's own balance is the pool of unclaimed allocations:
/// its dividends are settled per allocation by the market, never here, and nothing can be transferred into it.
abstract contract CreatorBooks is ICreatorToken, IERC20, IERC20Errors {
    /// @dev Binary digits of the accumulator's fraction.
    uint256 private constant PRECISION = 80;

    /// @inheritdoc ICreatorToken
    address public immutable market;

    Supply private _supply;
    Revenue private _revenue;
    mapping(address account => Account) private _accounts;
    mapping(address account => uint256 amount) private _settled;

    modifier onlyMarket() {
        require(msg.sender == market, OnlyMarket(msg.sender));
        _;
    }

    constructor(
        address market_
    ) {
        market = market_;
    }

    /// @notice Token wei in existence, the pool of unclaimed allocations included.
    function totalSupply() external view returns (uint256) {
        return _supply.total();
    }

    /// @notice Token wei of `account`.
    function balanceOf(
        address account
    ) external view returns (uint256) {
        return _accounts[account].balance();
    }

    /// @inheritdoc ICreatorToken
    function revenue()
        external
        view
        returns (uint256 accumulator, uint256 pending, uint256 creatorOwed)
    {
        (, accumulator, pending, creatorOwed) = _released();
    }

    /// @inheritdoc ICreatorToken
    function dividendsOf(
        address account
    ) external view returns (uint256) {
        if (account == market) return 0;
        return _settled[account] + (_earned(_accounts[account], _accumulator()) >> PRECISION);
    }

    /// @inheritdoc ICreatorToken
    function accountOf(
        address account
    ) external view returns (uint256 balance, uint256 checkpoint, uint256 settled) {
        Account a = _accounts[account];
        return (a.balance(), a.checkpoint(), _settled[account]);
    }

    /// @inheritdoc ICreatorToken
    function mint(
        address to,
        uint256 amount,
        uint256 toFans,
        uint256 toCreator
    ) external onlyMarket returns (uint256 supply) {
        uint256 accumulator;
        (supply, accumulator) = _book(toFans, toCreator);
        // The market keeps supplies below 2^90.
        unchecked {
            supply += amount;
        }
        _supply = packSupply(supply, block.timestamp, accumulator);
        _credit(to, amount, accumulator);
        emit Transfer(address(0), to, amount);
    }

    /// @inheritdoc ICreatorToken
    function burn(
        address from,
        uint256 amount,
        uint256 toFans,
        uint256 toCreator
    ) external onlyMarket returns (uint256 supply) {
        uint256 accumulator;
        (supply, accumulator) = _book(toFans, toCreator);
        _debit(from, amount, accumulator);
        // The balance was enough, so the sum of all balances is.
        unchecked {
            supply -= amount;
        }
        _supply = packSupply(supply, block.timestamp, accumulator);
        emit Transfer(from, address(0), amount);
    }

    /// @inheritdoc ICreatorToken
    function book(
        uint256 toFans
    ) external onlyMarket {
        (uint256 supply, uint256 accumulator) = _book(toFans, 0);
        _supply = packSupply(supply, block.timestamp, accumulator);
    }

    /// @inheritdoc ICreatorToken
    function collect(
        address account,
        bool isCreator
    ) external onlyMarket returns (uint256 dividends, uint256 creatorFees, uint256 accumulator) {
        uint256 supply;
        uint256 pending;
        (supply, accumulator, pending, creatorFees) = _released();
        if (!isCreator) {
            creatorFees = 0;
        } else if (creatorFees != 0) {
            Revenue stored = _revenue;
            if (stored.creatorOwed() == creatorFees) {
                // Nothing of the release is the creator's, so it need not be stored.
                pending = stored.pending();
            } else {
                _supply = packSupply(supply, block.timestamp, accumulator);
                emit RevenueBooked(accumulator, pending, creatorFees);
            }
            _revenue = packRevenue(pending, 0);
        }
        if (account != market) dividends = _collectDividends(account, accumulator);
    }

    function _collectDividends(
        address account,
        uint256 accumulator
    ) private returns (uint256 amount) {
        Account a = _accounts[account];
        amount = _earned(a, accumulator) >> PRECISION;
        if (a.hasSettled()) {
            amount += _settled[account];
            delete _settled[account];
        }
        if (amount != 0) _accounts[account] = packAccount(a.balance(), accumulator, false);
    }

    function _transfer(
        address from,
        address to,
        uint256 amount
    ) internal {
        require(from != address(0), ERC20InvalidSender(from));
        require(to != address(0) && to != market, ERC20InvalidReceiver(to));
        uint256 accumulator = _accumulator();
        _debit(from, amount, accumulator);
        _credit(to, amount, accumulator);
        emit Transfer(from, to, amount);
    }

    function _credit(
        address account,
        uint256 amount,
        uint256 accumulator
    ) private {
        Account a = _accounts[account];
        // Balances sum up to the supply, which is below 2^90.
        unchecked {
            _setBalance(account, a, a.balance() + amount, accumulator);
        }
    }

    function _debit(
        address account,
        uint256 amount,
        uint256 accumulator
    ) private {
        Account a = _accounts[account];
        uint256 balance = a.balance();
        require(balance >= amount, ERC20InsufficientBalance(account, balance, amount));
        // Checked above.
        unchecked {
            _setBalance(account, a, balance - amount, accumulator);
        }
    }

    /// @dev Changes a balance and keeps what the account has earned. It travels in the checkpoint, set so far back that
    /// the new balance has earned as much, rounded down by less than 1 + balance/2^80 wei; only where that would be
    /// before the launch is it put aside in a slot of its own.
    function _setBalance(
        address account,
        Account a,
        uint256 balance,
        uint256 checkpoint
    ) private {
        bool hasSettled = a.hasSettled();
        // The market earns nothing for itself.
        uint256 earned = account == market ? 0 : _earned(a, checkpoint);
        if (earned != 0) {
            uint256 perToken = balance == 0 ? type(uint256).max : earned / balance;
            if (perToken <= checkpoint) {
                // Checked above.
                unchecked {
                    checkpoint -= perToken;
                }
            } else {
                _settled[account] += earned >> PRECISION;
                hasSettled = true;
            }
        }
        _accounts[account] = packAccount(balance, checkpoint, hasSettled);
    }

    /// @dev What an account has earned since its checkpoint, in TT wei · 2^80.
    function _earned(
        Account a,
        uint256 accumulator
    ) private pure returns (uint256) {
        // balance < 2^90, accumulator < 2^120 and never falls.
        unchecked {
            return a.balance() * (accumulator - a.checkpoint());
        }
    }

    function _accumulator() private view returns (uint256 accumulator) {
        (, accumulator,,) = _released();
    }

    /// @dev The books with everything released that is due by now. Only what changes the supply or the revenue stores
    /// them: until then every look at them computes the same release from the same state, so that an account may be
    /// settled to an accumulator that is not yet stored.
    function _released()
        private
        view
        returns (uint256 supply, uint256 accumulator, uint256 pending, uint256 creatorOwed)
    {
        Supply s = _supply;
        Revenue r = _revenue;
        supply = s.total();
        accumulator = s.accumulator();
        pending = r.pending();
        creatorOwed = r.creatorOwed();
        // Amounts of TT are below 2^128, supplies below 2^90, the accumulator below 2^120: nothing here overflows, and
        // the parts of what is released never add up to more than it.
        unchecked {
            uint256 elapsed = block.timestamp - s.updatedAt();
            if (pending == 0 || elapsed == 0) return (supply, accumulator, pending, creatorOwed);
            uint256 released = pending - DecayMath.remaining(pending, elapsed);
            uint256 base = supply > CurveMath.LAUNCH_SUPPLY ? supply : CurveMath.LAUNCH_SUPPLY;
            uint256 perToken = (released << PRECISION) / base;
            uint256 room = type(uint120).max - accumulator;
            if (perToken < room) {
                // Rounded up, so that all holders' parts together are never more than what leaves the pool.
                released = (perToken * base + ((1 << PRECISION) - 1)) >> PRECISION;
            } else {
                // Out of room, after some 10^18 TT of dividends: the creator gets what does not fit.
                perToken = room;
                creatorOwed += released - ((perToken * base + ((1 << PRECISION) - 1)) >> PRECISION);
            }
            creatorOwed += (perToken * (base - supply)) >> PRECISION;
            accumulator += perToken;
            pending -= released;
        }
    }

    /// @dev Adds a touch's revenue; the caller stores the supply with the accumulator returned.
    function _book(
        uint256 toFans,
        uint256 toCreator
    ) private returns (uint256 supply, uint256 accumulator) {
        uint256 pending;
        uint256 creatorOwed;
        (supply, accumulator, pending, creatorOwed) = _released();
        // The market backs every wei with TT, whose supply is below 2^128.
        unchecked {
            pending += toFans;
            creatorOwed += toCreator;
        }
        _revenue = packRevenue(pending, creatorOwed);
        emit RevenueBooked(accumulator, pending, creatorOwed);
    }
}
