import { expect, test } from 'vitest';
import { setUp } from '../../test/status-of-lease.ts';

test('a file that held the port before does not complete the start', () => {
  const { status, sinks, acquire } = setUp({ ownSinks: ['port-file', 'data-file'] });
  acquire();
  sinks['data-file'] = { inSync: true };
  acquire(54_322);
  sinks['port-file'] = { inSync: false };
  sinks['data-file'] = { inSync: false };
  expect(status.startedUp().ok).toBe(false);
});

test('without files of its own an app has started with its first lease', () => {
  const { status, acquire, pass } = setUp({ ownSinks: [] });
  acquire();
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});

test('started up is latched', () => {
  const { status, acquire, pass } = setUp();
  acquire();
  expect(status.startedUp().ok).toBe(true);
  pass(2_000_000);
  expect(status.startedUp()).toEqual({ ok: true, reasons: [] });
  expect(status.ready(false).ok).toBe(false);
});

test('started up is latched although there was no request at that moment', () => {
  const { status, sinks, acquire, pass } = setUp();
  sinks['port-file'] = { inSync: false };
  acquire();
  sinks['port-file'] = { inSync: true };
  status.sink({ sink: 'port-file', type: 'published' });
  sinks['port-file'] = { inSync: false };
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});
