import assert from 'node:assert/strict';
import { PiaAccountClient } from '@portkeep/pia-client';
import type { ContractCase } from '../contract-case.ts';
import type { ServerName } from '../hostile/hostile-servers.ts';
import { patience } from '../patience.ts';
import { rejectionWithCode } from '../rejection.ts';
import type { Stage } from '../stage.ts';

export const PIA_DEDICATED_IP: readonly ContractCase[] = [
  {
    name: 'asks what two tokens stand for, and reads an active and an expired one',
    async run(stage) {
      const { ask, url } = await asking(stage, 'pia-dedicated-ips');
      assert.deepEqual(await ask(), [
        {
          token: 'DIPx',
          status: 'active',
          address: '192.0.2.7',
          hostname: 'a1',
          regionId: 'nl',
          expiresAt: new Date(1_000),
        },
        { token: 'DIPold', status: 'expired' },
      ]);
      const seen = await stage.order('look-at-hostile', { url, whenClosed: true });
      assert.match(seen.received.join(), /authorization: Token to\+ken\r\n/i);
      assert.match(seen.received.join(), /\{"tokens":\["DIPx","DIPold"\]\}$/);
    },
  },
  {
    name: 'answers PIA_LOGIN_EXPIRED when the token of the account has ended',
    async run(stage) {
      const { ask } = await asking(stage, 'pia-access-denied');
      await rejectionWithCode(ask(), 'PIA_LOGIN_EXPIRED');
    },
  },
];

async function asking(stage: Stage, name: ServerName) {
  const { url } = await stage.order('start-hostile', { name, trustedBy: 'own' });
  const credentials = { username: 'p1234567', password: 'correct-horse' };
  const options = { ...credentials, dedicatedIpUrl: url, timeoutMs: patience() };
  const tokens = { token: 'to+ken', dedicatedIpTokens: ['DIPx', 'DIPold'] };
  return { url, ask: () => new PiaAccountClient(options).getDedicatedIps(tokens) };
}
