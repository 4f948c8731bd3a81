// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../contracts/interfaces/ICreatorMarket.sol";
import {ILaunches} from "../../../contracts/interfaces/ILaunches.sol";
import {IPayoutLedger} from "../../../contracts/interfaces/IPayoutLedger.sol";
import {ISplits} from "../../../contracts/interfaces/ISplits.sol";
import {ISubscriptions} from "../../../contracts/interfaces/ISubscriptions.sol";
import {IToktokToken} from "../../../contracts/interfaces/IToktokToken.sol";
import {ITopMoments} from "../../../contracts/interfaces/ITopMoments.sol";
import {LaunchTerms} from "../../../contracts/types/LaunchTerms.sol";
import {Quote} from "../../../contracts/types/Quote.sol";
import {Split} from "../../../contracts/types/Split.sol";
import {Voucher} from "../../../contracts/types/Voucher.sol";
import {IMoments, IToken} from "./support/Deployed.sol";
import {Moments} from "./support/Moments.sol";

/// @notice Refuses every call and all ETH.
contract Refusing {
    error Refused();

    fallback() external payable {
        revert Refused();
    }
}

/// @notice One test for every incident of other platforms that concerns market, token, ledger and TT.
contract IncidentsTest is Moments {
    IToken private token;

    function setUp() public override {
        super.setUp();
        LaunchTerms memory t = terms("mona");
        t.allocationVesting = 0;
        token = tradingToken(t, 5000e18);
        claimAllocation(fan, token);
    }

    function test_Virtuals_TheMinimumIsOnWhatArrives() public {
        Quote memory q = market.quoteSell(address(token), S0 / 10);
        uint256 gross = q.ttAmount + q.creatorFee + q.fanFee + q.protocolFee;
        vm.expectRevert(
            abi.encodeWithSelector(ICreatorMarket.SlippageExceeded.selector, gross, q.ttAmount)
        );
        vm.prank(fan);
        market.sell(address(token), S0 / 10, gross, fan, FOREVER, NOBODY);
        uint256 before = tt.balanceOf(fan);
        vm.prank(fan);
        market.sell(address(token), S0 / 10, q.ttAmount, fan, FOREVER, NOBODY);
        assertEq(tt.balanceOf(fan) - before, q.ttAmount, "the minimum arrived");
    }

    function testFuzz_Virtuals_RoundingNeverHelpsTheTrader(
        uint16[20] memory amounts
    ) public {
        uint256 before = tt.balanceOf(collector);
        for (uint256 i; i < 20; ++i) {
            uint256 held = token.balanceOf(collector);
            if (i % 3 == 0) {
                vm.prank(collector);
                market.buyExact(
                    address(token), uint256(amounts[i]) + 1, FOREVER, collector, FOREVER, NOBODY
                );
            } else if (i % 3 == 1) {
                buy(collector, token, uint256(amounts[i]) + 10);
            } else if (held != 0) {
                sell(collector, token, bound(amounts[i], 1, held));
            }
            (uint256 reserve,) = market.reserveOf(address(token));
            Quote memory all = market.quoteSell(address(token), token.totalSupply());
            uint256 curve = all.ttAmount + all.creatorFee + all.fanFee + all.protocolFee;
            assertGe(reserve, curve, "I1");
        }
        if (token.balanceOf(collector) != 0) sell(collector, token, token.balanceOf(collector));
        assertLe(tt.balanceOf(collector), before, "no gain");
    }

    function test_FriendTech_NoOverpaymentIsKept() public {
        uint256 cost = market.quoteBuyExact(address(token), 100e18).ttAmount;
        uint256 before = tt.balanceOf(collector);
        vm.prank(collector);
        market.buyExact(address(token), 100e18, FOREVER, collector, FOREVER, NOBODY);
        assertEq(before - tt.balanceOf(collector), cost, "the cost alone");
        // ETH buys what it is worth: nothing of it is left anywhere.
        uint256 out = market.quoteBuy(address(token), 10_000e18).tokenAmount;
        vm.deal(stranger, 1 ether);
        vm.prank(stranger);
        market.buyWithEth{value: 1 ether}(address(token), 0, stranger, FOREVER, NOBODY);
        assertEq(token.balanceOf(stranger), out, "all of it");
        assertEq(address(market).balance, 0, "none kept");
    }

    function test_FriendTech_NoPushedFeeBlocksASale() public {
        address refusing = address(new Refusing());
        vm.prank(creator);
        market.setPayoutAddress(refusing);
        bytes memory call = abi.encodeCall(market.setProtocolPayout, (refusing));
        vm.prank(admin);
        accessManager.schedule(address(market), call, 0);
        vm.warp(block.timestamp + ADMIN_DELAY);
        vm.prank(admin);
        market.setProtocolPayout(refusing);
        assertTrue(sell(fan, token, S0 / 2) > 0, "sold");
        vm.prank(fan);
        ledger.tip(creator, 1e18);
        assertTrue(owed(refusing, token) > 0, "what it is owed waits");
    }

    function test_Zora_ARevertingReferrerStopsNobody() public {
        address refusing = address(new Refusing());
        vm.startPrank(fan);
        market.sell(address(token), S0 / 2, 0, fan, FOREVER, refusing);
        market.buy(address(token), 1000e18, 0, fan, FOREVER, refusing);
        vm.stopPrank();
        assertTrue(market.referralsOf(refusing) > 0, "what it is owed waits");
    }

    function test_Tokemak_AFlashLoanEarnsNothing() public {
        vm.prank(stranger);
        market.fundFans(address(token), 100_000e18);
        vm.warp(block.timestamp + 30 days);
        uint256 before = tt.balanceOf(collector);
        uint256 bought = buy(collector, token, 9_000_000e18);
        assertEq(owed(collector, token), 0, "nothing to claim");
        vm.prank(collector);
        token.transfer(stranger, bought);
        assertEq(owed(stranger, token), 0, "nor for another account");
        vm.prank(stranger);
        token.transfer(collector, bought);
        sell(collector, token, bought);
        assertEq(owed(collector, token), 0, "nor afterwards");
        assertLt(tt.balanceOf(collector), before, "it cost the fees");
    }

    function test_TheLastWeiOfTokenCatchesNoFees() public {
        sell(fan, token, S0 - 1);
        assertEq(token.totalSupply(), 1, "one wei is left");
        vm.prank(stranger);
        market.fundFans(address(token), 100_000e18);
        vm.warp(block.timestamp + 300 days);
        assertLe(owed(fan, token), 1, "next to nothing");
        // What was put in, the fees of the sale, and nothing left behind.
        assertGe(claim(creator, token), 100_000e18 + 90e18, "the creator's");
    }

    function test_ADustPaymentDelaysNoStream() public {
        vm.prank(stranger);
        market.fundFans(address(token), 1000e18);
        for (uint256 i; i < 96; ++i) {
            vm.warp(block.timestamp + 30 minutes);
            vm.prank(collector);
            market.fundFans(address(token), 1);
        }
        assertClose(owed(fan, token), 500e18, 200, "half after two days all the same");
    }

    function test_Akutars_NoRefundWaitsForAnother() public {
        IToken failing = openLaunch(stranger, terms("failing"));
        address refusing = address(new Refusing());
        fund(refusing, 10e18);
        contribute(refusing, failing, 10e18);
        contribute(collector, failing, 20e18);
        finalize(failing);
        vm.prank(collector);
        assertEq(market.refund(address(failing)), 20e18, "without the other");
        vm.prank(refusing);
        assertEq(market.refund(address(failing)), 10e18, "even who takes no ETH");
        assertEq(tt.balanceOf(refusing), 10e18, "received");
    }

    function test_TreasureDAO_ZeroIsRefusedEverywhere() public {
        bytes4 zero = ILaunches.ZeroAmount.selector;
        address a = address(token);
        uint256 moment = createMoment();
        vm.startPrank(fan);
        vm.expectRevert(ITopMoments.ZeroQuantity.selector);
        moments.mint(moment, 0, fan, FOREVER, NOBODY);
        vm.expectRevert(zero);
        market.buy(a, 0, 0, fan, FOREVER, NOBODY);
        vm.expectRevert(zero);
        market.buyExact(a, 0, 0, fan, FOREVER, NOBODY);
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        market.buyWithEth(a, 0, fan, FOREVER, NOBODY);
        vm.expectRevert(zero);
        market.sell(a, 0, 0, fan, FOREVER, NOBODY);
        vm.expectRevert(zero);
        market.contribute(a, 0);
        vm.expectRevert(zero);
        market.returnUnvested(a, 0);
        vm.expectRevert(zero);
        market.fundFans(a, 0);
        vm.expectRevert(IPayoutLedger.ZeroAmount.selector);
        ledger.tip(creator, 0);
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        tt.withdraw(0);
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        tt.deposit();
        vm.stopPrank();
    }

    function test_TopShot_ASignedMintIsNotReplayed() public {
        Voucher memory voucher = Voucher(creator, 7, 0, momentTerms());
        voucher.terms.editionSize = 3;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf("creator"), moments.hashVoucher(voucher));
        bytes memory signature = abi.encodePacked(r, s, v);
        uint256 before = tt.balanceOf(collector);
        vm.startPrank(collector);
        moments.mintVoucher(voucher, signature, 2, collector, FOREVER, NOBODY);
        // The same again is the same moment: it costs the same and ends with the edition.
        moments.mintVoucher(voucher, signature, 1, collector, FOREVER, NOBODY);
        assertEq(before - tt.balanceOf(collector), 30e18, "each was paid");
        vm.expectRevert(abi.encodeWithSelector(ITopMoments.EditionSoldOut.selector, 1, 0, 1));
        moments.mintVoucher(voucher, signature, 1, collector, FOREVER, NOBODY);
        // Under another nonce, or elsewhere, the signature says nothing.
        bytes memory invalid =
            abi.encodeWithSelector(ITopMoments.InvalidSignature.selector, creator);
        IMoments elsewhere = IMoments(
            vm.deployCode("TopMoments.sol:TopMoments", abi.encode(accessManager, ledger, sounds))
        );
        tt.approve(address(elsewhere), FOREVER);
        vm.expectRevert(invalid);
        elsewhere.mintVoucher(voucher, signature, 1, collector, FOREVER, NOBODY);
        voucher.nonce = 8;
        vm.expectRevert(invalid);
        moments.mintVoucher(voucher, signature, 1, collector, FOREVER, NOBODY);
        vm.stopPrank();
        assertEq(ledger.momentCount(), 1, "one moment");
    }

    function test_0xSplits_TooManyRecipientsAreRefused() public {
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(ISplits.TooManySplits.selector, 1000, 8));
        ledger.setSplits(new Split[](1000));
    }

    function test_0xSplits_NobodyTakesTheRemainder() public {
        Split[] memory splits = new Split[](8);
        for (uint256 i; i < 8; ++i) {
            splits[i] = Split(vm.addr(1000 + i), 1250);
        }
        vm.prank(creator);
        ledger.setSplits(splits);
        for (uint256 i = 1; i <= 40; ++i) {
            vm.prank(fan);
            ledger.tip(creator, i);
        }
        uint256 sum = ledger.balanceOf(treasury);
        for (uint256 i; i < 8; ++i) {
            sum += ledger.balanceOf(splits[i].recipient);
        }
        (, uint256 pending,) = token.revenue();
        assertEq(sum + pending, 820, "to the wei");
        assertEq(tt.balanceOf(address(ledger)), sum, "the ledger holds what it owes");
    }

    function test_SushiMISO_ABatchSpendsNoEthTwice() public {
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(market.buyWithEth, (address(token), 0, fan, FOREVER, NOBODY));
        batch[1] = batch[0];
        vm.deal(fan, 2 ether);
        vm.startPrank(fan);
        (bool success,) =
            address(market).call{value: 1 ether}(abi.encodeCall(market.multicall, (batch)));
        assertTrue(!success, "takes none");
        vm.expectRevert(IToktokToken.ZeroAmount.selector);
        market.multicall(batch);
        assertEq(fan.balance, 2 ether, "has none");
    }

    function test_APermitConsumedInFrontBreaksNoBatch() public {
        vm.prank(fan);
        tt.approve(address(market), 0);
        (uint8 v, bytes32 r, bytes32 s) =
            signPermit("fan", address(tt), address(market), 100e18, FOREVER);
        bytes[] memory batch = new bytes[](2);
        batch[0] = abi.encodeCall(market.selfPermit, (100e18, FOREVER, v, r, s));
        batch[1] = abi.encodeCall(market.buy, (address(token), 100e18, 0, fan, FOREVER, NOBODY));
        vm.prank(stranger);
        tt.permit(fan, address(market), 100e18, FOREVER, v, r, s);
        uint256 before = tt.balanceOf(fan);
        vm.prank(fan);
        market.multicall(batch);
        assertEq(before - tt.balanceOf(fan), 100e18, "bought");
    }

    function test_DonationsMoveNothing() public {
        buy(collector, token, 1000e18);
        bytes memory before = accounts();
        vm.startPrank(stranger);
        tt.transfer(address(market), 12_345e18);
        tt.transfer(address(ledger), 12_345e18);
        tt.transfer(address(token), 12_345e18);
        tt.transfer(address(tt), 12_345e18);
        vm.stopPrank();
        vm.deal(address(market), 7 ether);
        vm.deal(address(ledger), 7 ether);
        vm.deal(address(tt), address(tt).balance + 7 ether);
        assertEq(accounts(), before, "accounting");
        uint256 held = token.balanceOf(collector);
        sell(collector, token, held);
        sell(fan, token, S0);
        (uint256 reserve,) = market.reserveOf(address(token));
        assertLe(reserve, 2, "the reserve is empty, the donation is not in it");
    }

    function test_APlanChangedInFrontOfASubscriberIsNotPaid() public {
        vm.startPrank(creator);
        uint256 seen = subscriptions.setPlan(5e18, 30 days, 0);
        // In front of the fan: dearer, shorter, with a holding it does not have, ended, or ended and offered again.
        uint256[3] memory changed = [
            subscriptions.setPlan(500e18, 30 days, 0),
            subscriptions.setPlan(5e18, 1 days, 0),
            subscriptions.setPlan(5e18, 30 days, S0)
        ];
        vm.stopPrank();
        uint256 before = tt.balanceOf(fan);
        vm.startPrank(fan);
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptions.PlanChanged.selector, seen, changed[2])
        );
        subscriptions.subscribe(creator, seen, 1, fan, FOREVER);
        vm.stopPrank();
        vm.startPrank(creator);
        subscriptions.endPlan();
        uint256 again = subscriptions.setPlan(5e18, 30 days, 0);
        vm.stopPrank();
        vm.startPrank(fan);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.PlanChanged.selector, seen, again));
        subscriptions.subscribe(creator, seen, 1, fan, FOREVER);
        assertEq(tt.balanceOf(fan), before, "nothing was paid");
        subscriptions.subscribe(creator, again, 12, fan, 60e18);
        vm.stopPrank();
        vm.prank(creator);
        subscriptions.setPlan(500e18, 1 days, S0);
        (uint256 endsAt, uint256 holding) = subscriptions.subscriptionOf(creator, fan);
        assertEq(endsAt, block.timestamp + 360 days, "what is paid lasts");
        assertEq(holding, 0, "on its terms");
    }

    function test_PumpFun_NoAdministratorIsNearTheReserves() public {
        buy(collector, token, 1000e18);
        uint256 held = tt.balanceOf(address(market));
        (uint256 reserve,) = market.reserveOf(address(token));
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(market.setLaunchBond, (1000e18));
        calls[1] = abi.encodeCall(market.setProtocolPayout, (admin));
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(admin);
            accessManager.schedule(address(market), calls[i], 0);
        }
        vm.warp(block.timestamp + ADMIN_DELAY);
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(admin);
            accessManager.execute(address(market), calls[i]);
        }
        vm.prank(guardian);
        market.pause();
        assertEq(tt.balanceOf(address(market)), held, "nothing moved");
        // What it named itself for is the protocol's accrued 1% and nothing else.
        assertEq(claim(admin, token), 10e18, "protocol fees");
        (uint256 left,) = market.reserveOf(address(token));
        assertEq(left, reserve, "reserve");
        sell(fan, token, S0);
        sell(collector, token, token.balanceOf(collector));
    }

    /// @dev Everything a donation might shift.
    function accounts() private view returns (bytes memory) {
        (uint256 reserve, uint256 protocolOwed) = market.reserveOf(address(token));
        (, uint256 pending, uint256 creatorOwed) = token.revenue();
        return abi.encode(
            reserve,
            protocolOwed,
            pending,
            creatorOwed,
            market.quoteBuy(address(token), 1000e18),
            market.quoteSell(address(token), S0 / 2),
            owed(fan, token),
            owed(creator, token)
        );
    }
}
