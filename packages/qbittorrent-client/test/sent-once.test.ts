import { kyTransport } from '@portkeep/http/ky';
import { nodeTransport } from '@portkeep/http/node';
import { describe, expect, test } from 'vitest';
import { QBittorrentClient } from '../src/core.ts';
import { caught } from './caught.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { loopbackServer } from './loopback-server.ts';
import { withoutInput } from './row-without-input.ts';

const NOT_REPEATABLE = ENDPOINTS.filter(
  ({ method, repeatable = method === 'GET' }) => !repeatable,
).map((row) => [row.path, withoutInput(row)] as const);

const TRANSPORTS = [
  ['kyTransport', () => kyTransport()],
  ['nodeTransport that keeps connections', () => nodeTransport({ keepIdleMs: 10_000 })],
] as const;

describe.each(TRANSPORTS)('over %s, a server that drops the connection', (_, makeTransport) => {
  test.each(NOT_REPEATABLE)(
    'a server that drops the connection gets %s only once',
    async (path, row) => {
      const arrived: string[] = [];
      const baseUrl = await loopbackServer((request, response) => {
        const [, asked = ''] = request.url?.split('/api/v2/') ?? [];
        arrived.push(asked.split('?')[0] ?? '');
        // The first reply leaves a connection that the next request could use.
        if (arrived.length === 1) response.end('v5.2.3');
        else request.socket.resetAndDestroy();
      });
      const { session } = new QBittorrentClient({ baseUrl, transport: makeTransport() });
      expect(await session.isUp()).toBe(true);
      expect((await caught(session.call(row, undefined as never))).code).toBe('QBT_UNREACHABLE');
      expect(arrived).toEqual(['app/version', path]);
    },
  );
});
