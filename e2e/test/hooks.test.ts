import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { STOPPED } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { NameServer } from '../src/name-server.ts';
import { hasReal } from '../src/require-real.ts';
import { BRISK, SidecarBesideOtherNatPmp } from '../src/sidecar-beside-other-natpmp.ts';
import { waitUntil } from '../src/wait-until.ts';

const hook = (name: string) =>
  fileURLToPath(new URL(`../../deploy/hooks/${name}`, import.meta.url));

/** The command lines of all running programs of that name, as `ps` shows them. */
function commandLines(program: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const lines = pids.map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return ''; // It has ended.
    }
  });
  return lines.filter((line) => line.startsWith(`${program} `));
}

/** From now on every mapping has this external port. */
function move({ api }: SidecarBesideOtherNatPmp, port: number): void {
  Object.assign(api.externalPorts, { tcp: port, udp: port });
}

async function hookSucceeded(place: SidecarBesideOtherNatPmp): Promise<void> {
  await waitUntil('the hook has succeeded', async () => {
    return (await place.status.code('/readyz?sinks')) === 200;
  });
}

describe.runIf(hasReal({ programs: ['named', 'tsig-keygen', 'nsupdate', 'dig'] }))(
  'the hook that keeps an SRV record',
  () => {
    test('the hook moves the SRV record with the port, also after an outage of the name server, and changes nothing after a restart', async () => {
      const [server, place] = await Promise.all([
        NameServer.create(),
        SidecarBesideOtherNatPmp.create(),
      ]);
      await server.start();
      const name = '_minecraft._tcp.example.net';
      const recordIs = (port: number) =>
        waitUntil(`the record has port ${port}`, async () => {
          return (await server.look(name, 'SRV')) === `0 0 ${port} home.example.net.`;
        });
      const environment = {
        ...BRISK,
        ON_PORT_CHANGE: hook('srv-record.sh'),
        SRV_NAME: name,
        SRV_TARGET: 'home.example.net',
        DNS_SERVER: '127.0.0.1',
        DNS_PORT: String(server.port),
        DNS_KEY_FILE: server.keyFile,
      };
      const first = place.start(environment);
      await recordIs(52_001);
      move(place, 52_002);
      await recordIs(52_002);

      await server.stop();
      move(place, 52_003);
      await waitUntil('the hook has failed', () =>
        /could not reach any name server/.test(first.output),
      );
      await server.start();
      await recordIs(52_003);

      await hookSucceeded(place);
      const serial = await server.serial();
      first.kill('SIGTERM');
      expect(await first.exited).toEqual(STOPPED);
      place.start(environment);
      await hookSucceeded(place);
      await recordIs(52_003);
      expect(await server.serial()).toBe(serial);
    });

    test('the hook fails and says so where its key may not change the SRV record', async () => {
      const [server, place] = await Promise.all([
        NameServer.create(),
        SidecarBesideOtherNatPmp.create(),
      ]);
      await server.start();
      const once = place.command('once', {
        ON_PORT_CHANGE: hook('srv-record.sh'),
        SRV_NAME: '_ssh._tcp.example.net',
        SRV_TARGET: 'home.example.net',
        DNS_SERVER: '127.0.0.1',
        DNS_PORT: String(server.port),
        DNS_KEY_FILE: server.keyFile,
      });
      expect((await once.exited).code).toBe(1);
      expect(once.output).toContain('update failed: REFUSED');
      expect(await server.serial()).toBe(1);
    });
  },
);

describe.runIf(hasReal({ programs: ['curl'] }))('the hook that calls a webhook', () => {
  test('the hook posts each port as JSON until the webhook answers with success', async () => {
    const place = await SidecarBesideOtherNatPmp.create();
    const heard: unknown[] = [];
    const statuses = [503, 302, 204];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const { authorization, 'content-type': type } = request.headers;
      heard.push({ authorization, type, body: JSON.parse(body) });
      response.writeHead(statuses.shift() ?? 200).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp(() => server.close());
    const headerFile = join(place.folder, 'header');
    writeFileSync(headerFile, 'authorization: Bearer webhook-token\n');
    const sidecar = place.start({
      ...BRISK,
      ON_PORT_CHANGE: hook('webhook.sh'),
      WEBHOOK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/port`,
      WEBHOOK_HEADER_FILE: headerFile,
    });
    const post = (port: number, previous_port: number | null) => ({
      authorization: 'Bearer webhook-token',
      type: 'application/json',
      body: { port, previous_port },
    });
    await hookSucceeded(place);
    const first = post(52_001, null);
    expect(heard).toEqual([first, first, first]);
    expect(sidecar.output).toContain('The webhook answered 302');
    move(place, 52_002);
    await waitUntil('the new port is posted', () => heard.length > 3);
    expect(heard.slice(3)).toEqual([post(52_002, 52_001)]);
    expect(sidecar.output).not.toContain('webhook-token');
  });

  test('the hook that calls a webhook posts once to an address that has a secret and brackets, and shows it to no other program', async () => {
    const server = createServer((request, response) => {
      heard.push({ url: request.url, curls: commandLines('curl') });
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    const heard: { url: string | undefined; curls: readonly string[] }[] = [];
    await once(server, 'listening');
    cleanUp(() => server.close());
    const place = await SidecarBesideOtherNatPmp.create();
    const path = '/webhooks/secret-of-the-path?tags={a,b}[1-3]';
    const sidecar = place.command('once', {
      ON_PORT_CHANGE: hook('webhook.sh'),
      WEBHOOK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    });
    expect((await sidecar.exited).code, sidecar.output).toBe(0);
    expect(heard.map(({ url }) => url)).toEqual([path]);
    expect(heard[0]?.curls.length).toBeGreaterThan(0);
    expect(heard[0]?.curls.join('\n')).not.toContain('secret-of-the-path');
    expect(sidecar.output).not.toContain('secret-of-the-path');
  });

  test('the hook that calls a webhook fails without its header file, and does not post without the header', async () => {
    let posts = 0;
    const server = createServer((_, response) => {
      posts += 1;
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp(() => server.close());
    const place = await SidecarBesideOtherNatPmp.create();
    const sidecar = place.command('once', {
      ON_PORT_CHANGE: hook('webhook.sh'),
      WEBHOOK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      WEBHOOK_HEADER_FILE: join(place.folder, 'nothing'),
    });
    expect((await sidecar.exited).code).toBe(1);
    expect(sidecar.output).toContain('WEBHOOK_HEADER_FILE cannot be read');
    expect(posts).toBe(0);
  });
});
