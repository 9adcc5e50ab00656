import { expect, test, vi } from 'vitest';
import { withinLimit } from './within-limit.ts';

const forever = () => new Promise<never>(() => {});

test('the result of the work is returned, and its failure thrown', async () => {
  expect(await withinLimit({ timeoutMs: 1_000 }, async () => 7)).toBe(7);
  const error = new Error('x');
  await expect(withinLimit({ timeoutMs: 1_000 }, () => Promise.reject(error))).rejects.toBe(error);
});

test('work that does not stop is over when the time is, and is asked to stop', async () => {
  const stop = vi.fn();
  const work = withinLimit({ timeoutMs: 10 }, (limit) => {
    limit.onStop(stop);
    return forever();
  });
  await expect(work).rejects.toMatchObject({ kind: 'timeout', code: 'ETIMEDOUT', maybeSent: true });
  expect(stop).toHaveBeenCalledTimes(1);
});

test('a limit can have an error of its own', async () => {
  const timedOut = () => 'mine';
  await expect(withinLimit({ timeoutMs: 10, timedOut }, forever)).rejects.toBe('mine');
});

test('an abort ends the work with its reason, although the work has an error of its own about being stopped', async () => {
  const controller = new AbortController();
  const reason = { why: 'the caller said so' };
  const work = withinLimit({ timeoutMs: 10_000, signal: controller.signal }, (limit) => {
    return new Promise((_, reject) => {
      limit.onStop(() => reject(new Error('stopped')));
      controller.abort(reason);
    });
  });
  await expect(work).rejects.toBe(reason);
});

test('work that ends itself rejects with the error that it gives, unchanged, and is asked to stop', async () => {
  const error = new Error('x');
  const stop = vi.fn();
  const work = withinLimit({ timeoutMs: 10_000 }, (limit) => {
    limit.onStop(stop);
    limit.end(error);
    return forever();
  });
  await expect(work).rejects.toBe(error);
  expect(stop).toHaveBeenCalledExactlyOnceWith(error);
});

test('nothing begins after an abort', async () => {
  const work = vi.fn(forever);
  const signal = AbortSignal.abort('early');
  await expect(withinLimit({ timeoutMs: 10_000, signal }, work)).rejects.toBe('early');
  expect(work).not.toHaveBeenCalled();
});

test('neither listener nor timer is left after the work, whether it succeeded or failed', async () => {
  vi.useFakeTimers();
  try {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    await withinLimit({ timeoutMs: 1_000, signal }, async () => 7);
    await withinLimit({ timeoutMs: 1_000, signal }, () => Promise.reject('x')).catch(() => {});
    await withinLimit({ timeoutMs: 1_000, signal }, (limit) => {
      limit.stayOpen();
      return Promise.reject('x');
    }).catch(() => {});
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
      add.mock.calls.map(([, listener]) => listener),
    );
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('work that stays open still obeys the signal, but not the time limit', async () => {
  vi.useFakeTimers();
  try {
    const controller = new AbortController();
    const stop = vi.fn();
    const release = await withinLimit(
      { timeoutMs: 10, signal: controller.signal },
      async (limit) => {
        limit.onStop(stop);
        return limit.stayOpen();
      },
    );
    vi.advanceTimersByTime(1_000);
    expect(stop).not.toHaveBeenCalled();
    controller.abort('enough');
    expect(stop).toHaveBeenCalledExactlyOnceWith('enough');
    release();
  } finally {
    vi.useRealTimers();
  }
});

test('work that was open no longer listens to the signal after its release', async () => {
  const controller = new AbortController();
  const stop = vi.fn();
  const options = { timeoutMs: 10_000, signal: controller.signal };
  const release = await withinLimit(options, async (limit) => {
    limit.onStop(stop);
    return limit.stayOpen();
  });
  release();
  controller.abort('late');
  expect(stop).not.toHaveBeenCalled();
});

test.each(['5', Number.NaN, 0, undefined])(
  'a limit of %o is refused by its name, and no work begins',
  async (timeoutMs: unknown) => {
    const work = vi.fn(forever);
    const limited = withinLimit({ timeoutMs: timeoutMs as number }, work);
    await expect(limited).rejects.toThrow(TypeError);
    await expect(limited).rejects.toThrow('Cannot use "timeoutMs"');
    expect(work).not.toHaveBeenCalled();
  },
);
