// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Assertions} from "../support/Assertions.sol";
import {IAuction, IFund, ILedger, IMarket, IMoments, ITT} from "../support/Deployed.sol";
import {Handler} from "./Handler.sol";

/// @notice What all campaigns share: the handler and the functions of it that are called.
abstract contract Campaign is Assertions {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    error Broken(string invariant, string equation, uint256 left, uint256 right);

    Handler internal handler;
    ITT internal tt;
    IMarket internal market;
    ILedger internal ledger;
    IMoments internal moments;
    IAuction internal auctions;
    IFund internal creatorFund;

    function setUp() public {
        handler = new Handler();
        (tt, market, ledger, moments, auctions, creatorFund) = handler.deployed();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @notice Every function once, and those that make a history more often.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        bytes4[][4] memory lists = [_ofMarket(), _ofMoments(), _ofPayouts(), _more()];
        uint256 count;
        for (uint256 i; i < lists.length; ++i) {
            count += lists[i].length;
        }
        bytes4[] memory all = new bytes4[](count);
        count = 0;
        for (uint256 i; i < lists.length; ++i) {
            for (uint256 j; j < lists[i].length; ++j) {
                all[count++] = lists[i][j];
            }
        }
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), all);
    }

    /// @dev Fails with the first equation of `invariant` that a handler saw broken.
    function _holds(
        string memory invariant
    ) internal view {
        (string memory equation, uint256 left, uint256 right) = handler.broken(invariant);
        require(bytes(equation).length == 0, Broken(invariant, equation, left, right));
    }

    /// @dev What the handlers compare from before a call to after it; every campaign looks at all of it in the end.
    function _everythingHolds() internal view {
        string[13] memory invariants =
            ["I2", "I3", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14", "I15"];
        for (uint256 i; i < invariants.length; ++i) {
            _holds(invariants[i]);
        }
        _holds("steps");
    }

    /// @dev Functions that a campaign is about, once more.
    function _more() internal view virtual returns (bytes4[] memory);

    function _ofMarket() internal view returns (bytes4[] memory) {
        bytes4[30] memory s = [
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
            handler.sell.selector,
            handler.closedSequence.selector,
            handler.transfer.selector,
            handler.transferFrom.selector,
            handler.approve.selector,
            handler.permit.selector,
            handler.donateTokens.selector,
            handler.transferCreator.selector,
            handler.acceptCreator.selector,
            handler.lowerCreatorFee.selector,
            handler.raiseCreatorFee.selector,
            handler.pass.selector,
            handler.pass.selector
        ];
        return _list(abi.encode(s), s.length);
    }

    function _ofMoments() internal view returns (bytes4[] memory) {
        bytes4[26] memory s = [
            handler.registerSound.selector,
            handler.createMoment.selector,
            handler.createOneOfOne.selector,
            handler.mint.selector,
            handler.mint.selector,
            handler.overmint.selector,
            handler.signVoucher.selector,
            handler.mintVoucher.selector,
            handler.cancelVoucher.selector,
            handler.transferPiece.selector,
            handler.takePiece.selector,
            handler.losePiece.selector,
            handler.redeem.selector,
            handler.createAuction.selector,
            handler.bid.selector,
            handler.bid.selector,
            handler.cancelAuction.selector,
            handler.settle.selector,
            handler.signOrder.selector,
            handler.signOrder.selector,
            handler.deal.selector,
            handler.fillOrder.selector,
            handler.fillBadOrder.selector,
            handler.twistOrder.selector,
            handler.cancelGroup.selector,
            handler.incrementCounter.selector
        ];
        return _list(abi.encode(s), s.length);
    }

    function _ofPayouts() internal view returns (bytes4[] memory) {
        bytes4[30] memory s = [
            handler.fundFans.selector,
            handler.fundFansWithPermit.selector,
            handler.tip.selector,
            handler.tipWithPermit.selector,
            handler.setSplits.selector,
            handler.setBadSplits.selector,
            handler.setPayoutAddress.selector,
            handler.claimAll.selector,
            handler.claimAll.selector,
            handler.claimAllFor.selector,
            handler.openAccount.selector,
            handler.payMoment.selector,
            handler.payAccount.selector,
            handler.payNobody.selector,
            handler.distribute.selector,
            handler.sweep.selector,
            handler.setPlan.selector,
            handler.endPlan.selector,
            handler.subscribe.selector,
            handler.subscribe.selector,
            handler.depositToFund.selector,
            handler.postRoot.selector,
            handler.postRoot.selector,
            handler.veto.selector,
            handler.claimFund.selector,
            handler.claimFund.selector,
            handler.pause.selector,
            handler.unpause.selector,
            handler.administrate.selector,
            handler.usurp.selector
        ];
        return _list(abi.encode(s), s.length);
    }

    /// @dev A static array, encoded, as a dynamic one.
    function _list(
        bytes memory encoded,
        uint256 count
    ) internal pure returns (bytes4[] memory) {
        return abi.decode(bytes.concat(abi.encode(32, count), encoded), (bytes4[]));
    }
}
