import { expect, test } from 'vitest';
import { readArguments } from './read-arguments.ts';

test.each([
  [[], { kind: 'command', command: 'run' }],
  [['run'], { kind: 'command', command: 'run' }],
  [['once'], { kind: 'command', command: 'once' }],
  [['--help'], { kind: 'help' }],
  [['--version'], { kind: 'version' }],
  [['walk'], { kind: 'unknown' }],
  [[''], { kind: 'unknown' }],
  [['run', 'once'], { kind: 'unknown' }],
  [['--help', 'run'], { kind: 'unknown' }],
  [['constructor'], { kind: 'unknown' }],
])('the arguments %j are read', (words, expected) => {
  expect(readArguments(words, ['run', 'once'])).toEqual(expected);
});
