import { expect, test } from 'vitest';
import { booleanFlag } from './kinds/boolean-flag.ts';
import { variable } from './variable.ts';
import { variablesTable } from './variables-table.ts';

test('each variable is a row of the table, with the other places of a secret', () => {
  const table = variablesTable({
    tcp: variable('TCP', { description: 'On | off.', schema: booleanFlag, fallback: 'true' }),
    udp: variable('UDP', { description: 'Udp.', schema: booleanFlag }),
    pass: variable('PIA_PASS', { description: 'The password.', secret: true, required: true }),
  });
  expect(table).toBe(`| Variable | Default | Description | Or from |
| --- | --- | --- | --- |
| \`TCP\` | \`true\` | On \\| off. | |
| \`UDP\` | | Udp. | |
| \`PIA_PASS\` | required | The password. | the file \`PIA_PASS_FILE\`, the credential \`pia_pass\` |
`);
});
