import { readFileSync } from 'node:fs';
import type { HttpRequest } from '@portkeep/http';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { QBittorrentClient } from '../src/core.ts';
import type { AnyEndpoint } from '../src/protocol/endpoint.ts';
import type { RequestBody } from '../src/request-body.ts';
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
    test.each(Object.keys(rows))('%s is called by a test', (name) => {
      expect(calls.map((call) => call.name)).toContain(`${groupOf(calls)}.${name}`);
    });

    test.each(calls.map((call) => [label(call), call] as const))('%s', async (_, call) => {
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
      expect(namesUnknownTo(call)).toEqual([]);
      expect(namesMissingIn(call)).toEqual([]);
      if ('expected' in call) expect(await readable(result)).toEqual(call.expected);
    });
  });
}

function seen(request: HttpRequest<RequestBody>) {
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

/** What they read in another way, and what only older servers read. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'torrentcreator/addTask': [
    ...[
      'sourcePath',
      'format',
      'pieceSize',
      'private',
      'comment',
      'source',
      'trackers',
      'urlSeeds',
    ],
    ...['torrentFilePath', 'ignoreDotfiles', 'optimizeAlignment', 'paddedFileSizeLimit'],
  ],
  'torrentcreator/deleteTask': ['taskID'],
  'torrentcreator/status': ['taskID'],
  'torrentcreator/torrentFile': ['taskID'],
  'torrents/add': [
    ...['ssl_certificate', 'ssl_private_key', 'ssl_dh_params'],
    ...['paused', 'skip_checking', 'cookie', 'root_folder'],
  ],
  'torrents/createCategory': ['downloadPathEnabled'],
  'torrents/editCategory': ['downloadPathEnabled'],
  'torrents/editTracker': ['newUrl', 'tier', 'origUrl'],
  'torrents/info': ['category', 'tag'],
  'torrents/renameFile': ['id', 'name'],
  'torrents/setSSLParameters': ['ssl_certificate', 'ssl_private_key', 'ssl_dh_params'],
  'transfer/setSpeedLimits': ['up_limit', 'dl_limit', 'alt_up_limit', 'alt_dl_limit'],
};

/** What the sources of 5.3 read, so far as it can be seen in them. */
const PARAMETERS = v.parse(
  v.record(v.string(), v.object({ required: v.array(v.string()), known: v.array(v.string()) })),
  JSON.parse(readFileSync(new URL('recorded/parameters.json', import.meta.url), 'utf8')),
);

function namesUnknownTo({ path, params = {} }: SentCall): string[] {
  const known = PARAMETERS[path]?.known;
  if (known === undefined) return [];
  return Object.entries(params)
    .filter(([, value]) => !value.startsWith('<file '))
    .map(([name]) => name)
    .filter((name) => !known.includes(name) && !OTHERS[path]?.includes(name));
}

function namesMissingIn({ path, params = {}, version }: SentCall): string[] {
  if (version !== undefined) return [];
  return (PARAMETERS[path]?.required ?? []).filter((name) => !(name in params));
}
