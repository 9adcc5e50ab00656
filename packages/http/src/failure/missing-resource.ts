/** By the code; the first that fits counts. */
const WORDS: readonly (readonly [codes: RegExp, problem: string, advice: string])[] = [
  [
    /FILE$/,
    'no file descriptor is left',
    'raise the limit of open files (ulimit -n; `ulimits: nofile` in compose, LimitNOFILE in systemd)',
  ],
  [
    /^EA(DDR|GAIN)/,
    'this machine has no address or port left to connect from',
    'use an IPv4 address where there is no IPv6; otherwise find what holds the ports',
  ],
  [/^ENOSPC|^EDQUOT/, 'no space is left on the disk', 'free some space'],
];

/**
 * Says what is behind a failure of the kind `no-resources`.
 *
 * @param code The code of the failure, e.g. `EMFILE`.
 * @returns What this machine lacks, and what to do about it.
 */
export function missingResource(code: string): readonly [problem: string, advice: string] {
  const [, problem = 'no memory is left', advice = 'free some memory, or allow more of it'] =
    WORDS.find(([codes]) => codes.test(code)) ?? [];
  return [problem, advice];
}
