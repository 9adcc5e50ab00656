import { expect, test } from 'vitest';
import { readArguments } from './read-arguments.ts';

test.each([
  [[], { kind: 'command', command: 'run', options: {} }],
  [['run'], { kind: 'command', command: 'run', options: {} }],
  [['once'], { kind: 'command', command: 'once', options: {} }],
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

const DECLARED = {
  once: {
    style: { value: ['short', 'long'], description: 'How to print it.' },
    region: { value: 'ID', description: 'Where.' },
  },
};

test.each<[readonly string[], Readonly<Record<string, string>>]>([
  [[], {}],
  [['--style', 'long'], { style: 'long' }],
  [['--region=de', '--style=short'], { style: 'short', region: 'de' }],
])('the options %j of a command are read', (words, options) => {
  const invocation = { kind: 'command', command: 'once', options };
  expect(readArguments(['once', ...words], ['run', 'once'], DECLARED)).toEqual(invocation);
});

test.each([
  [['once', '--style', 'wide']],
  [['once', '--style']],
  [['once', '--style', '']],
  [['once', '--colour', 'red']],
  [['once', 'long']],
  [['run', '--style', 'long']],
  [['--style', 'long']],
])('options that the command does not have are not understood: %j', (words) => {
  expect(readArguments(words, ['run', 'once'], DECLARED)).toEqual({ kind: 'unknown' });
});
