import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { announcement } from '../../test/announcement.ts';
import { commandHook } from './command-hook.ts';

const { signal } = new AbortController();

function setUp(script: string, timeoutMs?: number) {
  const file = join(temporaryFolder(), 'told');
  const store: { port: number | undefined; full: boolean } = { port: undefined, full: false };
  const hook = commandHook({
    command: ['/bin/sh', '-c', script],
    delivered: {
      load: async () => store.port,
      save: async (port) => {
        if (store.full) throw new Error('ENOSPC');
        store.port = port;
      },
    },
    log: recordedLog().log,
    environment: { PATH: process.env.PATH, FILE: file },
    timeoutMs,
  });
  const publish = (changes: Parameters<typeof announcement>[0]) =>
    hook.publish(announcement(changes), { signal });
  return { hook, store, publish, told: () => readFileSync(file, 'utf8') };
}

const TELL = 'echo "$PREVIOUS_PORT>$PORT $INTERNAL_PORT $PROTOCOL" >> "$FILE"';

test('the command is run for the first port and for each change, with the previous port', async () => {
  const { publish, told, store } = setUp(TELL);
  await publish({ port: 1 });
  await publish({ port: 2, internalPort: 3, protocol: 'tcp' });
  expect(told()).toBe('>1  \n1>2 3 tcp\n');
  expect(store.port).toBe(2);
});

test('the command is not run again for the last port, even after a restart', async () => {
  const { publish, told, store } = setUp(TELL);
  store.port = 1;
  await publish({ port: 1 });
  expect(told).toThrow('ENOENT');
  await publish({ port: 2 });
  expect(told()).toBe('1>2  \n');
});

test('a port counts as delivered only when the command succeeded', async () => {
  const { publish, told, store } = setUp(`${TELL}; test -e "$FILE.good"`);
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_FAILED' });
  expect(store.port).toBeUndefined();
  expect(told()).toBe('>1  \n>1  \n');
});

test('a port that was delivered but could not be saved is not delivered again', async () => {
  const { publish, told, store } = setUp(TELL);
  store.full = true;
  await expect(publish({ port: 1 })).rejects.toThrow('ENOSPC');
  await expect(publish({ port: 1 })).rejects.toThrow('ENOSPC');
  store.full = false;
  await publish({ port: 1 });
  expect(store.port).toBe(1);
  expect(told()).toBe('>1  \n');
});

test('a renewal of the same port does not run the command', () => {
  const { hook } = setUp('true');
  expect(hook.same?.(announcement(), announcement({ renewedAt: 1, binding: 'x' }))).toBe(true);
  expect(hook.same?.(announcement(), announcement({ port: 1 }))).toBe(false);
});

test('a command that takes too long counts as failed', async () => {
  const { publish } = setUp('sleep 300', 200);
  await expect(publish({ port: 1 })).rejects.toMatchObject({ code: 'HOOK_TIMEOUT' });
});
