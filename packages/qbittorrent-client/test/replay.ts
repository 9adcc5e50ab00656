import type { HttpReply } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import type { QBittorrentClient, QBittorrentErrorCode } from '../src/core.ts';
import { caught } from './caught.ts';
import { parametersOf, pathOf } from './parameters-of.ts';
import {
  RECORDED_API,
  RECORDED_VERSIONS,
  type RecordedExchange,
  type RecordedVersion,
  recordedExchanges,
} from './recorded-exchange.ts';
import { recordingClient, VERSION_QUESTION } from './recording-client.ts';

/** A recorded exchange, made again by a method of the client. */
export interface ReplayCase {
  /** Its name, e.g. `t-addTags`; where it occurs twice, the first. */
  readonly exchange: string;
  readonly call: (client: QBittorrentClient, version: RecordedVersion) => Promise<unknown>;
  /** The code that the method fails with, in all versions or in some; else it succeeds. */
  readonly code?: QBittorrentErrorCode | Partial<Record<RecordedVersion, QBittorrentErrorCode>>;
  /** Parameters that the client sends besides those of the recording. */
  readonly extra?: readonly string[];
  /** The versions whose exchange is meant. @default {those that have it} */
  readonly only?: readonly RecordedVersion[];
  /** The client knows that this version cannot do it and sends nothing. */
  readonly unsupported?: readonly RecordedVersion[];
  /** A look at the result. */
  readonly check?: (result: unknown, version: RecordedVersion) => void;
}

/** Tests that the client sends what was sent, and reads what came back. */
export function replay(cases: readonly ReplayCase[]): void {
  describe.each(RECORDED_VERSIONS)('recorded with %s', (version) => {
    const all = recordedExchanges(version);
    const here = cases.flatMap((each) => {
      const exchange = all.find(({ name }) => name === each.exchange);
      const isMeant = each.only?.includes(version) ?? exchange !== undefined;
      return isMeant ? [[each.exchange, each, exchange] as const] : [];
    });
    test.each(here)('%s', async (name, each, exchange) => {
      if (exchange === undefined) throw new Error(`${version} has no exchange ${name}`);
      await replayOne(each, version, exchange);
    });
  });
}

async function replayOne(
  each: ReplayCase,
  version: RecordedVersion,
  exchange: RecordedExchange,
): Promise<void> {
  const { client, requests } = recordingClient(RECORDED_API[version], () => replyOf(exchange));
  if (each.unsupported?.includes(version)) {
    expect((await caught(each.call(client, version))).code).toBe('QBT_UNSUPPORTED');
    expect(requests.map(pathOf)).toEqual([VERSION_QUESTION]);
    return;
  }
  const code = typeof each.code === 'string' ? each.code : each.code?.[version];
  if (code === undefined) {
    const result = await each.call(client, version);
    each.check?.(result, version);
  } else expect((await caught(each.call(client, version))).code).toBe(code);
  const recorded = new URL(exchange.request.path, 'http://recorded.test');
  const path = pathOf({ method: 'GET', url: recorded.href, headers: {} });
  const all = requests.filter((sent) => pathOf(sent) === path || pathOf(sent) !== VERSION_QUESTION);
  const { method } = exchange.request;
  // Where a list may be long, the client reads by POST what was recorded by GET.
  expect(all.map((sent) => [sent.repeatable ? method : sent.method, pathOf(sent)])).toEqual([
    [method, path],
  ]);
  const [sent] = all;
  if (sent === undefined) throw new Error('Nothing was sent');
  const { extra = [] } = each;
  const params = Object.entries(parametersOf(sent)).filter(([key]) => !extra.includes(key));
  expect(Object.fromEntries(params)).toEqual({
    ...Object.fromEntries(recorded.searchParams),
    ...exchange.request.form,
    ...filesOf(exchange),
  });
}

function filesOf({ request }: RecordedExchange): Record<string, string> {
  const files = request.files ?? [];
  return Object.fromEntries(
    files.map(({ field, filename, bytes }) => [field, `<file ${filename}, ${bytes} bytes>`]),
  );
}

function replyOf({ response }: RecordedExchange): HttpReply {
  return { ...response, headers: Object.fromEntries(response.headers) };
}
