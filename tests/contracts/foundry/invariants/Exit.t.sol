// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {CurveMath} from "../../../../contracts/libraries/CurveMath.sol";
import {IToken} from "../support/Deployed.sol";
import {Sums} from "./Books.sol";
import {Campaign} from "./Campaign.sol";

/// @notice After any history everybody can leave, in any order, and what stays behind is dust.
contract ExitInvariants is Campaign {
    function invariant_I6_EverybodyCanLeave() external view {
        address[] memory tokens = handler.tokens();
        for (uint256 i; i < tokens.length; ++i) {
            if (!market.isTrading(tokens[i])) continue;
            (uint256 reserve,) = market.reserveOf(tokens[i]);
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
        _everythingHolds();
        _nothingIsLeft();
    }

    function _more() internal view override returns (bytes4[] memory) {
        bytes4[6] memory s = [
            handler.buy.selector,
            handler.mint.selector,
            handler.bid.selector,
            handler.fillOrder.selector,
            handler.subscribe.selector,
            handler.pass.selector
        ];
        return _list(abi.encode(s), s.length);
    }

    /// @dev The market keeps what was sent to it, what stands behind tokens that were sent away, and dust.
    function _nothingIsLeft() private view {
        address[] memory tokens = handler.tokens();
        Sums memory s = handler.sums();
        uint256 dust = handler.ghost().roundings + s.unassigned;
        uint256 lost = s.outstanding + s.pending;
        for (uint256 i; i < tokens.length; ++i) {
            if (!market.isTrading(tokens[i])) continue;
            dust += handler.dustOf(tokens[i]);
            lost += _curve(tokens[i]);
        }
        assertEq(s.launches, 0, "I6: contributions and bonds left = 0");
        uint256 left = tt.balanceOf(address(market)) - handler.strayTt(address(market));
        assertGe(left, lost, "I6: left >= what lost tokens stand for");
        assertLe(left - lost, dust, "I6: left - what lost tokens stand for <= dust");
        _onlyWhatWasLost();
    }

    /// @dev Ledger, auctions and fund keep what was sent to them, what nobody can claim, and what no root has given out.
    function _onlyWhatWasLost() private view {
        assertEq(handler.credits(), handler.strayCredits(), "I6: credits left = nobody's");
        assertEq(handler.bookings(), 0, "I6: bookings left = 0");
        assertEq(
            tt.balanceOf(address(ledger)),
            handler.strayTt(address(ledger)) + handler.strayCredits(),
            "I6: ledger keeps what was lost"
        );
        assertEq(handler.running().length, 0, "I6: auctions left = 0");
        assertEq(
            tt.balanceOf(address(auctions)),
            handler.strayTt(address(auctions)),
            "I6: auctions keep what was lost"
        );
        assertEq(
            tt.balanceOf(address(creatorFund)),
            handler.strayTt(address(creatorFund)) + creatorFund.deposits() - handler.granted(),
            "I6: the fund keeps what was lost, and what it has given to nobody"
        );
    }

    /// @dev What stands behind the supply: the curve up to where the token stands, less what was paid for returns.
    function _curve(
        address token
    ) private view returns (uint256) {
        ILaunches.LaunchState memory l = market.launchOf(token);
        uint256 position = IToken(token).totalSupply() + l.returned;
        return CurveMath.reserveAt(l.raised, position) - handler.returnedTt(token);
    }
}
