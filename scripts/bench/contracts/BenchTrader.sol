// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../contracts/interfaces/ICreatorMarket.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice What an aggregator does: one transaction, many trades of other people's money. For benches only.
contract BenchTrader {
    enum Kind {
        Buy,
        BuyExact,
        Sell
    }

    /// @param amount TT wei (Buy) or token wei.
    /// @param to Who receives the other side.
    struct Trade {
        Kind kind;
        address token;
        uint256 amount;
        address to;
    }

    ICreatorMarket private immutable MARKET;

    constructor(
        ICreatorMarket market
    ) {
        MARKET = market;
        IERC20(market.tt()).approve(address(market), type(uint256).max);
    }

    function trade(
        Trade[] calldata trades
    ) external {
        for (uint256 i; i < trades.length; ++i) {
            Trade calldata t = trades[i];
            if (t.kind == Kind.Buy) {
                MARKET.buy(t.token, t.amount, 0, t.to, block.timestamp, address(0));
            } else if (t.kind == Kind.BuyExact) {
                MARKET.buyExact(
                    t.token, t.amount, type(uint256).max, t.to, block.timestamp, address(0)
                );
            } else {
                MARKET.sell(t.token, t.amount, 0, t.to, block.timestamp, address(0));
            }
        }
    }
}
