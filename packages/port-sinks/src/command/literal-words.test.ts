import { commandLine } from '@portkeep/app-host';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { literalWords } from './literal-words.ts';

const warningOf = (text: string) => literalWords(v.parse(commandLine, text));

test.each([
  'echo $PORT',
  'echo \u0024{PORT}',
  '/hook.sh --port=$PORT',
  '["/bin/echo", "$PORT"]',
  '["curl", "-d", "port=\u0024{PORT}", "http://box"]',
  'echo 1 > /tmp/port',
  'a && b',
  'sh -c echo $PORT',
  'echo `date`',
  '~/hook.sh',
])(
  'the command %s is run without a shell, which would have to replace some of its words',
  (text) => {
    expect(warningOf(text)).toContain('run without one; write sh:');
  },
);

test.each([
  'echo {{PORTS}}',
  'echo {{ PORT }}',
  'sh:echo {{PORT}}',
  '/hook {PORT}',
  '/hook %PORT%',
])('the command %s has a placeholder that nothing replaces', (text) => {
  expect(warningOf(text)).toContain('a placeholder that nothing replaces');
});

test.each([
  'sh:echo "$PORT" > /tmp/port',
  'sh:echo \u0024{PORT}',
  'sh:curl -d "{\\"port\\":\u0024{PORT}}" http://box',
  '["/bin/sh", "-c", "echo $PORT"]',
  '["docker", "exec", "box", "bash", "-lc", "echo $PORT"]',
  '/config/hook.sh one two',
  '/hook {"a":1}',
])('the command %s is accepted without a warning', (text) => {
  expect(warningOf(text)).toBeUndefined();
});
