import { describe, expect, it } from 'vitest';
import type { QBittorrentClient } from '../src/core.ts';
import type { AnyEndpoint } from '../src/endpoint.ts';
import type { HttpRequest } from '../src/transport.ts';
import { parametersOf, pathOf } from './parameters-of.ts';
import { recordingClient, VERSION_QUESTION } from './recording-client.ts';

/** A public method, called, and what the server has to see of it. */
export interface SentCall {
  /** As it is called, e.g. `torrents.addTags`. */
  readonly name: string;
  readonly call: (client: QBittorrentClient) => Promise<unknown>;
  readonly method: 'GET' | 'POST';
  /** Scope and action. */
  readonly path: string;
  /** All parameters, as text; of a file `<file NAME, N bytes>`. @default {{}} */
  readonly params?: Readonly<Record<string, string>>;
  /** The Web API of the server. @default {'2.16.2'} */
  readonly version?: string;
  /** The body of the answer. @default {''} */
  readonly reply?: string;
  /** @default {200} */
  readonly status?: number;
  /** What the method resolves with, where that matters; a stream is read as text. */
  readonly expected?: unknown;
}

/** Tests that every row has a method, and that it sends what the real server expects. */
export function describeCalls(
  scope: string,
  rows: Readonly<Record<string, AnyEndpoint>>,
  calls: readonly SentCall[],
): void {
  describe(`${scope}: what is sent`, () => {
    it.each(Object.keys(rows))('%s is called by a test', (name) => {
      expect(calls.map((call) => call.name)).toContain(`${groupOf(calls)}.${name}`);
    });

    it.each(calls.map((call) => [label(call), call] as const))('%s', async (_, call) => {
      const { version = '2.16.2', reply = '', status = 200 } = call;
      const headers = { 'content-type': 'text/plain' };
      const { client, requests } = recordingClient(version, () => ({
        status,
        headers,
        body: reply,
      }));
      const result = await call.call(client);
      const sent = requests
        .map(seen)
        .filter(({ path }) => path === call.path || path !== VERSION_QUESTION);
      expect(sent).toEqual([{ method: call.method, path: call.path, params: call.params ?? {} }]);
      if ('expected' in call) expect(await readable(result)).toEqual(call.expected);
    });
  });
}

function seen(request: HttpRequest) {
  return { method: request.method, path: pathOf(request), params: parametersOf(request) };
}

function groupOf(calls: readonly SentCall[]): string {
  return calls[0]?.name.split('.')[0] ?? '';
}

function label({ name, path, version }: SentCall): string {
  return version === undefined ? `${name} → ${path}` : `${name} → ${path} (Web API ${version})`;
}

function readable(result: unknown): unknown {
  return result instanceof ReadableStream ? new Response(result).text() : result;
}
