// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A stablecoin that anyone may print, for the sandbox's chain only.
contract SandboxToken is ERC20 {
    constructor() ERC20("Sandbox USD Coin", "USDC") {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 units) external {
        _mint(to, units);
    }
}
