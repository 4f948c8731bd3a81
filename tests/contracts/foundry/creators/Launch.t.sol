// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {LaunchTerms} from "../../../../contracts/types/LaunchTerms.sol";
import {IToken} from "../support/Deployed.sol";
import {Deployment} from "../support/Deployment.sol";
import {Vm} from "../support/Vm.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract LaunchTest is Deployment {
    function test_LaunchMakesATokenThatKnowsItsTexts() public {
        IToken token = openLaunch();
        assertEq(token.handle(), "mona", "handle");
        assertEq(token.name(), "Mona Beat", "name");
        assertEq(token.symbol(), "MONA", "symbol");
        assertEq(token.contractURI(), "https://toktok.example/mona.json", "contractURI");
        assertEq(token.decimals(), 18, "decimals");
        assertEq(token.totalSupply(), 0, "supply");
        assertEq(token.market(), address(market), "market");
        assertTrue(address(token) != market.tokenImplementation(), "a clone of its own");
    }

    function test_LaunchKeepsTextsOfAnyLength() public {
        LaunchTerms memory t = terms("abcdefghij_123456789");
        t.name = text(48);
        t.symbol = text(12);
        t.contractURI = text(256);
        IToken token = openLaunch(creator, t);
        assertEq(token.handle(), t.handle, "handle");
        assertEq(token.name(), t.name, "name");
        assertEq(token.symbol(), t.symbol, "symbol");
        assertEq(token.contractURI(), t.contractURI, "contractURI");
        t = terms("abc");
        t.name = "n";
        t.symbol = "s";
        t.contractURI = "";
        token = openLaunch(stranger, t);
        assertEq(token.name(), "n", "shortest name");
        assertEq(token.symbol(), "s", "shortest symbol");
        assertEq(token.contractURI(), "", "no contractURI");
    }

    function test_LaunchRemembersEveryTerm() public {
        LaunchTerms memory t = terms("mona");
        t.maximumRaise = 9000e18;
        t.maxPerAccount = 700e18;
        ILaunches.LaunchState memory state = market.launchOf(address(openLaunch(creator, t)));
        assertTrue(state.status == ILaunches.Status.Open, "status");
        assertEq(state.creator, creator, "creator");
        assertEq(state.raised, 0, "raised");
        assertEq(state.closesAt, START + 3 days, "closesAt");
        assertEq(state.finalizedAt, 0, "finalizedAt");
        assertEq(state.minimumRaise, 1000e18, "minimumRaise");
        assertEq(state.maximumRaise, 9000e18, "maximumRaise");
        assertEq(state.maxPerAccount, 700e18, "maxPerAccount");
        assertEq(state.allocationVesting, 30 days, "allocationVesting");
        assertEq(state.creatorVesting, 180 days, "creatorVesting");
        assertEq(state.creatorFeeBps, 200, "creatorFeeBps");
        assertEq(state.fanFeeBps, 100, "fanFeeBps");
        assertEq(state.bond, LAUNCH_BOND, "bond");
    }

    function test_LaunchTakesTheBondAndTheNames() public {
        uint256 before = tt.balanceOf(creator);
        address token = address(openLaunch());
        assertEq(before - tt.balanceOf(creator), LAUNCH_BOND, "paid");
        assertEq(tt.balanceOf(address(market)), LAUNCH_BOND, "held");
        assertEq(market.tokenOf(creator), token, "tokenOf");
        assertEq(market.tokenOfHandle("mona"), token, "tokenOfHandle");
        assertEq(market.tokenOfHandle("mon"), address(0), "another handle");
        assertEq(market.tokenOfHandle(text(33)), address(0), "no handle at all");
        assertEq(market.creatorOf(token), creator, "creatorOf");
        assertTrue(!market.isTrading(token), "not yet");
    }

    function test_TheMarketSaysWhatALaunchTakes() public view {
        assertEq(market.MIN_WINDOW(), MIN_WINDOW, "shortest window");
        assertEq(market.launchBond(), LAUNCH_BOND, "bond");
        assertEq(market.tt(), address(tt), "TT");
        assertEq(market.protocolPayout(), treasury, "protocol's payout");
        assertEq(ledger.market(), address(market), "the ledger's market");
        assertEq(ledger.tt(), address(tt), "the ledger's TT");
    }

    function test_LaunchEmitsLaunched() public {
        LaunchTerms memory t = terms("mona");
        vm.recordLogs();
        address token = address(openLaunch(creator, t));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory log = logs[0];
        assertEq(log.emitter, address(market), "emitter");
        assertTrue(log.topics[0] == ILaunches.Launched.selector, "event");
        assertTrue(log.topics[1] == bytes32(uint256(uint160(token))), "token");
        assertTrue(log.topics[2] == bytes32(uint256(uint160(creator))), "creator");
        assertEq(log.data, abi.encode(t, START + 3 days, LAUNCH_BOND), "data");
    }

    function test_LaunchRevertsOnAnInvalidHandle() public {
        string[8] memory handles = [
            "", "ab", "abcdefghijk_123456789", "Mona", "mo na", "mo-na", unicode"möna", "mona\x00"
        ];
        for (uint256 i; i < handles.length; ++i) {
            expectRefusal(
                terms(handles[i]),
                abi.encodeWithSelector(ILaunches.InvalidHandle.selector, handles[i])
            );
        }
    }

    function testFuzz_HandlesAreOfTheirAlphabet(
        bytes1 letter
    ) public {
        bytes memory handle = bytes("a?b");
        handle[1] = letter;
        bool valid =
            (letter >= "a" && letter <= "z") || (letter >= "0" && letter <= "9") || letter == "_";
        vm.prank(creator);
        (bool success,) =
            address(market).call(abi.encodeCall(market.launch, (terms(string(handle)))));
        assertTrue(success == valid, "accepted if and only if valid");
    }

    function test_LaunchRevertsOnTextsOutOfRange() public {
        LaunchTerms memory t = terms("mona");
        t.name = "";
        expectRefusal(t, invalidText("name", 0, 1, 48));
        t.name = text(49);
        expectRefusal(t, invalidText("name", 49, 1, 48));
        t = terms("mona");
        t.symbol = "";
        expectRefusal(t, invalidText("symbol", 0, 1, 12));
        t.symbol = text(13);
        expectRefusal(t, invalidText("symbol", 13, 1, 12));
        t = terms("mona");
        t.contractURI = text(257);
        expectRefusal(t, invalidText("contractURI", 257, 0, 256));
    }

    function test_LaunchRevertsOnTermsOutOfRange() public {
        LaunchTerms memory t = terms("mona");
        t.window = uint40(MIN_WINDOW - 1);
        expectRefusal(t, outOfRange("window", MIN_WINDOW - 1, MIN_WINDOW, 14 days));
        t.window = 14 days + 1;
        expectRefusal(t, outOfRange("window", 14 days + 1, MIN_WINDOW, 14 days));
        t = terms("mona");
        t.minimumRaise = 1000e18 - 1;
        expectRefusal(t, outOfRange("minimumRaise", 1000e18 - 1, 1000e18, type(uint96).max));
        t = terms("mona");
        t.maximumRaise = 1000e18 - 1;
        expectRefusal(t, outOfRange("maximumRaise", 1000e18 - 1, 1000e18, type(uint96).max));
        t = terms("mona");
        t.maxPerAccount = uint96(type(uint88).max) + 1;
        expectRefusal(t, outOfRange("maxPerAccount", uint256(1) << 88, 0, type(uint88).max));
        t = terms("mona");
        t.creatorFeeBps = 301;
        expectRefusal(t, outOfRange("creatorFeeBps", 301, 0, 300));
        t = terms("mona");
        t.fanFeeBps = 301;
        expectRefusal(t, outOfRange("fanFeeBps", 301, 0, 300));
        t = terms("mona");
        t.allocationVesting = 365 days + 1;
        expectRefusal(t, outOfRange("allocationVesting", 365 days + 1, 0, 365 days));
        t = terms("mona");
        t.creatorVesting = 30 days - 1;
        expectRefusal(t, outOfRange("creatorVesting", 30 days - 1, 30 days, 1460 days));
        t.creatorVesting = 1460 days + 1;
        expectRefusal(t, outOfRange("creatorVesting", 1460 days + 1, 30 days, 1460 days));
    }

    function test_LaunchTakesTermsAtTheirLimits() public {
        LaunchTerms memory t = terms("mona");
        t.window = 14 days;
        t.minimumRaise = type(uint96).max;
        t.maximumRaise = type(uint96).max;
        t.maxPerAccount = type(uint88).max;
        t.creatorFeeBps = 300;
        t.fanFeeBps = 300;
        t.allocationVesting = 365 days;
        t.creatorVesting = 1460 days;
        openLaunch(creator, t);
        t = terms("other");
        t.window = uint40(MIN_WINDOW);
        t.creatorFeeBps = 0;
        t.fanFeeBps = 0;
        t.allocationVesting = 0;
        t.creatorVesting = 0;
        openLaunch(stranger, t);
    }

    function test_LaunchRevertsWhenTheCreatorHasAToken() public {
        address token = address(openLaunch());
        expectRefusal(
            terms("second"),
            abi.encodeWithSelector(ICreatorRegistry.CreatorHasToken.selector, creator, token)
        );
    }

    function test_LaunchRevertsWhenTheHandleIsTaken() public {
        address token = address(openLaunch());
        LaunchTerms memory t = terms("mona");
        vm.expectRevert(abi.encodeWithSelector(ILaunches.HandleTaken.selector, "mona", token));
        vm.prank(stranger);
        market.launch(t);
    }

    function test_LaunchRevertsWithoutTheBond() public {
        vm.prank(creator);
        tt.approve(address(market), LAUNCH_BOND - 1);
        expectRefusal(
            terms("mona"),
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(market),
                LAUNCH_BOND - 1,
                LAUNCH_BOND
            )
        );
    }

    function expectRefusal(
        LaunchTerms memory t,
        bytes memory reason
    ) private {
        vm.expectRevert(reason);
        vm.prank(creator);
        market.launch(t);
    }

    function invalidText(
        string memory field,
        uint256 length,
        uint256 minimum,
        uint256 maximum
    ) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IBounds.InvalidText.selector, field, length, minimum, maximum);
    }

    function outOfRange(
        string memory field,
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(IBounds.TermOutOfRange.selector, field, value, minimum, maximum);
    }

    function text(
        uint256 length
    ) private pure returns (string memory) {
        bytes memory letters = new bytes(length);
        for (uint256 i; i < length; ++i) {
            letters[i] = bytes1(uint8(97 + i % 26));
        }
        return string(letters);
    }
}
