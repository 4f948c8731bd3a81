// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Assertions that say what they saw. A failed one reverts with it.
abstract contract Assertions {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    error NotTrue(string what);
    error NotEqual(string what, uint256 actual, uint256 expected);
    error NotEqualAddress(string what, address actual, address expected);
    error NotEqualText(string what, string actual, string expected);
    error NotEqualBytes(string what, bytes actual, bytes expected);
    error NotAtMost(string what, uint256 actual, uint256 limit);
    error NotAtLeast(string what, uint256 actual, uint256 limit);
    error NotBelow(string what, uint256 actual, uint256 limit);
    error NotClose(string what, uint256 actual, uint256 expected, uint256 tolerance);

    function assertTrue(
        bool condition,
        string memory what
    ) internal pure {
        require(condition, NotTrue(what));
    }

    function assertEq(
        uint256 actual,
        uint256 expected,
        string memory what
    ) internal pure {
        require(actual == expected, NotEqual(what, actual, expected));
    }

    function assertEq(
        address actual,
        address expected,
        string memory what
    ) internal pure {
        require(actual == expected, NotEqualAddress(what, actual, expected));
    }

    function assertEq(
        string memory actual,
        string memory expected,
        string memory what
    ) internal pure {
        require(
            keccak256(bytes(actual)) == keccak256(bytes(expected)),
            NotEqualText(what, actual, expected)
        );
    }

    function assertEq(
        bytes memory actual,
        bytes memory expected,
        string memory what
    ) internal pure {
        require(keccak256(actual) == keccak256(expected), NotEqualBytes(what, actual, expected));
    }

    function assertLe(
        uint256 actual,
        uint256 limit,
        string memory what
    ) internal pure {
        require(actual <= limit, NotAtMost(what, actual, limit));
    }

    function assertGe(
        uint256 actual,
        uint256 limit,
        string memory what
    ) internal pure {
        require(actual >= limit, NotAtLeast(what, actual, limit));
    }

    function assertLt(
        uint256 actual,
        uint256 limit,
        string memory what
    ) internal pure {
        require(actual < limit, NotBelow(what, actual, limit));
    }

    function assertClose(
        uint256 actual,
        uint256 expected,
        uint256 tolerance,
        string memory what
    ) internal pure {
        uint256 difference = actual > expected ? actual - expected : expected - actual;
        require(difference <= tolerance, NotClose(what, actual, expected, tolerance));
    }

    /// @notice `value` brought into [minimum, maximum], spread over the whole range.
    function bound(
        uint256 value,
        uint256 minimum,
        uint256 maximum
    ) internal pure returns (uint256) {
        require(minimum <= maximum, NotAtMost("bound", minimum, maximum));
        if (value >= minimum && value <= maximum) return value;
        uint256 size = maximum - minimum + 1;
        return size == 0 ? value : minimum + value % size;
    }
}
