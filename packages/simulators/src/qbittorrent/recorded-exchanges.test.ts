import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { QBittorrentDialect } from './dialect.ts';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';

interface Exchange {
  name: string;
  request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    form: Record<string, string> | null;
  };
  response: { status: number; headers: Record<string, string>; body: unknown } | null;
}

const RELEASES: [string, QBittorrentDialect, port: number, listenPort: number][] = [
  ['4.5.2', '4.5', 23100, 23401],
  ['5.1.4', '5.1', 23120, 23404],
  ['5.2.3', '5.2', 23110, 23403],
];

/** Ids that the recorded server generated, with those that the simulator generated instead. */
class Translation {
  readonly #pairs: [recorded: string, simulated: string][] = [];

  learn(recorded: string | undefined, simulated: string | undefined): void {
    if (recorded && simulated) this.#pairs.push([recorded, simulated]);
  }

  apply(text: string): string {
    return this.#pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  }
}

const cookieValue = (header: unknown) => /^[^=]+=([^;]+);/.exec(String(header))?.[1];

function replay(simulator: QBittorrentSimulator, exchange: Exchange, translation: Translation) {
  const { method, path, headers, form } = exchange.request;
  return simulator.handle({
    method,
    url: path,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        translation.apply(value),
      ]),
    ),
    body: form ? new URLSearchParams(form).toString() : method === 'POST' ? '{"a":1}' : '',
    sourceAddress: '127.0.0.1',
  });
}

describe.each(RELEASES)('exchanges recorded with %s', (release, dialect, port, listenPort) => {
  const file = new URL(`../../test/fixtures/qbittorrent/${release}.json`, import.meta.url);
  const exchanges: Exchange[] = JSON.parse(readFileSync(file, 'utf8'));
  let time = 0;
  const simulator = new QBittorrentSimulator({
    dialect,
    port,
    listenPort,
    password: 'testpass123',
    now: () => time,
    interfaces: new Map([
      ['lo', ['127.0.0.1', '::1']],
      ['eth0', ['192.0.2.10']],
    ]),
  });
  simulator.changePreferenceByHand({
    upnp: false,
    current_network_interface: 'lo',
    current_interface_address: '127.0.0.1',
  });
  const translation = new Translation();

  test.each(exchanges.map((exchange) => [exchange.name, exchange] as const))(
    'the simulator answers the recorded exchange %s alike',
    (_name, exchange) => {
      const { response } = exchange;
      if (response?.headers.date) time = Date.parse(response.headers.date);
      const reply = replay(simulator, exchange, translation);
      if (response === null) return;
      if (reply.kind !== 'reply') throw new Error(`Expected a reply, not ${reply.kind}`);

      const { date, 'set-cookie': recordedCookie, ...recordedHeaders } = response.headers;
      const { connection, 'set-cookie': cookie, ...headers } = reply.headers;
      translation.learn(cookieValue(recordedCookie), cookieValue(cookie));
      expect(reply.status).toBe(response.status);
      expect(headers).toEqual(recordedHeaders);
      expect(cookie).toBe(recordedCookie && translation.apply(recordedCookie));
      if (typeof response.body === 'string') {
        expect(reply.body).toBe(response.body);
        return;
      }
      const body: Record<string, unknown> = JSON.parse(reply.body);
      if (Object.hasOwn(body, 'apiKey')) {
        const recorded = response.body as { apiKey: string };
        expect(body.apiKey).toMatch(/^qbt_[A-Za-z0-9]{28}$/);
        translation.learn(recorded.apiKey, String(body.apiKey));
      } else if (exchange.request.path.endsWith('/preferences')) {
        expect(body).toMatchObject(response.body as object);
      } else {
        expect(body).toEqual(response.body);
      }
    },
  );
});
