/** Runs a contract on the runtime that runs this file. Arguments: the stage's address, the contract. */
import process from 'node:process';
import { CONTRACT_NAMES, runContract } from './run-contract.ts';

const [stageUrl = '', wanted] = process.argv.slice(2);
const contract = CONTRACT_NAMES.find((name) => name === wanted);
if (contract === undefined) throw new Error(`There is no contract '${wanted}'`);
const { failed } = await runContract(contract, stageUrl);
process.exit(failed.length === 0 ? 0 : 1);
