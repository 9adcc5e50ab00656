import { inspect } from 'node:util';
import { isPiaFault, PIA_FAULTS } from '@portkeep/simulators';
import { expect, test } from 'vitest';
import { TunnelStatus } from '../src/status/tunnel-status.ts';
import { PASSWORD, TunnelScene, valuesOf } from './tunnel-scene.ts';

const DIP_TOKEN = 'DIP-secret-of-the-customer';
const TARGETS = ['token', 'list', 'addKey', 'dedicatedIp'] as const;

test.each([
  ['regions', { PIA_REGIONS: 'sweden' }],
  ['a dedicated IP', { PIA_DIP_TOKEN: DIP_TOKEN }],
])(
  'no error, status or state of a gateway with %s holds a secret, whatever PIA answers',
  async (_, environment) => {
    const dedicatedIps = [{ token: DIP_TOKEN, cn: 'Server-11555-2a' }];
    const scene = new TunnelScene(environment, { dedicatedIps });
    const { acquire, tunnels, tokens } = await scene.start();
    const status = new TunnelStatus({
      clock: scene.clock,
      hide: (text) => text,
      forwardTo: valuesOf().forwardTo,
    });
    const shown: string[] = [];
    const show = (value: unknown) => {
      shown.push(inspect(value, { depth: 9 }), String(value), JSON.stringify(value));
    };
    for (const target of TARGETS) {
      for (const fault of PIA_FAULTS[target]) {
        if (isPiaFault(target, fault)) scene.pia.setFault(target, fault);
        await tokens.allowLogin();
        try {
          const lease = await acquire();
          status.tunnel({ type: 'acquired', lease });
          show(lease);
        } catch (error) {
          show(error);
          status.tunnel({ type: 'failed', error, attempt: 1, retryAt: 0 });
        }
        show([status.fields(), status.reasons(), status.trouble(), status.line()]);
        scene.pia.clearFault(target);
        scene.pia.revokeTokens();
        scene.kernel.makeInterface();
      }
    }
    const state = scene.store.contents ?? '';
    const everything = [...shown, ...scene.troubles, ...scene.kernel.calls, state].join('\n');
    const secrets = [
      PASSWORD,
      'proxy-password',
      DIP_TOKEN,
      ...scene.pia.tokens.map(({ token }) => token),
      ...scene.kernel.privateKeys,
    ];
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of secrets) expect(everything).not.toContain(secret);
    for (const secret of secrets) expect(everything).not.toContain(encodeURIComponent(secret));
    expect(tunnels.isBusy).toBe(false);
  },
);
