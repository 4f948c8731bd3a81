// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICreatorMarket} from "../interfaces/ICreatorMarket.sol";
import {ICreatorRegistry} from "../interfaces/ICreatorRegistry.sol";
import {ICreatorToken} from "../interfaces/ICreatorToken.sol";
import {IToktokToken} from "../interfaces/IToktokToken.sol";
import {Source} from "../types/Source.sol";
import {CreatorBooks} from "./CreatorBooks.sol";
import {IERC1363} from "@openzeppelin/contracts/interfaces/IERC1363.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "solady/src/utils/EIP712.sol";
import {LibClone} from "solady/src/utils/LibClone.sol";

/// @title Creator token
/// @notice The face of the books: ERC-20 with EIP-2612 permits.
/// @dev A clone (ERC-1167) whose immutable arguments are three length bytes, then handle, name, symbol and contractURI.
contract CreatorToken is CreatorBooks, IERC20Metadata, IERC20Permit, EIP712 {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    /// @notice ERC-20 allowances in token wei; the maximum is never used up.
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    /// @notice Next EIP-2612 nonce of an account.
    mapping(address owner => uint256 nonce) public nonces;

    constructor(
        address market_
    ) CreatorBooks(market_) {}

    /// @notice Royalties may come as ETH.
    receive() external payable {}

    /// @notice Moves `amount` token wei of the caller; dividends of both sides are settled first.
    function transfer(
        address to,
        uint256 amount
    ) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @notice Moves `amount` token wei of `from` out of the caller's allowance.
    function transferFrom(
        address from,
        address to,
        uint256 amount
    ) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed != type(uint256).max) {
            require(allowed >= amount, ERC20InsufficientAllowance(msg.sender, allowed, amount));
            // Checked above.
            unchecked {
                allowance[from][msg.sender] = allowed - amount;
            }
        }
        _transfer(from, to, amount);
        return true;
    }

    /// @notice Allows `spender` to move `amount` token wei of the caller.
    function approve(
        address spender,
        uint256 amount
    ) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /// @inheritdoc IERC20Permit
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(block.timestamp <= deadline, ERC2612ExpiredSignature(deadline));
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, owner, spender, value, nonces[owner]++, deadline)
        );
        address signer = ECDSA.recover(_hashTypedData(structHash), v, r, s);
        require(signer == owner, ERC2612InvalidSigner(signer, owner));
        _approve(owner, spender, value);
    }

    /// @inheritdoc ICreatorToken
    function sweep() external returns (uint256 amount) {
        address tt = ICreatorMarket(market).tt();
        uint256 ethIn = address(this).balance;
        if (ethIn != 0) IToktokToken(tt).deposit{value: ethIn}();
        amount = IERC20(tt).balanceOf(address(this));
        require(amount != 0, NothingToSweep());
        emit Swept(msg.sender, amount);
        address creator = ICreatorRegistry(market).creatorOf(address(this));
        bytes memory income = abi.encode(Source.Royalty, uint256(uint160(creator)), address(0));
        IERC1363(tt).transferAndCall(ICreatorMarket(market).ledger(), amount, income);
    }

    /// @inheritdoc ICreatorToken
    function sweepToken(
        address erc20
    ) external returns (uint256 amount) {
        address tt = ICreatorMarket(market).tt();
        require(erc20 != tt && erc20 != address(this), NotSweepable(erc20));
        amount = IERC20(erc20).balanceOf(address(this));
        require(amount != 0, NothingToSweep());
        address creator = ICreatorRegistry(market).creatorOf(address(this));
        SafeERC20.safeTransfer(IERC20(erc20), ICreatorRegistry(market).payoutOf(creator), amount);
    }

    function decimals() external pure returns (uint8) {
        return 18;
    }

    /// @inheritdoc ICreatorToken
    function handle() external view returns (string memory) {
        return _text(0);
    }

    function name() public view returns (string memory) {
        return _text(1);
    }

    function symbol() external view returns (string memory) {
        return _text(2);
    }

    /// @inheritdoc ICreatorToken
    function contractURI() external view returns (string memory) {
        return _text(3);
    }

    /// @inheritdoc IERC20Permit
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparator();
    }

    function _approve(
        address owner,
        address spender,
        uint256 amount
    ) private {
        allowance[owner][spender] = amount;
        emit Approval(owner, spender, amount);
    }

    /// @dev The immutable text at `index`: handle, name, symbol, contractURI.
    function _text(
        uint256 index
    ) private view returns (string memory) {
        bytes memory lengths = LibClone.argsOnClone(address(this), 0, 3);
        uint256 start = 3;
        for (uint256 i; i < index; ++i) {
            start += uint8(lengths[i]);
        }
        uint256 end = index == 3 ? type(uint256).max : start + uint8(lengths[index]);
        return string(LibClone.argsOnClone(address(this), start, end));
    }

    function _domainNameAndVersion() internal view override returns (string memory, string memory) {
        return (name(), "1");
    }

    function _domainNameAndVersionMayChange() internal pure override returns (bool) {
        return true;
    }
}
