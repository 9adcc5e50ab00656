// Runs in each runtime: asks a server for its small reply over each transport, prints the rates.
import process from 'node:process';
import { kyTransport } from '@portkeep/http/ky';
import { nodeTransport } from '@portkeep/http/node';
import { RUNTIME_VERSION } from '../../runtime-tests/src/runtime.ts';
import { takeTurns } from '../turns/take-turns.ts';

/** Many short rounds, so that other work on the machine affects all transports alike. */
const TURNS = { rounds: 25, concurrency: 8, durationMs: 200 };

const url = `${process.argv[2]}/`;
const request = { method: 'GET', url, headers: {}, repeatable: true };
const limits = { timeoutMs: 10_000 };
const overKy = kyTransport();
const overNode = nodeTransport({ keepIdleMs: 1_000 });

const contenders = [
  { name: 'fetch', ask: async () => (await fetch(url)).text() },
  { name: '`kyTransport`', ask: () => overKy(request, limits) },
  { name: '`nodeTransport`', ask: () => overNode(request, limits) },
];
const results = await takeTurns(contenders, ({ ask }) => ask, TURNS);
console.log(JSON.stringify({ runtime: RUNTIME_VERSION, results }));
process.exit(0);
