// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {Ghost} from "./Ghosts.sol";

/// @notice What must hold from before a call to after it: the handlers compare, these say what they found.
contract ConductInvariants is Campaign {
    function invariant_I5_NobodyGainsAlone() external view {
        _holds("I5");
    }

    function invariant_I12_NoPauseBlocksAnExit() external view {
        _holds("I12");
    }

    function invariant_I14_QuotesEqualExecution() external view {
        _holds("I14");
    }

    function invariant_I15_SalesBringTheFloor() external view {
        _holds("I15");
    }

    function invariant_ForetoldStepsSucceed() external view {
        _holds("steps");
    }

    /// @dev A handler that failed most of the time would prove nothing.
    function afterInvariant() external view {
        Ghost memory g = handler.ghost();
        assertGe(g.successes * 10, g.attempts * 6, "successes >= 60% of attempts");
        _everythingHolds();
    }

    function _more() internal view override returns (bytes4[] memory) {
        bytes4[9] memory s = [
            handler.buy.selector,
            handler.buy.selector,
            handler.buyExact.selector,
            handler.buyWithEth.selector,
            handler.sell.selector,
            handler.sell.selector,
            handler.closedSequence.selector,
            handler.closedSequence.selector,
            handler.pass.selector
        ];
        return _list(abi.encode(s), s.length);
    }
}
