// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "../support/Assertions.sol";
import {Handler} from "./Handler.sol";

/// @notice What all campaigns share: the handler and the functions of it that are called.
abstract contract Campaign is Assertions {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    error Broken(string invariant, string equation, uint256 left, uint256 right);

    Handler internal handler;

    function setUp() public {
        handler = new Handler();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), _selectors());
    }

    /// @dev Fails with the first equation of `invariant` that a handler saw broken.
    function _holds(
        string memory invariant
    ) internal view {
        (string memory equation, uint256 left, uint256 right) = handler.broken(invariant);
        require(bytes(equation).length == 0, Broken(invariant, equation, left, right));
    }

    function _selectors() private view returns (bytes4[] memory s) {
        bytes4[35] memory all = [
            handler.deposit.selector,
            handler.depositTo.selector,
            handler.withdraw.selector,
            handler.withdrawTo.selector,
            handler.transferTt.selector,
            handler.donateTt.selector,
            handler.donateEth.selector,
            handler.launch.selector,
            handler.contribute.selector,
            handler.finalize.selector,
            handler.refund.selector,
            handler.claimAllocation.selector,
            handler.returnUnvested.selector,
            handler.buy.selector,
            handler.buyExact.selector,
            handler.buyWithEth.selector,
            handler.sell.selector,
            handler.closedSequence.selector,
            handler.transfer.selector,
            handler.transferFrom.selector,
            handler.approve.selector,
            handler.permit.selector,
            handler.donateTokens.selector,
            handler.fundFans.selector,
            handler.fundFansWithPermit.selector,
            handler.tip.selector,
            handler.tipWithPermit.selector,
            handler.setSplits.selector,
            handler.setPayoutAddress.selector,
            handler.claimAll.selector,
            handler.claimAllFor.selector,
            handler.pass.selector,
            handler.transferCreator.selector,
            handler.acceptCreator.selector,
            handler.lowerCreatorFee.selector
        ];
        bytes4[13] memory more = [
            handler.raiseCreatorFee.selector,
            handler.pause.selector,
            handler.unpause.selector,
            handler.administrate.selector,
            handler.usurp.selector,
            handler.buy.selector,
            handler.buy.selector,
            handler.buyExact.selector,
            handler.sell.selector,
            handler.sell.selector,
            handler.closedSequence.selector,
            handler.pass.selector,
            handler.pass.selector
        ];
        s = new bytes4[](all.length + more.length);
        for (uint256 i; i < all.length; ++i) {
            s[i] = all[i];
        }
        for (uint256 i; i < more.length; ++i) {
            s[all.length + i] = more[i];
        }
    }
}
