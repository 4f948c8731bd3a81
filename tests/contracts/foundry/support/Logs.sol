// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {Deployment} from "./Deployment.sol";
import {Vm} from "./Vm.sol";

/// @notice Event `Traded`, whole.
struct TradeLog {
    address token;
    address trader;
    address to;
    TradeData data;
}

/// @notice Its part that is not indexed, in its order.
struct TradeData {
    bool isBuy;
    uint256 ttAmount;
    uint256 tokenAmount;
    uint256 creatorFee;
    uint256 fanFee;
    uint256 protocolFee;
    address referrer;
    uint256 referrerFee;
    uint256 reserve;
    uint256 supply;
}

/// @notice Events that are too wide for `expectEmit` without the slow pipeline.
abstract contract Logs is Deployment {
    /// @notice The only trade since `vm.recordLogs()`.
    function recordedTrade() internal returns (TradeLog memory trade) {
        Vm.Log memory log = recorded(ICreatorMarket.Traded.selector);
        assertEq(log.emitter, address(market), "the market says so");
        trade.token = address(uint160(uint256(log.topics[1])));
        trade.trader = address(uint160(uint256(log.topics[2])));
        trade.to = address(uint160(uint256(log.topics[3])));
        trade.data = abi.decode(log.data, (TradeData));
    }

    /// @notice The only event of this kind since `vm.recordLogs()`.
    function recorded(
        bytes32 topic
    ) internal returns (Vm.Log memory found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != topic) continue;
            found = logs[i];
            ++count;
        }
        assertEq(count, 1, "exactly one such event");
    }
}
