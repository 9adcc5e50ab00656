import assert from 'node:assert/strict';
import { type MappingResult, NatPmpHttpClient } from '@portkeep/natpmp-client';
import type { ContractCase } from '../contract-case.ts';
import { patience } from '../patience.ts';
import { rejectionWithCode } from '../rejection.ts';

const TCP = { protocol: 'tcp', internalPort: 6881 } as const;

export const NATPMP_MAPPING: readonly ContractCase[] = [
  {
    name: 'maps, renews to the same port, and releases',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: service, timeoutMs: patience() });
      const { externalPort } = await client.requestMapping(TCP);
      assert.equal((await client.requestMapping(TCP)).externalPort, externalPort);
      const { mappings } = await stage.order('look-at-natpmp', null);
      assert.deepEqual(
        mappings.map((mapping) => [mapping.protocol, mapping.internalPort, mapping.externalPort]),
        [['tcp', 6881, externalPort]],
      );
      await client.releaseMapping(TCP);
      assert.deepEqual((await stage.order('look-at-natpmp', null)).mappings, []);
      await client.releaseMapping(TCP);
    },
  },
  {
    name: 'tells that the lifetime was cut down',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: `http://${service}/`, timeoutMs: patience() });
      const mapping = await client.requestMapping({ ...TCP, lifetimeSeconds: 3600 });
      assert.equal(mapping.askedSeconds, 3600);
      assert.equal(mapping.lifetimeSeconds, 300);
      assert.equal(mapping.clamped, true);
    },
  },
  {
    name: 'maps tcp and udp one after the other',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: new URL(`http://${service}`) });
      const results: MappingResult[] = [];
      for await (const result of client.requestMappings(['tcp', 'udp'], { internalPort: 6881 })) {
        results.push(result);
      }
      assert.deepEqual(
        results.map(({ ok, protocol }) => [ok, protocol]),
        [
          [true, 'tcp'],
          [true, 'udp'],
        ],
      );
      const { mappings } = await stage.order('look-at-natpmp', null);
      assert.equal(mappings.length, 2);
    },
  },
  {
    name: 'sends no port 0 and no lifetime of 0',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: service });
      const wrong = { ...TCP, internalPort: 0 };
      await rejectionWithCode(client.requestMapping(wrong), 'NATPMP_BAD_REQUEST');
      await rejectionWithCode(client.releaseMapping(wrong), 'NATPMP_BAD_REQUEST');
      const endless = client.requestMapping({ ...TCP, lifetimeSeconds: 0 });
      await rejectionWithCode(endless, 'NATPMP_BAD_REQUEST');
      assert.deepEqual((await stage.order('look-at-natpmp', null)).requests, []);
    },
  },
  {
    name: 'asks for the health, without a token',
    async run(stage) {
      const { service } = await stage.startNatPmp('the-token');
      const client = new NatPmpHttpClient({ baseUrl: service });
      const { status, timestamp } = await client.getHealth();
      assert.equal(status, 'healthy');
      assert.ok(Math.abs(Date.parse(timestamp ?? '') - Date.now()) < 60_000);
    },
  },
  {
    name: 'asks for the external address, with the token',
    async run(stage) {
      const { service } = await stage.startNatPmp('the-token', '203.0.113.1');
      const client = new NatPmpHttpClient({ baseUrl: service, token: 'the-token' });
      const { address, epochSeconds } = await client.getAddress();
      assert.equal(address, '203.0.113.1');
      assert.equal(typeof epochSeconds, 'number');
      const other = new NatPmpHttpClient({ baseUrl: service, token: 'not-the-token' });
      await rejectionWithCode(other.getAddress(), 'NATPMP_UNAUTHORIZED');
    },
  },
  {
    name: 'says that the original API gives no external address',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: service });
      await rejectionWithCode(client.getAddress(), 'NATPMP_NOT_FOUND');
    },
  },
  {
    name: 'tells a wrong token, and asks once',
    async run(stage) {
      const { service } = await stage.startNatPmp('the-token');
      const client = new NatPmpHttpClient({ baseUrl: service, token: 'not-the-token' });
      const error = await rejectionWithCode(client.requestMapping(TCP), 'NATPMP_UNAUTHORIZED');
      assert.doesNotMatch(`${error.message} ${error.stack}`, /not-the-token/);
      assert.equal((await stage.order('look-at-natpmp', null)).requests.length, 1);
    },
  },
  {
    name: 'finds a token that has changed',
    async run(stage) {
      const { service } = await stage.startNatPmp('the-token');
      const tokens = ['an-old-token', 'the-token\n'];
      const token = () => tokens.shift() ?? '';
      await new NatPmpHttpClient({ baseUrl: service, token }).requestMapping(TCP);
      const { requests } = await stage.order('look-at-natpmp', null);
      assert.deepEqual(
        requests.map(({ status }) => status),
        [401, 200],
      );
    },
  },
  {
    name: 'says that there is no such API under a wrong path',
    async run(stage) {
      const { service } = await stage.startNatPmp();
      const client = new NatPmpHttpClient({ baseUrl: `${service}/forward` });
      await rejectionWithCode(client.requestMapping(TCP), 'NATPMP_NOT_FOUND');
      await rejectionWithCode(client.getHealth(), 'NATPMP_NOT_FOUND');
    },
  },
];
