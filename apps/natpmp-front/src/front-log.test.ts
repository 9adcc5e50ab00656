import { recordedLog } from '@portkeep/testing/recorded-log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrontLog } from './front-log.ts';
import { GatewayFailure, refusal } from './gateway/gateway-failure.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a failure of the gateway is logged when it begins, once a minute, and when it is over', () => {
  const { log, lines } = recordedLog({ level: 'info' });
  const front = new FrontLog(log);
  const silent = new GatewayFailure('no-reply');
  front.answered();
  front.failed(silent);
  front.failed(silent);
  vi.advanceTimersByTime(60_000);
  front.failed(silent);
  front.failed(refusal(2));
  front.answered();
  front.answered();
  expect(lines).toEqual([
    expect.stringMatching(/^WARN .*no-reply.*check that the VPN is up/),
    expect.stringMatching(/^WARN .*no-reply/),
    expect.stringMatching(/^WARN .*not-authorized/),
    'INFO The gateway answers again',
  ]);
});

test('a restart is logged with the number of mappings that are requested again', () => {
  const { log, lines } = recordedLog({ level: 'info' });
  new FrontLog(log).restarted(3, 7);
  expect(lines).toEqual([
    'WARN The gateway has restarted; what it lost is requested again epoch=3 mappings=7',
  ]);
});
