// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {ISelfPermit} from "../../../../contracts/interfaces/ISelfPermit.sol";
import {IToktokToken} from "../../../../contracts/interfaces/IToktokToken.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @dev The whole faces of the deployed contracts. Tests never import an implementation, so that only the contracts
/// themselves go through the slow compiler pipeline.
interface IBatch {
    function multicall(
        bytes[] calldata calls
    ) external returns (bytes[] memory results);
}

/// @notice ToktokToken.
interface ITT is IToktokToken, IERC20Metadata, IERC20Permit, IERC20Errors {
    // Both come from the permit extension of OpenZeppelin.
    error ERC2612ExpiredSignature(uint256 deadline);
    error ERC2612InvalidSigner(address signer, address owner);
}

/// @notice CreatorMarket.
interface IMarket is ICreatorMarket, ILaunches, ICreatorRegistry, IGuarded, ISelfPermit, IBatch {
    function authority() external view returns (address);
}

/// @notice PayoutLedger.
interface ILedger is IPayoutLedger, ISelfPermit, IBatch {
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        );
}

/// @notice CreatorToken.
interface IToken is ICreatorToken, IERC20Metadata, IERC20Permit, IERC20Errors {}
