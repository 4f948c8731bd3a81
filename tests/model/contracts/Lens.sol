// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Many views, and ETH balances, in one call.
contract Lens {
    /// @notice Takes (address 20 bytes | length 2 bytes | call data)* and gives (success 1 byte | length 4 bytes | result)*
    /// in the same order. Without call data the result is the ETH balance of the address.
    fallback() external {
        // Nothing but this is ever called, so memory is one long answer. Copying it with every view took the most time.
        assembly {
            let out := 0
            for { let at := 0 } lt(at, calldatasize()) {} {
                let head := calldataload(at)
                let target := shr(96, head)
                let size := and(shr(80, head), 0xffff)
                let result := add(out, 5)
                let success := 1
                let length := 32
                switch size
                case 0 { mstore(result, balance(target)) }
                default {
                    calldatacopy(result, add(at, 22), size)
                    success := staticcall(gas(), target, result, size, 0, 0)
                    length := returndatasize()
                    returndatacopy(result, 0, length)
                }
                mstore8(out, success)
                mstore8(add(out, 1), shr(24, length))
                mstore8(add(out, 2), shr(16, length))
                mstore8(add(out, 3), shr(8, length))
                mstore8(add(out, 4), length)
                out := add(result, length)
                at := add(at, add(22, size))
            }
            return(0, out)
        }
    }
}
