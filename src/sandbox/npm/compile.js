// Compiles SandboxToken.sol beside it and writes token.json: {"abi": [...], "bytecode": "0x..."}.
const fs = require("fs");
const path = require("path");
const solc = require("solc");

const source = "SandboxToken.sol";
const read = (file) => fs.readFileSync(path.join(__dirname, file), "utf8");

const input = {
  language: "Solidity",
  sources: { [source]: { content: read(source) } },
  settings: {
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 200 },
    outputSelection: { "*": { SandboxToken: ["abi", "evm.bytecode.object"] } },
  },
};

const imports = (file) => ({ contents: read(path.join("node_modules", file)) });
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: imports }));

const errors = (output.errors ?? []).filter((error) => error.severity === "error");
if (errors.length > 0) {
  errors.forEach((error) => console.error(error.formattedMessage));
  process.exit(1);
}

const contract = output.contracts[source].SandboxToken;
fs.writeFileSync(
  path.join(__dirname, "token.json"),
  JSON.stringify({ abi: contract.abi, bytecode: "0x" + contract.evm.bytecode.object }),
);
