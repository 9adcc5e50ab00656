import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateKeeper } from '@portkeep/pia-lease';
import { MemoryStore } from '@portkeep/pia-lease/testing';
import { expect, test } from 'vitest';
import { recordedLog } from '../../../../packages/app-host/test/recorded-log.ts';
import { temporaryFolder } from '../../../../packages/app-host/test/temporary-folder.ts';
import { keptPort } from '../../../../packages/port-lease/test/kept-port.ts';
import { FakeKernel } from '../../test/fake-kernel.ts';
import { valuesOf } from '../../test/tunnel-scene.ts';
import { Forwarding } from '../kernel/forwarding.ts';
import { type GatewayState, GatewayStateSchema } from '../state/gateway-state.ts';
import { gatewaySinks, ownSinks } from './gateway-sinks.ts';

const { signal } = new AbortController();

/** A folder, and the starts of a gateway that writes into it. */
function gateway(change: Readonly<Record<string, string | undefined>> = {}) {
  const folder = temporaryFolder();
  const in_ = (name: string) => join(folder, name);
  const script = `echo "$PORT $TARGET_IP $TARGET_PORT $PROTOCOL <$PREVIOUS_PORT>" >> ${in_('hook')}; env > ${in_('env')}`;
  const values = valuesOf({
    PORT_FILE: in_('port.txt'),
    PORT_DATA_FILE: in_('port.json'),
    ON_PORT_FORWARDED: JSON.stringify(['/bin/sh', '-c', script]),
    ...change,
  });
  const store = new MemoryStore<GatewayState>(GatewayStateSchema);
  const kernel = new FakeKernel();
  const start = async () => {
    const state = new StateKeeper<GatewayState>(store);
    await state.load();
    const { log } = recordedLog();
    const app = { values, log, environment: { PATH: process.env.PATH } };
    const sinks = await gatewaySinks({
      app,
      state,
      kernel,
      forwarding: new Forwarding(kernel, values),
    });
    return {
      names: sinks.all.map(({ name }) => name),
      async publish(port: number) {
        const target = { targetAddress: '10.100.0.10', internalPort: 8_080 };
        const value = keptPort({ port, ...target, protocol: 'tcp,udp' as const });
        for (const sink of sinks.all) await sink.publish(value, { signal });
      },
    };
  };
  return { start, values, kernel, read: (name: string) => readFileSync(in_(name), 'utf8') };
}

test('the port goes to the kernel first, then to files and hook, which runs once at each start and at each change', async () => {
  const { start, read, kernel, values } = gateway();
  const first = await start();
  expect(first.names).toEqual(['forward', 'port-file', 'data-file', 'hook']);
  await first.publish(40_000);
  await first.publish(40_000);
  await first.publish(40_001);
  await (await start()).publish(40_001);
  expect(read('hook')).toBe(
    [
      '40000 10.100.0.10 8080 tcp,udp <>',
      '40001 10.100.0.10 8080 tcp,udp <40000>',
      '40001 10.100.0.10 8080 tcp,udp <40001>',
      '',
    ].join('\n'),
  );
  expect(read('port.txt')).toBe('40001\n');
  expect(kernel.table?.forwarded[0]?.port).toBe(40_001);
  expect(ownSinks(values)).toEqual(['port-file', 'data-file']);
  expect(read('env')).not.toMatch(/correct-horse|proxy-password|PIA_/);
});

test('without a target there are no sinks', async () => {
  const { start } = gateway({ FORWARD_TO: undefined });
  expect((await start()).names).toEqual([]);
});
