// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {CurveMath} from "../../../../contracts/libraries/CurveMath.sol";
import {IMarket, ITT, IToken} from "../support/Deployed.sol";
import {Sums} from "./Books.sol";
import {Campaign} from "./Campaign.sol";

/// @notice After any history everybody can leave, in any order, and what stays behind is dust.
contract ExitInvariants is Campaign {
    function invariant_I6_EverybodyCanLeave() external view {
        (, address market,) = handler.contracts();
        address[] memory tokens = handler.tokens();
        for (uint256 i; i < tokens.length; ++i) {
            if (!IMarket(market).isTrading(tokens[i])) continue;
            (uint256 reserve,) = IMarket(market).reserveOf(tokens[i]);
            assertLe(
                reserve - _curve(tokens[i]),
                handler.dustOf(tokens[i]),
                "I6: reserve - curve <= sum of (1 + price) of its trades"
            );
        }
        _holds("I6");
    }

    function afterInvariant() external {
        uint256 seed = uint256(keccak256(abi.encode(handler.ghost(), block.timestamp)));
        handler.leaveAll(seed, seed & 1 << 255 != 0);
        _holds("I6");
        _holds("I12");
        _holds("I15");
        _nothingIsLeft();
    }

    /// @dev The market keeps what was sent to it, what stands behind tokens that were sent away, and dust.
    function _nothingIsLeft() private view {
        (address tt, address market, address ledger) = handler.contracts();
        address[] memory tokens = handler.tokens();
        Sums memory s = handler.sums();
        uint256 dust = handler.ghost().roundings + s.unassigned;
        uint256 lost = s.outstanding + s.pending;
        for (uint256 i; i < tokens.length; ++i) {
            if (!IMarket(market).isTrading(tokens[i])) continue;
            dust += handler.dustOf(tokens[i]);
            lost += _curve(tokens[i]);
        }
        assertEq(s.launches, 0, "I6: contributions and bonds left = 0");
        assertEq(s.ledger, 0, "I6: credits left = 0");
        uint256 left = ITT(tt).balanceOf(market) - handler.strayTt(market);
        assertGe(left, lost, "I6: left >= what lost tokens stand for");
        assertLe(left - lost, dust, "I6: left - what lost tokens stand for <= dust");
        assertEq(
            ITT(tt).balanceOf(ledger), handler.strayTt(ledger), "I6: ledger keeps what was lost"
        );
    }

    /// @dev What stands behind the supply: the curve up to where the token stands, less what was paid for returns.
    function _curve(
        address token
    ) private view returns (uint256) {
        (, address market,) = handler.contracts();
        ILaunches.LaunchState memory l = IMarket(market).launchOf(token);
        uint256 position = IToken(token).totalSupply() + l.returned;
        return CurveMath.reserveAt(l.raised, position) - handler.returnedTt(token);
    }
}
