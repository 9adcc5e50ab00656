import { expect, test } from 'vitest';
import { booleanFlag } from '../environment/kinds/boolean-flag.ts';
import { variable } from '../environment/variable.ts';
import { helpText, usageLine } from './help-text.ts';

test('the help names the commands and every variable with its default', () => {
  const text = helpText({
    name: 'portkeep-example',
    help: '\nKeeps an example.\n',
    commands: ['run', 'once'],
    variables: {
      tcp: variable('ENABLE_TCP', {
        description: 'Map tcp.',
        schema: booleanFlag,
        fallback: 'true',
      }),
      pass: variable('PIA_PASS', { description: 'The password.', secret: true, required: true }),
      udp: variable('UDP', { description: 'Map udp.', schema: booleanFlag }),
    },
  });
  expect(text).toBe(`${usageLine('portkeep-example', ['run', 'once'])}

Keeps an example.

Environment (empty counts as unset):
  ENABLE_TCP [default true]
      Map tcp.
  PIA_PASS [required; or PIA_PASS_FILE]
      The password.
  UDP
      Map udp.
`);
  expect(text).toMatch(/^Usage: portkeep-example \[run\|once\|--help\|--version\]\n/);
});

test('the help lists the options of a command', () => {
  const text = helpText({
    name: 'portkeep-example',
    help: 'Keeps an example.',
    commands: ['run', 'show'],
    options: {
      show: {
        style: { value: ['short', 'long'], description: 'How to print it.' },
        region: { value: 'ID', description: 'Where.' },
      },
    },
    variables: {},
  });
  expect(text).toMatch(/\[run\|show \[--style short\|long\] \[--region ID\]\|--help\|/);
  expect(text).toContain(`
Options of show:
  --style short|long
      How to print it.
  --region ID
      Where.

Environment`);
});
