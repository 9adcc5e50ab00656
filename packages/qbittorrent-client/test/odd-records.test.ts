import { describe, expect, test } from 'vitest';
import { decodeReply, QBittorrentError, torrentsEndpoints } from '../src/core.ts';
import type { AnyEndpoint } from '../src/protocol/endpoint.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { RECORDED_VERSIONS, type RecordedVersion, recordedExchanges } from './recorded-exchange.ts';

/** Fields that some qBittorrent sends as `null`. */
const NULLABLE = [
  ...['private', 'download_path', 'addPaused', 'torrentContentLayout', 'torrentURL'],
  ...['country', 'country_code'],
];
/** Replies that are a single record: without one of its fields nothing is left to return. */
const ONE_RECORD = [
  ...['app/buildInfo', 'app/preferences', 'app/processInfo', 'app/rotateAPIKey', 'search/start'],
  ...['torrentcreator/addTask', 'torrents/SSLParameters', 'torrents/fetchMetadata'],
  ...['torrents/add', 'torrents/properties', 'transfer/info'],
  // Lists of which each place counts.
  ...['torrents/pieceAvailability', 'torrents/pieceHashes', 'torrents/pieceStates'],
];
/** Only what the listening port depends on is checked there. */
const HARDLY_CHECKED = ['app/preferences', 'clientdata/load'];

interface Reply {
  readonly path: string;
  readonly row: AnyEndpoint;
  readonly body: string;
}

function jsonReplies(version: RecordedVersion): readonly Reply[] {
  const replies = recordedExchanges(version).flatMap(({ request, response: { status, body } }) => {
    const path = request.path.replace(/^\/api\/v2\/|\?.*$/g, '');
    const row = ENDPOINTS.find((each) => each.path === path && each !== torrentsEndpoints.get);
    return row && status < 300 && /^[[{]/.test(body) ? [{ path, row, body }] : [];
  });
  return [...new Map(replies.map((reply) => [reply.path + reply.body, reply])).values()];
}

type Steps = readonly string[];

function* fieldsOf(json: unknown, steps: Steps = []): Generator<Steps> {
  if (typeof json !== 'object' || json === null) return;
  for (const [key, value] of Object.entries(json)) {
    yield [...steps, key];
    yield* fieldsOf(value, [...steps, key]);
  }
}

function changed(body: string, steps: Steps, change: (holder: object, key: string) => void) {
  const json: unknown = JSON.parse(body);
  let holder = json;
  for (const step of steps.slice(0, -1)) holder = Reflect.get(Object(holder), step);
  change(Object(holder), steps.at(-1) ?? '');
  return JSON.stringify(json);
}

const CHANGES = {
  null: (holder: object, key: string) => Reflect.set(holder, key, null),
  'left out': (holder: object, key: string) => {
    if (!Array.isArray(holder)) Reflect.deleteProperty(holder, key);
  },
};

function read(row: AnyEndpoint, body: string) {
  const odd: QBittorrentError[] = [];
  const reply = { status: 200, headers: {}, body };
  const onOddRecords = (error: QBittorrentError) => odd.push(error);
  try {
    const value = decodeReply(row, reply, true, 0, onOddRecords);
    return { value, error: odd[0] };
  } catch (error) {
    return { value: undefined, error };
  }
}

/** Replies whose records are one step further in. */
const IN_KINDS = ['search/results', 'sync/maindata', 'sync/torrentPeers'];

/** All records but the one under a key. Of a list where one is missing already, all. */
function others(records: unknown, key: string, isShorter: boolean): unknown {
  if (!Array.isArray(records)) return { ...Object(records), [key]: undefined };
  return isShorter ? records : records.filter((_, at) => at !== Number(key));
}

function expectOthers(value: unknown, whole: unknown, steps: Steps, inKinds: boolean): void {
  const [key = '', ...rest] = steps;
  const isShorter = Array.isArray(value) && value.length < Object(whole).length;
  expect(others(value, key, isShorter)).toEqual(others(whole, key, false));
  if (inKinds && rest.length > 0) {
    expectOthers(Object(value)[key], Object(whole)[key], rest, false);
  }
}

describe.each(RECORDED_VERSIONS)('a reply recorded with %s', (version) => {
  const replies = jsonReplies(version);

  test('a recorded reply exists for most endpoints', () => {
    expect(new Set(replies.map(({ path }) => path)).size).toBeGreaterThan(25);
  });

  describe.each(Object.keys(CHANGES) as (keyof typeof CHANGES)[])(
    'in which one field is %s',
    (kind) => {
      test.each(replies)(
        'a reply of $path with one odd field gives the other records, and names the field',
        (reply) => {
          const { path, row, body } = reply;
          const whole = read(row, body).value;
          for (const steps of fieldsOf(JSON.parse(body))) {
            const body = changed(reply.body, steps, CHANGES[kind]);
            if (body === reply.body) continue;
            const { value, error } = read(row, body);
            const place = `${path} ${steps.join('.')}`;
            const field = steps.at(-1) ?? '';
            if (error === undefined) {
              const passes = kind === 'left out' || NULLABLE.includes(field);
              expect(passes || HARDLY_CHECKED.includes(path), place).toBe(true);
              continue;
            }
            if (!(error instanceof QBittorrentError)) throw error;
            expect(error.code, place).toBe('QBT_UNEXPECTED_RESPONSE');
            expect(error.message.includes(field) || /\(.*#\d+/.test(error.message), place).toBe(
              true,
            );
            if (value === undefined) {
              expect(ONE_RECORD.includes(path) || steps.length === 1, place).toBe(true);
              expect(error.partial).toBeUndefined();
              continue;
            }
            expect(error.partial, place).toEqual(value);
            expectOthers(value, whole, steps, IN_KINDS.includes(path));
          }
        },
      );
    },
  );
});
