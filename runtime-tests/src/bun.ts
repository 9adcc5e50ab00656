import process from 'node:process';
import { runContract } from './run-contract.ts';

const stageUrl = process.env.PORTKEEP_STAGE ?? '';
const { failed } = await runContract(`Bun ${process.versions.bun}`, stageUrl);
process.exit(failed.length === 0 ? 0 : 1);
