import { describe, expect, test } from 'vitest';
import type { QBittorrentClient } from '../../src/core.ts';
import { parametersOf, pathOf } from '../parameters-of.ts';
import {
  RECORDED_API,
  RECORDED_VERSIONS,
  type RecordedVersion,
  recordedExchanges,
} from '../recorded-exchange.ts';
import { recordingClient, VERSION_QUESTION } from '../recording-client.ts';

type Call = (client: QBittorrentClient, value: Record<string, unknown>) => Promise<void>;

/** What was sent as JSON with spaces in between, which the client does not write. */
interface JsonCase {
  readonly exchange: string;
  readonly key: string;
  readonly call: Call;
  readonly only?: RecordedVersion;
}

const setPreferences: Call = (client, patch) => client.app.setPreferences(patch);

const CASES: readonly JsonCase[] = [
  ...[
    'setPreferences-listen_port',
    'setPreferences-unknownkey',
    'setPreferences-port-string',
    'setPreferences-port-99999',
    'setPreferences-port-0',
    'setPreferences-random',
    'setPreferences-port-restore',
    'setPreferences-iface',
    'rss-enable',
    'setPrefs-timeout',
    'setPrefs-timeout-back',
  ].map((exchange) => ({ exchange, key: 'json', call: setPreferences })),
  {
    exchange: 'clientdata-store',
    key: 'data',
    call: (client, data) => client.clientData.store({ data }),
    only: '5.2.3',
  },
];

describe.each(RECORDED_VERSIONS)('JSON recorded with %s', (version) => {
  const meant = CASES.filter(({ only = version }) => only === version);
  test.each(meant)('$exchange', async ({ exchange: name, key, call }) => {
    const exchange = recordedExchanges(version).find((each) => each.name === name);
    if (exchange === undefined) throw new Error('No such exchange');
    const { request, response } = exchange;
    const { client, requests } = recordingClient(RECORDED_API[version], () => ({
      ...response,
      headers: Object.fromEntries(response.headers),
    }));
    const value = JSON.parse(request.form?.[key] ?? '');
    await call(client, value);
    const sent = requests.filter((each) => pathOf(each) !== VERSION_QUESTION);
    expect(sent.map((each) => `${each.method} /api/v2/${pathOf(each)}`)).toEqual([
      `${request.method} ${request.path}`,
    ]);
    const parameters = sent.flatMap((each) => Object.entries(parametersOf(each)));
    expect(parameters.map(([name, json]) => [name, JSON.parse(json)])).toEqual([[key, value]]);
  });
});
