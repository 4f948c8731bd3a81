// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {IToken} from "../support/Deployed.sol";
import {SignedClaims} from "../support/SignedClaims.sol";

/// @notice A wallet whose owner's key signs for it (EIP-1271).
contract Wallet {
    address private immutable owner;

    constructor(
        address owner_
    ) {
        owner = owner_;
    }

    function isValidSignature(
        bytes32 digest,
        bytes calldata signature
    ) external view returns (bytes4) {
        uint8 v = uint8(signature[64]);
        address signer = ecrecover(digest, v, bytes32(signature[:32]), bytes32(signature[32:64]));
        return signer == owner ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

contract ClaimsForTest is SignedClaims {
    IToken private token;

    function setUp() public override {
        super.setUp();
        token = tradingToken(5000e18);
        buy(collector, token, 10_000e18);
    }

    function test_AnyoneMaySendASignedClaim() public {
        bytes memory signature = sign("creator", creator, fan, FOREVER);
        uint256 before = tt.balanceOf(fan);
        vm.expectEmit(address(ledger));
        emit IPayoutLedger.Claimed(creator, fan, 200e18, 0);
        vm.prank(stranger);
        uint256 amount = ledger.claimAllFor(creator, only(token), none(), fan, FOREVER, signature);
        assertEq(amount, 200e18, "returned");
        assertEq(tt.balanceOf(fan) - before, 200e18, "received");
        assertEq(ledger.nonces(creator), 1, "nonce");
    }

    function test_TheMomentsAreSignedToo() public {
        bytes memory signature = sign("creator", creator, fan, FOREVER);
        expectInvalid(creator);
        ledger.claimAllFor(creator, only(token), onlyMoment(1), fan, FOREVER, signature);
        signature = signClaim("creator", creator, only(token), onlyMoment(1), fan, FOREVER);
        ledger.claimAllFor(creator, only(token), onlyMoment(1), fan, FOREVER, signature);
    }

    function test_AKeyThatRunsCodeStillSigns() public {
        bytes memory signature = sign("creator", creator, fan, FOREVER);
        vm.etch(creator, hex"00");
        claimFor(creator, fan, FOREVER, signature);
        assertEq(ledger.nonces(creator), 1, "claimed");
    }

    function test_TheSignedDomainIsPublic() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,,
        ) = ledger.eip712Domain();
        assertTrue(fields == 0x0f, "fields");
        assertEq(name, "Toktok PayoutLedger", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chain");
        assertEq(verifyingContract, address(ledger), "contract");
    }

    function test_ASignedClaimWorksOnce() public {
        bytes memory signature = sign("creator", creator, fan, FOREVER);
        claimFor(creator, fan, FOREVER, signature);
        buy(collector, token, 10_000e18);
        expectInvalid(creator);
        claimFor(creator, fan, FOREVER, signature);
    }

    function test_ALateClaimReverts() public {
        uint256 deadline = block.timestamp;
        bytes memory signature = sign("creator", creator, fan, deadline);
        vm.warp(deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPayoutLedger.SignatureExpired.selector, deadline, deadline + 1)
        );
        claimFor(creator, fan, deadline, signature);
        vm.warp(deadline);
        claimFor(creator, fan, deadline, signature);
    }

    function test_AnythingElseThanWhatWasSignedReverts() public {
        bytes memory signature = sign("creator", creator, fan, FOREVER);
        expectInvalid(creator);
        claimFor(creator, stranger, FOREVER, signature);
        expectInvalid(creator);
        claimFor(creator, fan, FOREVER - 1, signature);
        expectInvalid(fan);
        claimFor(fan, fan, FOREVER, signature);
        expectInvalid(creator);
        ledger.claimAllFor(creator, new address[](0), none(), fan, FOREVER, signature);
        claimFor(creator, fan, FOREVER, signature);
    }

    function test_SomebodyElsesSignatureReverts() public {
        bytes memory signature = sign("stranger", creator, stranger, FOREVER);
        expectInvalid(creator);
        claimFor(creator, stranger, FOREVER, signature);
        expectInvalid(creator);
        claimFor(creator, stranger, FOREVER, "");
    }

    function test_ASignatureForAnotherContractReverts() public {
        bytes32 claim = hashClaim(creator, only(token), none(), fan, FOREVER);
        bytes32 digest = typedData(tt.DOMAIN_SEPARATOR(), claim);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf("creator"), digest);
        expectInvalid(creator);
        claimFor(creator, fan, FOREVER, abi.encodePacked(r, s, v));
    }

    function test_AContractsWordCounts() public {
        address wallet = address(new Wallet(stranger));
        vm.prank(creator);
        market.setPayoutAddress(wallet);
        bytes memory signature = sign("stranger", wallet, fan, FOREVER);
        uint256 before = tt.balanceOf(fan);
        claimFor(wallet, fan, FOREVER, signature);
        assertEq(tt.balanceOf(fan) - before, 200e18, "received");
        buy(collector, token, 10_000e18);
        expectInvalid(wallet);
        claimFor(wallet, fan, FOREVER, signature);
    }

    function test_AContractThatRefusesOrCannotSayReverts() public {
        address wallet = address(new Wallet(stranger));
        vm.prank(creator);
        market.setPayoutAddress(wallet);
        bytes memory signature = sign("creator", wallet, fan, FOREVER);
        expectInvalid(wallet);
        claimFor(wallet, fan, FOREVER, signature);
        signature = sign("creator", address(market), fan, FOREVER);
        expectInvalid(address(market));
        claimFor(address(market), fan, FOREVER, signature);
    }

    function claimFor(
        address account,
        address to,
        uint256 deadline,
        bytes memory signature
    ) private {
        vm.prank(stranger);
        ledger.claimAllFor(account, only(token), none(), to, deadline, signature);
    }

    function sign(
        string memory signer,
        address account,
        address to,
        uint256 deadline
    ) private view returns (bytes memory) {
        return signClaim(signer, account, only(token), none(), to, deadline);
    }

    function expectInvalid(
        address account
    ) private {
        vm.expectRevert(abi.encodeWithSelector(IPayoutLedger.InvalidSignature.selector, account));
    }
}
