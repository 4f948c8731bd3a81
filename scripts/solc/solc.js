#!/usr/bin/env node
// The Solidity compiler as the command line tool that Brownie and Foundry expect, on top of the npm
// package `solc`: it answers `--version`, and compiles the standard JSON that comes on stdin.
// All other flags (`--allow-paths` and the like) are accepted and do nothing.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const solc = require('solc');

const flags = process.argv.slice(2);

/** The value after `name`, or `name=value`. */
function flag(name) {
  const at = flags.indexOf(name);
  if (at >= 0) return flags[at + 1];
  return flags.find((given) => given.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** What solc asks for when a source is not in its input. */
function readImport(name) {
  const file = path.resolve(flag('--base-path') ?? '.', name);
  try {
    return { contents: fs.readFileSync(file, 'utf8') };
  } catch (error) {
    return { error: `cannot read ${file}: ${error.code ?? error.message}` };
  }
}

if (flags.includes('--version')) {
  const banner = 'solc, the solidity compiler commandline interface';
  process.stdout.write(`${banner}\nVersion: ${solc.version()}\n`);
} else if (flags.includes('--standard-json')) {
  const input = fs.readFileSync(0, 'utf8');
  // No process.exit() after this: it would cut off what a pipe has not taken yet.
  process.stdout.write(solc.compile(input, { import: readImport }) + '\n');
} else {
  process.stderr.write('solc: give --version or --standard-json (input on stdin)\n');
  process.exitCode = 1;
}
