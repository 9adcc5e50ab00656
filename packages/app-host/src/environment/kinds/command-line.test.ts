import * as v from 'valibot';
import { expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

test.each([
  ['["/bin/echo", "a b", ""]', ['/bin/echo', 'a b', '']],
  ['/bin/echo  one\ttwo ', ['/bin/echo', 'one', 'two']],
  ['sh: echo "$PORT" | cat', ['/bin/sh', '-c', 'echo "$PORT" | cat']],
  ['sh:true', ['/bin/sh', '-c', 'true']],
  ['/bin/[ 1', ['/bin/[', '1']],
  ['/bin/echo {"a":1}', ['/bin/echo', '{"a":1}']],
])('the command line %s is understood', (text, argv) => {
  expect(v.parse(commandLine, text)).toEqual(argv);
});

test.each([
  '',
  '  ',
  'sh:',
  'sh:  ',
  '[]',
  '[""]',
  '["a", 1]',
  '["a"',
  '[1]',
  '["a\\u0000"]',
  '"/my hook" 1',
  "hook 'a b'",
  'hook --x="a b"',
])('the command line %j is refused', (text) => {
  expect(v.is(commandLine, text)).toBe(false);
});
