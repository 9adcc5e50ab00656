import type { Protocol } from '@portkeep/natpmp-client/core';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED } from '../../../../test/natpmp-fixtures.ts';
import { releaseMappings, stopWithinMs } from './release-mappings.ts';

function setUp(mapped: readonly Protocol[], failures = 0) {
  const sources = (['tcp', 'udp'] as const).map((protocol) => {
    return { protocol, mayBeMapped: mapped.includes(protocol) };
  });
  const asked: string[] = [];
  let left = failures;
  const client = {
    async releaseMapping({ protocol, internalPort }: { protocol: string; internalPort: number }) {
      asked.push(`${protocol} ${internalPort}`);
      left -= 1;
      if (left >= 0) throw GATEWAY_FAILED;
    },
  };
  const { log, lines } = recordedLog({ level: 'info' });
  return {
    asked,
    lines,
    run: () => releaseMappings({ client, sources, log, settings: { internalPort: 6881 } }),
  };
}

test('all possible mappings are released, one after the other', async () => {
  const { asked, lines, run } = setUp(['tcp', 'udp']);
  await run();
  expect(asked).toEqual(['tcp 6881', 'udp 6881']);
  expect(lines).toEqual(['INFO The tcp mapping is released', 'INFO The udp mapping is released']);
});

test('a mapping that cannot exist is left alone', async () => {
  const { asked, run } = setUp(['udp']);
  await run();
  expect(asked).toEqual(['udp 6881']);
});

test('a failed release is tried once more, after the others', async () => {
  const { asked, run } = setUp(['tcp', 'udp'], 1);
  await run();
  expect(asked).toEqual(['tcp 6881', 'udp 6881', 'tcp 6881']);
});

test('a release that fails twice is logged and not tried again', async () => {
  const { asked, lines, run } = setUp(['tcp'], 9);
  await run();
  expect(asked).toHaveLength(2);
  expect(lines.at(-1)).toMatch(
    /^WARN The tcp mapping could not be released: NATPMP_GATEWAY_FAILED/,
  );
});

test('stopping may take longer only where something is released', () => {
  expect(stopWithinMs({ releaseOnExit: false })).toBeLessThan(1_000);
  expect(stopWithinMs({ releaseOnExit: true })).toBe(
    stopWithinMs({ releaseOnExit: false }) + 4_000,
  );
});
