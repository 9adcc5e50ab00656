import { describe, expect, test } from 'vitest';
import { bindPort, claimFrom, DAY, decoded, json, startingAt } from '../../test/pia-requests.ts';
import { PiaSimulator } from './pia-simulator.ts';

const MINUTE = 60_000;

function bound() {
  const clock = startingAt('2026-01-01T00:00:00Z');
  const simulator = new PiaSimulator({ now: () => clock.at });
  const claim = claimFrom(simulator);
  const bind = () => json(simulator.gateway(bindPort(claim))).message;
  return { clock, simulator, bind, port: Number(decoded(claim).port), start: clock.at };
}

describe('a forwarded port', () => {
  test('a forwarded port lasts 15 minutes and a minute of grace after its last bind', () => {
    const { clock, simulator, bind, port, start } = bound();
    bind();
    clock.at += 10 * MINUTE;
    bind();
    clock.at += 16 * MINUTE - 1;
    expect(simulator.bindings).toEqual([
      {
        server: 'Server-11555-2a',
        port,
        address: '10.115.0.7',
        boundAt: start,
        lastBindAt: start + 10 * MINUTE,
        expiresAt: start + 26 * MINUTE,
        binds: 2,
      },
    ]);
    clock.at += 1;
    expect(simulator.bindings).toEqual([]);
  });

  test('a forwarded port that lapsed is scheduled again, and the gap stays visible', () => {
    const { clock, simulator, bind, port, start } = bound();
    bind();
    clock.at += 20 * MINUTE;
    expect(bind()).toBe('port scheduled for add');
    expect(simulator.bindingHistory).toHaveLength(2);
    const wasForwarded = [-1, 0, 15, 16, 19, 20].map((minutes) =>
      simulator.wasForwarded(port, start + minutes * MINUTE),
    );
    expect(wasForwarded).toEqual([false, true, true, false, false, true]);
  });

  test('a forwarded port ends when the VPN reconnects, even to the same server', () => {
    const { clock, simulator, bind, port, start } = bound();
    bind();
    clock.at += MINUTE;
    simulator.reconnect();
    expect(simulator.bindings).toEqual([]);
    expect(simulator.wasForwarded(port, start)).toBe(true);
    expect(bind()).toBe('port scheduled for add');
  });

  test('a forwarded port belongs to the server that made it', () => {
    const { simulator, bind } = bound();
    bind();
    simulator.reconnect('london411');
    expect(bind()).toBe('port scheduled for add');
    expect(simulator.bindings.map(({ server }) => server)).toEqual(['london411']);
  });

  test('a forwarded port lasts for two months of binds every 15 minutes', () => {
    const { clock, simulator, bind, start } = bound();
    while (clock.at < start + 60 * DAY) {
      bind();
      clock.at += 15 * MINUTE;
    }
    expect(simulator.bindingHistory).toMatchObject([{ boundAt: start, binds: 60 * 96 }]);
  });
});
