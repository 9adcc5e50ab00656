import { describe, expect, test } from 'vitest';
import { SingleFlight } from './single-flight.ts';

function deferred() {
  let settle = { resolve: () => {}, reject: (_error: unknown) => {} };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

describe('SingleFlight', () => {
  test('SingleFlight runs once for callers at the same time, again for a later one', async () => {
    const flights = new SingleFlight();
    let runs = 0;
    const task = async () => {
      runs += 1;
    };
    await Promise.all([flights.run(task), flights.run(task), flights.run(task)]);
    expect(runs).toBe(1);
    await flights.run(task);
    expect(runs).toBe(2);
  });

  test('SingleFlight gives every caller the failure', async () => {
    const flights = new SingleFlight();
    const failure = new Error('no');
    const task = () => Promise.reject(failure);
    const outcomes = await Promise.allSettled([flights.run(task), flights.run(task)]);
    expect(outcomes.map((o) => o.status === 'rejected' && o.reason)).toEqual([failure, failure]);
  });

  test('SingleFlight allows one caller to give up without affecting the other', async () => {
    const flights = new SingleFlight();
    const { promise, resolve } = deferred();
    let aborted = false;
    const task = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return promise;
    };
    const stop = new AbortController();
    const first = flights.run(task, stop.signal);
    const second = flights.run(task);
    const reason = new Error('gave up');
    stop.abort(reason);
    await expect(first).rejects.toBe(reason);
    expect(aborted).toBe(false);
    resolve();
    await second;
  });

  test('SingleFlight aborts the run when the last caller gave up, and starts again for the next', async () => {
    const flights = new SingleFlight();
    let runs = 0;
    let aborted = 0;
    const task = (signal: AbortSignal) => {
      runs += 1;
      return new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted += 1;
          reject(signal.reason);
        });
      });
    };
    const stop = new AbortController();
    const calls = [flights.run(task, stop.signal), flights.run(task, stop.signal)];
    stop.abort('over');
    for (const call of calls) await expect(call).rejects.toBe('over');
    expect(aborted).toBe(1);
    await flights.run(async () => {
      runs += 1;
    });
    expect(runs).toBe(2);
  });

  test('SingleFlight does not start for a caller that gave up before', async () => {
    let runs = 0;
    const call = new SingleFlight().run(async () => {
      runs += 1;
    }, AbortSignal.abort('over'));
    await expect(call).rejects.toBe('over');
    expect(runs).toBe(0);
  });
});
