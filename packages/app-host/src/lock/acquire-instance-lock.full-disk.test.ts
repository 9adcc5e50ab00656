import { join } from 'node:path';
import { temporaryFolder } from '@portkeep/testing';
import { expect, test, vi } from 'vitest';
import { acquireInstanceLock } from './acquire-instance-lock.ts';

const system = vi.hoisted(() => ({ code: '' }));

vi.mock(import('./lock-socket.ts'), () => ({
  placeLockSocket: () => Promise.reject(Object.assign(new Error('refused'), { code: system.code })),
}));

test.each(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOMEM'])(
  'when a lock socket fails with %s, the state is not used unguarded, but waited for',
  async (code) => {
    system.code = code;
    const stop = new AbortController();
    const warn = vi.fn();
    const waited: string[] = [];
    const lock = acquireInstanceLock(join(temporaryFolder(), 'state.json'), {
      signal: stop.signal,
      warn,
      onWaiting: (reason) => {
        waited.push(reason.code);
        stop.abort(new Error('enough'));
      },
    });
    await expect(lock).rejects.toThrow('enough');
    expect(waited).toEqual(['STATE_UNWRITABLE']);
    expect(warn).not.toHaveBeenCalled();
  },
);

test('on a file system without sockets, the state is used unguarded, with a warning', async () => {
  system.code = 'EPERM';
  const { signal } = new AbortController();
  const warn = vi.fn();
  const onWaiting = vi.fn();
  const stateFile = join(temporaryFolder(), 'state.json');
  expect(await acquireInstanceLock(stateFile, { signal, warn, onWaiting })).toMatchObject({
    guarded: false,
  });
  expect(warn).toHaveBeenCalledWith(
    `Nothing protects ${stateFile} from a second instance: the folder takes no sockets (EPERM); run only one`,
  );
  expect(onWaiting).not.toHaveBeenCalled();
});
