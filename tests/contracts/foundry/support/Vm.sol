// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The cheatcodes of Foundry that these tests use.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(
        uint256 privateKey
    ) external pure returns (address);

    function assume(
        bool condition
    ) external pure;

    function chainId(
        uint256 id
    ) external;

    function deal(
        address account,
        uint256 balance
    ) external;

    function deployCode(
        string calldata artifact,
        bytes calldata constructorArgs
    ) external returns (address);

    function deployCode(
        string calldata artifact
    ) external returns (address);

    function etch(
        address account,
        bytes calldata code
    ) external;

    function expectEmit(
        address emitter
    ) external;

    function expectEmit(
        bool topic1,
        bool topic2,
        bool topic3,
        bool data,
        address emitter
    ) external;

    function expectPartialRevert(
        bytes4 selector
    ) external;

    function expectRevert() external;

    function expectRevert(
        bytes calldata data
    ) external;

    function expectRevert(
        bytes4 selector
    ) external;

    function getRecordedLogs() external returns (Log[] memory);

    function label(
        address account,
        string calldata name
    ) external;

    function lastCallGas() external view returns (Gas memory);

    function load(
        address account,
        bytes32 slot
    ) external view returns (bytes32);

    function prank(
        address sender
    ) external;

    function recordLogs() external;

    function revertToState(
        uint256 id
    ) external returns (bool);

    function sign(
        uint256 privateKey,
        bytes32 digest
    ) external pure returns (uint8 v, bytes32 r, bytes32 s);

    function snapshotState() external returns (uint256 id);

    function startPrank(
        address sender
    ) external;

    function stopPrank() external;

    function store(
        address account,
        bytes32 slot,
        bytes32 value
    ) external;

    function toString(
        uint256 value
    ) external pure returns (string memory);

    function warp(
        uint256 timestamp
    ) external;

    function writeFile(
        string calldata path,
        string calldata data
    ) external;

    struct Gas {
        uint64 gasLimit;
        uint64 gasTotalUsed;
        uint64 gasMemoryUsed;
        int64 gasRefunded;
        uint64 gasRemaining;
    }

    /// @notice Records the gas of the last call under `group` and `name` in the snapshots folder.
    function snapshotGasLastCall(
        string calldata group,
        string calldata name
    ) external returns (uint256 gasUsed);

    function getBlockTimestamp() external view returns (uint256 timestamp);
}
