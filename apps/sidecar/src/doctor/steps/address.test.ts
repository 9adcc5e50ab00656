import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEnvironment } from '@portkeep/app-host';
import { renderFinding } from '@portkeep/app-host/doctor';
import { type Transport, TransportFailure } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import { systemClock } from '@portkeep/port-lease';
import { type StartNatPmpApiSimulatorOptions, startNatPmpApiSimulator } from '@portkeep/simulators';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, onTestFinished, test } from 'vitest';
import { createApi } from '../../api.ts';
import { readSettings } from '../../settings.ts';
import { sinkApp } from '../../sink-app.ts';
import { variables } from '../../variables.ts';
import { askEgressAddress, MOST_PAGE_BYTES } from '../egress-address.ts';
import type { Facts } from '../examination.ts';
import { address } from './address.ts';

/** What the step reports when the page answers like this. */
async function consult(
  page: { readonly status?: number; readonly body: string } | undefined,
  options: StartNatPmpApiSimulatorOptions = { externalAddress: '203.0.113.1' },
  facts: Partial<Facts> = { answers: true },
): Promise<string> {
  const natpmp = await startNatPmpApiSimulator(options);
  const server = createServer((_, response) => {
    if (page !== undefined) response.writeHead(page.status ?? 200).end(page.body);
    else response.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await natpmp.close();
  });
  const { values } = readEnvironment(variables, {
    ...natpmp.environment,
    INTERNAL_PORT: '6881',
    PUBLIC_IP_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?key=hidden`,
  });
  const { finding } = await address.check({
    examination: {
      values,
      warnings: [],
      settings: readSettings(values),
      client: createApi({ values }).client,
      transport: nodeTransport({ maxBytes: MOST_PAGE_BYTES }),
      clock: systemClock,
      sinks: sinkApp({ log: recordedLog({ level: 'info' }).log, environment: {} }),
    },
    facts,
    signal: new AbortController().signal,
  });
  const text = renderFinding(finding);
  expect(text).not.toContain('hidden');
  return text;
}

test('doctor finds that requests are sent from the external address', async () => {
  expect(await consult({ body: '203.0.113.1\n' })).toMatch(/^✓ External address: 203\.0\.113\.1,/);
});

test('doctor warns where requests are sent from another address, and names both', async () => {
  const text = await consult({ body: '198.51.100.7' });
  expect(text).toMatch(/^! /);
  expect(text).toContain('203.0.113.1');
  expect(text).toContain('198.51.100.7');
});

test.each([
  ['a page of HTML', { body: '<p>203.0.113.1</p>' }, 'did not answer with an IPv4 address'],
  ['an IPv6 address', { body: '2001:db8::1' }, 'did not answer with an IPv4 address'],
  ['a number too high', { body: '203.0.113.256' }, 'did not answer with an IPv4 address'],
  ['an octal number', { body: '203.0.113.01' }, 'did not answer with an IPv4 address'],
  ['two addresses', { body: '203.0.113.1 203.0.113.1' }, 'did not answer with an IPv4 address'],
  ['nothing', { body: '' }, 'did not answer with an IPv4 address'],
  ['an error', { status: 503, body: '203.0.113.1' }, 'status 503'],
  ['a redirect', { status: 302, body: '203.0.113.1' }, 'status 302'],
  ['a long page', { body: '203.0.113.1'.padEnd(MOST_PAGE_BYTES + 1) }, 'more than an address'],
  ['no answer', undefined, 'closed'],
])('doctor does not mistake %s for an address, and does not fail', async (_, page, why) => {
  const text = await consult(page);
  expect(text).toMatch(/^! The external address cannot be compared/);
  expect(text).toMatch(new RegExp(why));
  expect(text).toContain('next:');
});

test('doctor skips the comparison where the API does not report the external address', async () => {
  expect(await consult({ body: '203.0.113.1' }, {})).toMatch(/^– .*this API does not report it/);
});

test('doctor asks no address service where the API does not answer or refuses the token', async () => {
  expect(await consult(undefined, {}, {})).toMatch(/^– .*does not answer/);
  expect(await consult(undefined, {}, { answers: true, refused: true })).toMatch(/^– .*token/);
});

test('doctor gives up after seconds on a page that does not answer', async () => {
  let limitMs: number | undefined;
  const transport: Transport = async (_, { timeoutMs }) => {
    limitMs = timeoutMs;
    throw new TransportFailure('timeout', { code: 'ETIMEDOUT', maybeSent: true });
  };
  const { signal } = new AbortController();
  const asked = askEgressAddress(new URL('https://ip.example'), transport, signal);
  await expect(asked).rejects.toThrow('ip.example cannot be asked (timeout); check PUBLIC_IP_URL');
  expect(limitMs).toBeLessThanOrEqual(10_000);
});
