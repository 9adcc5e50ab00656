import { expect, test } from 'vitest';
import { setUp } from '../../test/status-of-lease.ts';

test('own files must be written for an app to be ready, other sinks count only with ?sinks', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  sinks.qbittorrent = { inSync: false, code: 'QBT_BANNED', message: 'hunter2 is banned' };
  expect(status.ready(false).ok).toBe(true);
  expect(status.ready(true).reasons).toEqual(['qbittorrent: QBT_BANNED: *** is banned']);
  expect(status.state()).toBe('degraded');
  const fresh = setUp();
  fresh.sinks['port-file'] = { inSync: false };
  fresh.acquire();
  expect(fresh.status.ready(false).reasons).toEqual(['port-file: not in sync yet']);
});

test('an app whose file is being rewritten stays ready, one whose file cannot be written does not', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  expect(status.ready(false).ok).toBe(true);
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).ok).toBe(true);
  sinks['port-file'] = { inSync: false, code: 'EACCES', message: 'Cannot write' };
  expect(status.ready(false).reasons).toEqual(['port-file: EACCES: Cannot write']);
});

test('an app whose file still holds the previous port is not ready', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  expect(status.ready(false).ok).toBe(true);
  acquire(54_322);
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).reasons).toEqual(['port-file: not in sync yet']);
  sinks['port-file'] = { inSync: true };
  expect(status.ready(false).ok).toBe(true);
  acquire(54_322, 'renewed');
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).ok).toBe(true);
});
