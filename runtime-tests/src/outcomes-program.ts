/** Visits every hostile server with every transport and prints what each visit became, as JSON. */
import process from 'node:process';
import { HOSTILE_NAMES } from './http/expectations.ts';
import { timeoutOf } from './http/expected.ts';
import { TRANSPORT_NAMES } from './http/transports.ts';
import { visit } from './http/visit.ts';
import { Stage } from './stage.ts';

const [stageUrl = ''] = process.argv.slice(2);
const stage = new Stage(stageUrl);
const outcomes: Record<string, string> = {};
for (const server of HOSTILE_NAMES) {
  await Promise.all(
    TRANSPORT_NAMES.map(async (transport) => {
      const timeoutMs = timeoutOf(server, transport);
      const outcome = await visit(stage, server, transport, { timeoutMs });
      outcomes[`${server} × ${transport}`] = outcome;
    }),
  );
  await stage.order('reset', null);
}
console.log(JSON.stringify(outcomes));
process.exit(0);
