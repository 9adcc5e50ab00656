import { expect, test } from 'vitest';
import { sinkFails, sinkReason, sinkStatus } from './sink-report.ts';

const failing = { inSync: false, code: 'CONTENDED', message: 'hunter2 sets it too', retryAt: 0 };

test('a sink whose port is on the way has not failed', () => {
  expect(sinkFails({ inSync: false })).toBe(false);
  expect(sinkFails(failing)).toBe(true);
});

test('the reason why a sink is not in sync is one line', () => {
  expect(sinkReason('qbittorrent', failing)).toBe('qbittorrent: CONTENDED: hunter2 sets it too');
  expect(sinkReason('hook', { inSync: false })).toBe('hook: not in sync yet');
});

test('the status of a sink shows code, message and next try, without secrets', () => {
  expect(sinkStatus(failing, (text) => text.replace('hunter2', '***'))).toEqual({
    in_sync: false,
    code: 'CONTENDED',
    message: '*** sets it too',
    retry_at: '1970-01-01T00:00:00Z',
  });
});
