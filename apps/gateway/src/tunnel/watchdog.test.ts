import { expect, test } from 'vitest';
import { Watchdog } from './watchdog.ts';

type Look = readonly [receivedBytes: number, answered: boolean | undefined, handshake?: number];

/** The verdicts on looks that are ten seconds apart. */
function verdicts(looks: readonly Look[], everyMs = 10_000): readonly string[] {
  const watchdog = new Watchdog();
  return looks.map(([receivedBytes, answered, handshakeAt = 1], index) =>
    watchdog.judge({ receivedBytes, answered, handshakeAt, seenAt: index * everyMs }),
  );
}

test.each<readonly [string, readonly Look[], readonly string[]]>([
  [
    'bytes come',
    [
      [0, true],
      [1, undefined],
      [2, undefined],
    ],
    ['works', 'works', 'works'],
  ],
  [
    'the gateway answers',
    [
      [5, true],
      [5, true],
      [5, true],
    ],
    ['works', 'works', 'works'],
  ],
  [
    'nothing comes',
    [
      [5, false],
      [5, false],
      [5, false],
    ],
    ['silent', 'silent', 'dead'],
  ],
  [
    'it comes back in time',
    [
      [5, true],
      [5, false],
      [5, false],
      [6, undefined],
      [6, false],
    ],
    ['works', 'silent', 'silent', 'works', 'silent'],
  ],
  [
    'the counter starts again',
    [
      [5, true],
      [0, false],
      [1, undefined],
    ],
    ['works', 'silent', 'works'],
  ],
])('the watchdog judges a tunnel by what comes through it: %s', (_, looks, expected) => {
  expect(verdicts(looks)).toEqual(expected);
});

test('a tunnel without a handshake within 180 s does not work, whatever the clock of the machine says', () => {
  const alive = Array.from({ length: 5 }, (): Look => [5, true, 1]);
  expect(verdicts(alive, 60_000)).toEqual(['works', 'works', 'works', 'works', 'silent']);
  // The clock was set by years between two handshakes.
  const set = Array.from({ length: 8 }, (_, index): Look => [5, true, index < 3 ? 1 : 1e12]);
  expect(verdicts(set, 60_000)).toEqual(
    set
      .slice(0, 7)
      .map(() => 'works')
      .concat('silent'),
  );
});

test('a tunnel that has never shaken hands is silent although its counter grows', () => {
  const watchdog = new Watchdog();
  const sample = { handshakeAt: undefined, answered: true, seenAt: 0 };
  expect(watchdog.judge({ ...sample, receivedBytes: 1 })).toBe('silent');
  expect(watchdog.judge({ ...sample, receivedBytes: 2 })).toBe('silent');
});

test('a watchdog that was reset for another tunnel forgets the silence of the one before', () => {
  const watchdog = new Watchdog();
  const sample = { receivedBytes: 5, handshakeAt: 1, answered: false, seenAt: 0 };
  watchdog.judge(sample);
  watchdog.judge(sample);
  watchdog.reset();
  expect(watchdog.grew(6)).toBe(false);
  expect(watchdog.judge(sample)).toBe('silent');
});
