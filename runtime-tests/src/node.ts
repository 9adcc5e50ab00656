import process from 'node:process';
import { runContract } from './run-contract.ts';

const stageUrl = process.env.PORTKEEP_STAGE ?? '';
const { failed } = await runContract(`Node.js ${process.versions.node}`, stageUrl);
process.exit(failed.length === 0 ? 0 : 1);
