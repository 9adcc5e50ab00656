import { expect, test } from 'vitest';
import { setUp } from '../../test/status-of-lease.ts';

test('a file that holds the previous port does not complete the start', () => {
  const { status, sinks, acquire } = setUp({ ownSinks: ['port-file', 'data-file'] });
  acquire();
  sinks['data-file'] = { inSync: true };
  acquire(54_322);
  sinks['port-file'] = { inSync: false };
  sinks['data-file'] = { inSync: false };
  expect(status.startedUp().ok).toBe(false);
});

test('an app without its own files has started once it has its first lease', () => {
  const { status, acquire, pass } = setUp({ ownSinks: [] });
  acquire();
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});

test('an app that has started stays started, whatever happens later', () => {
  const { status, acquire, pass } = setUp();
  acquire();
  expect(status.startedUp().ok).toBe(true);
  pass(2_000_000);
  expect(status.startedUp()).toEqual({ ok: true, reasons: [] });
  expect(status.ready(false).ok).toBe(false);
});

test('an app that has started stays started even if no request came at that moment', () => {
  const { status, sinks, acquire, pass } = setUp();
  sinks['port-file'] = { inSync: false };
  acquire();
  sinks['port-file'] = { inSync: true };
  status.sink({ sink: 'port-file', type: 'published' });
  sinks['port-file'] = { inSync: false };
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});
