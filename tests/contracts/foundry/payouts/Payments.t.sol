// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {Source} from "../../../../contracts/types/Source.sol";
import {Split} from "../../../../contracts/types/Split.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";

contract PaymentsTest is Deployment {
    function test_OnlyTtTellsOfPayments() public {
        bytes memory data = income(Source.Fund, stranger);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.OnlyTT.selector, stranger));
        ledger.onTransferReceived(stranger, stranger, 1e18, data);
    }

    function test_NothingIsNoPayment() public {
        vm.prank(fan);
        vm.expectRevert(IPayoutLedger.ZeroAmount.selector);
        tt.transferAndCall(address(ledger), 0, income(Source.Tip, creator));
    }

    function test_NobodyPaysAReferral() public {
        vm.prank(fan);
        vm.expectRevert(
            abi.encodeWithSelector(IPayoutLedger.InvalidSource.selector, Source.Referral)
        );
        tt.transferAndCall(address(ledger), 1e18, income(Source.Referral, creator));
    }

    function test_ASubjectMustBeAbleToClaim() public {
        address[3] memory refused = [address(0), address(ledger), address(market)];
        for (uint256 i; i < refused.length; ++i) {
            for (uint256 source; source <= uint256(Source.Referral); ++source) {
                if (source == uint256(Source.Sale) || source == uint256(Source.Resale)) continue;
                vm.prank(fan);
                vm.expectRevert(
                    abi.encodeWithSelector(IPayoutLedger.InvalidRecipient.selector, refused[i])
                );
                tt.transferAndCall(address(ledger), 1e18, income(Source(source), refused[i]));
            }
        }
        uint256 dirty = uint256(uint160(creator)) | (1 << 160);
        vm.prank(fan);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.InvalidRecipient.selector, creator));
        tt.transferAndCall(address(ledger), 1e18, abi.encode(Source.Tip, dirty, address(0)));
    }

    function test_DataThatIsNoneIsRefused() public {
        bytes[3] memory refused =
            [bytes(""), hex"01", abi.encode(uint256(8), uint256(uint160(creator)), address(0))];
        for (uint256 i; i < refused.length; ++i) {
            vm.prank(fan);
            (bool done,) = address(tt)
                .call(
                    abi.encodeWithSignature(
                        "transferAndCall(address,uint256,bytes)", address(ledger), 1e18, refused[i]
                    )
                );
            assertTrue(!done, "refused");
        }
        assertEq(tt.balanceOf(address(ledger)), 0, "nothing arrived");
    }

    function test_ATipMayBePaidByOneCall() public {
        IToken token = tradingToken(5000e18);
        vm.prank(fan);
        tt.approve(address(ledger), 0);
        expectDivided(Source.Tip, 100e18, 90e18, 5e18, 5e18);
        pay(fan, Source.Tip, creator, 100e18);
        assertEq(ledger.balanceOf(creator), 90e18, "creator's");
        assertEq(ledger.balanceOf(treasury), 5e18, "protocol's");
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 5e18, "fans'");
    }

    function test_ASubscriptionIsDivided() public {
        IToken token = tradingToken(5000e18);
        expectDivided(Source.Subscription, 100e18, 80e18, 15e18, 5e18);
        pay(fan, Source.Subscription, creator, 100e18);
        (, uint256 pending,) = token.revenue();
        assertEq(pending, 15e18, "fans'");
    }

    function test_ARoyaltyIsDividedWithoutAFee() public {
        tradingToken(5000e18);
        expectDivided(Source.Royalty, 100e18, 80e18, 20e18, 0);
        pay(stranger, Source.Royalty, creator, 100e18);
        assertEq(ledger.balanceOf(treasury), 0, "no fee");
    }

    function test_AFundPayoutIsCreditedWhole() public {
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(creator, creator, Source.Fund, 100e18, 100e18);
        pay(stranger, Source.Fund, creator, 100e18);
        assertEq(ledger.balanceOf(creator), 100e18, "whole");
    }

    function test_AnOutbidAmountIsCreditedWhole() public {
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Credited(collector, address(0), Source.Outbid, 100e18, 100e18);
        pay(stranger, Source.Outbid, collector, 100e18);
        assertEq(ledger.balanceOf(collector), 100e18, "whole");
    }

    function test_SharesAddUp() public {
        Source[5] memory divided =
            [Source.Tip, Source.Sale, Source.Resale, Source.Royalty, Source.Subscription];
        for (uint256 i; i < divided.length; ++i) {
            (uint256 side, uint256 fans, uint256 protocol) = ledger.sharesOf(divided[i]);
            assertEq(side + fans + protocol, 10_000, "whole");
        }
        Source[3] memory undivided = [Source.Fund, Source.Outbid, Source.Referral];
        for (uint256 i; i < undivided.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IPayoutLedger.InvalidSource.selector, undivided[i])
            );
            ledger.sharesOf(undivided[i]);
        }
    }

    function test_PlainTransfersStayUnassigned() public {
        vm.prank(fan);
        tt.transfer(address(ledger), 100e18);
        address[] memory nothing = new address[](0);
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.NothingOwed.selector, creator));
        ledger.claimAll(nothing, none(), creator);
    }

    function test_TtKnowsERC1363() public view {
        assertTrue(tt.supportsInterface(type(IERC1363).interfaceId), "ERC-1363");
        assertTrue(!tt.supportsInterface(0xffffffff), "nothing");
    }

    function testFuzz_I3_I8_DivisionsAddUp(
        uint8[6] memory sources,
        uint96[6] memory amounts,
        bool trading,
        uint16 share
    ) public {
        IToken token;
        if (trading) token = tradingToken(1000e18);
        Split[] memory splits = new Split[](2);
        share = uint16(bound(share, 1, 9999));
        splits[0] = Split(collector, share);
        splits[1] = Split(stranger, 10_000 - share);
        vm.prank(creator);
        ledger.setSplits(splits);
        Source[5] memory known =
            [Source.Tip, Source.Royalty, Source.Subscription, Source.Fund, Source.Outbid];
        uint256 sum;
        for (uint256 i; i < 6; ++i) {
            uint256 amount = bound(amounts[i], 1, 1_000_000e18);
            pay(fan, known[sources[i] % 5], creator, amount);
            sum += amount;
        }
        uint256 credited = ledger.balanceOf(creator) + ledger.balanceOf(treasury)
            + ledger.balanceOf(collector) + ledger.balanceOf(stranger);
        assertEq(tt.balanceOf(address(ledger)), credited, "I3");
        uint256 pending;
        if (trading) (, pending,) = token.revenue();
        assertEq(credited + pending, sum, "I8");
    }

    function income(
        Source source,
        address subject
    ) private pure returns (bytes memory) {
        return abi.encode(source, uint256(uint160(subject)), address(0));
    }

    function pay(
        address by,
        Source source,
        address subject,
        uint256 amount
    ) private {
        vm.prank(by);
        tt.transferAndCall(address(ledger), amount, income(source, subject));
    }

    function expectDivided(
        Source source,
        uint256 amount,
        uint256 toCreatorSide,
        uint256 toFans,
        uint256 toProtocol
    ) private {
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.IncomeDivided(
            creator,
            source,
            0,
            source == Source.Royalty ? stranger : fan,
            amount,
            0,
            toCreatorSide,
            toFans,
            toProtocol,
            0
        );
    }
}
