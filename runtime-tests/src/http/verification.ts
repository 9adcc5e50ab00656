import assert from 'node:assert/strict';
import { Agent } from 'node:https';
import { type NodeTransportOptions, nodeTransport } from '@portkeep/http/node';
import type { ContractCase } from '../contract-case.ts';
import type { TrustedBy } from '../hostile/authorities.ts';
import type { HostileName } from '../hostile/hostile-servers.ts';
import type { Stage } from '../stage.ts';
import { outcomeOf } from './outcome.ts';

const LONG = { timeoutMs: 15_000 };
const ADDRESS = '127.0.0.1';
const UNTRUSTED = 'tls/untrusted UNABLE_TO_VERIFY_LEAF_SIGNATURE, unsent';
const WRONG_NAME = 'tls/wrong-name ERR_TLS_CERT_ALTNAME_INVALID, unsent';
const REFUSED_PIN = 'tls/wrong-name HOSTNAME_MISMATCH, unsent';

/** What a caller without types might try, to get past a certificate. */
const TRICKS = {
  agent: new Agent({ rejectUnauthorized: false }),
  rejectUnauthorized: false,
  checkServerIdentity: () => undefined,
  servername: 'pinned.test',
  minVersion: 'TLSv1',
  insecureHTTPParser: true,
};

export const VERIFICATION: readonly ContractCase[] = [
  {
    name: 'no option of another interface weakens the verification',
    async run(stage) {
      const tries = [
        ['tls-untrusted', UNTRUSTED],
        ['tls-wrong', WRONG_NAME],
      ] as const;
      for (const [server, expected] of tries) {
        for (const keepIdleMs of [0, 1_000]) {
          const visit = await open(stage, server, 'own', ({ ca }) => ({
            ca,
            keepIdleMs,
            ...TRICKS,
          }));
          assert.equal(await outcomeOf(visit.get()), expected);
          assert.deepEqual((await visit.look()).requests, []);
        }
      }
    },
  },
  {
    name: 'a host header does not change the name that the certificate must be for',
    async run(stage) {
      for (const header of ['host', 'Host']) {
        const headers = { [header]: 'other.test' };
        const wrong = await open(stage, 'tls-wrong', 'own', ({ ca }) => ({ ca }));
        for (const hostname of [ADDRESS, 'localhost']) {
          const outcome = await outcomeOf(wrong.get(wrong.urlFor(hostname), headers));
          assert.equal(outcome, WRONG_NAME);
        }
        assert.deepEqual((await wrong.look()).requests, []);
        const good = await open(stage, 'tls-good', 'own', ({ ca }) => ({ ca }));
        assert.equal(await outcomeOf(good.get(undefined, headers)), '200 "ok"');
        assert.match((await good.look()).received.join(), /host: other\.test\r\n/i);
      }
    },
  },
  {
    name: 'an authority in an option is the only one: those of the environment do not count',
    async run(stage) {
      const visit = await open(stage, 'tls-good', 'environment', ({ ca }) => ({ ca }));
      assert.equal(await outcomeOf(visit.get()), UNTRUSTED);
      assert.deepEqual((await visit.look()).requests, []);
    },
  },
  {
    name: 'no TLS session is resumed, because that would skip the verification',
    async run(stage) {
      const { get } = await open(stage, 'tls-session', 'own', ({ ca }) => ({ ca }));
      for (let i = 0; i < 3; i++) assert.equal(await outcomeOf(get()), '200 "new"');
    },
  },
  {
    name: 'a pin connects to its address and port and verifies its name, in any case',
    async run(stage) {
      for (const hostname of ['pinned.test', 'PINNED.test']) {
        const visit = await open(stage, 'tls-good', 'own', ({ ca, port }) => ({
          ca,
          pin: { address: ADDRESS, hostname, port },
        }));
        assert.equal(await outcomeOf(visit.get('https://pinned.test:1/')), '200 "ok"');
        assert.match((await visit.look()).received.join(), /host: pinned\.test:1\r\n/i);
      }
    },
  },
  {
    name: 'a pin for another name sends nothing to the server',
    async run(stage) {
      const pin = { address: ADDRESS, hostname: 'other.test' };
      const visit = await open(stage, 'tls-good', 'own', ({ ca }) => ({ ca, pin }));
      assert.equal(await outcomeOf(visit.get(visit.urlFor('other.test'))), WRONG_NAME);
      assert.deepEqual((await visit.look()).requests, []);
    },
  },
  {
    name: 'a pin with another authority sends nothing to the server',
    async run(stage) {
      const pin = { address: ADDRESS, hostname: 'pinned.test' };
      const visit = await open(stage, 'tls-untrusted', 'own', ({ ca }) => ({ ca, pin }));
      assert.equal(await outcomeOf(visit.get(visit.urlFor('pinned.test'))), UNTRUSTED);
      assert.deepEqual((await visit.look()).requests, []);
    },
  },
  {
    name: 'a pin is for https and one name: other addresses are refused before a connection',
    async run(stage) {
      const pin = { address: ADDRESS, hostname: 'pinned.test' };
      for (const keepIdleMs of [0, 1_000]) {
        const visit = await open(stage, 'tls-good', 'own', ({ ca }) => ({ ca, pin, keepIdleMs }));
        const plain = visit.urlFor('pinned.test').replace('https:', 'http:');
        for (const url of [plain, visit.urlFor('other.test'), visit.urlFor(ADDRESS)]) {
          assert.equal(await outcomeOf(visit.get(url)), REFUSED_PIN);
        }
        assert.equal((await visit.look()).connections, 0);
      }
    },
  },
];

async function open(
  stage: Stage,
  name: HostileName,
  trustedBy: TrustedBy,
  options: (server: { readonly ca: string; readonly port: number }) => NodeTransportOptions,
) {
  const { url: own, ca } = await stage.order('start-hostile', { name, trustedBy });
  const transport = nodeTransport(options({ ca, port: Number(new URL(own).port) }));
  return {
    get: (url = own, headers: Record<string, string> = {}) =>
      transport({ method: 'GET', url, headers, repeatable: true }, LONG),
    look: () => stage.order('look-at-hostile', { url: own, whenClosed: false }),
    urlFor: (hostname: string) => own.replace(ADDRESS, hostname),
  };
}
