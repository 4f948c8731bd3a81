// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBounds} from "../../../../contracts/interfaces/IBounds.sol";
import {ICreatorFund} from "../../../../contracts/interfaces/ICreatorFund.sol";
import {ICreatorMarket} from "../../../../contracts/interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../../../../contracts/interfaces/ICreatorRegistry.sol";
import {ICreatorToken} from "../../../../contracts/interfaces/ICreatorToken.sol";
import {IGuarded} from "../../../../contracts/interfaces/IGuarded.sol";
import {ILaunches} from "../../../../contracts/interfaces/ILaunches.sol";
import {IMomentAuction} from "../../../../contracts/interfaces/IMomentAuction.sol";
import {IMomentExchange} from "../../../../contracts/interfaces/IMomentExchange.sol";
import {IMomentIncome} from "../../../../contracts/interfaces/IMomentIncome.sol";
import {IPayoutLedger} from "../../../../contracts/interfaces/IPayoutLedger.sol";
import {ISelfPermit} from "../../../../contracts/interfaces/ISelfPermit.sol";
import {ISoundLibrary} from "../../../../contracts/interfaces/ISoundLibrary.sol";
import {ISplits} from "../../../../contracts/interfaces/ISplits.sol";
import {ISubscriptions} from "../../../../contracts/interfaces/ISubscriptions.sol";
import {IToktokToken} from "../../../../contracts/interfaces/IToktokToken.sol";
import {ITopMoments} from "../../../../contracts/interfaces/ITopMoments.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC20Errors, IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

/// @dev The whole faces of the deployed contracts. Tests never import an implementation, so that only the contracts
/// themselves go through the slow compiler pipeline.
interface IBatch {
    function multicall(
        bytes[] calldata calls
    ) external returns (bytes[] memory results);
}

/// @notice ToktokToken.
interface ITT is IToktokToken, IERC20Metadata, IERC20Permit, IERC20Errors, IERC1363 {
    // Both come from the permit extension of OpenZeppelin.
    error ERC2612ExpiredSignature(uint256 deadline);
    error ERC2612InvalidSigner(address signer, address owner);
}

/// @notice CreatorMarket.
interface IMarket is ICreatorMarket, ILaunches, ICreatorRegistry, IGuarded, ISelfPermit, IBatch {
    function authority() external view returns (address);
}

/// @notice PayoutLedger.
interface ILedger is
    IPayoutLedger,
    ISplits,
    IMomentIncome,
    IBounds,
    IERC1363Receiver,
    ISelfPermit,
    IBatch
{
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

/// @notice TopMoments.
interface IMoments is
    ITopMoments,
    IERC721Metadata,
    IERC721Errors,
    IERC2981,
    IGuarded,
    ISelfPermit,
    IBatch
{}

/// @notice SoundLibrary.
interface ISounds is ISoundLibrary, IBounds {}

/// @notice MomentAuction.
interface IAuction is IMomentAuction, IGuarded, ISelfPermit, IBatch {}

/// @notice MomentExchange.
interface IExchange is IMomentExchange, IGuarded, ISelfPermit, IBatch {}

/// @notice Subscriptions.
interface ISubs is ISubscriptions, IGuarded, ISelfPermit, IBatch {}

/// @notice CreatorFund.
interface IFund is ICreatorFund, ISelfPermit, IBatch {}
