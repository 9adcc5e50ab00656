import { expect, test } from 'vitest';
import type { Environment } from '../environment/environment.ts';
import { checkEnvironment } from '../environment/read-environment.ts';
import { privilegeVariables } from './privilege-variables.ts';

const read = (environment: Environment) => checkEnvironment(privilegeVariables, environment);
const user = String(process.getuid?.());
const group = String(process.getgid?.());

test('without PUID, PGID and UMASK nothing is changed', () => {
  expect(read({ PUID: '' })).toMatchObject({ values: {}, problems: [], warnings: [] });
});

test('the ids that this process already has lead to no warning', () => {
  const { values, warnings } = read({ PUID: user, PGID: group, UMASK: '027' });
  expect(values).toEqual({ puid: Number(user), pgid: Number(group), umask: 0o027 });
  expect(warnings).toEqual([]);
});

test('an id that cannot be applied leads to a warning', () => {
  expect(read({ PUID: '54321', PGID: '54322' }).warnings).toEqual([
    `PUID is ignored: only root can become another, and this runs as ${user}; start it as root (user: "0:0"), or leave it out`,
    `PGID is ignored: only root can become another, and this runs as ${group}; start it as root (user: "0:0"), or leave it out`,
  ]);
});

test.each([
  ['PUID', 'nobody'],
  ['PUID', '-1'],
  ['PGID', '4294967295'],
  ['PGID', '0x10'],
  ['UMASK', '18'],
  ['UMASK', '2'],
  ['UMASK', '028'],
  ['UMASK', '777'],
  ['UMASK', '0o022'],
])('the setting %s=%s is a problem that names the variable', (name, text) => {
  const { problems } = read({ [name]: text });
  expect(problems).toEqual([expect.stringMatching(`^${name} must be `)]);
});

test.each([
  ['000', 0],
  ['022', 0o022],
  ['0077', 0o077],
])('the setting UMASK=%s is read as octal', (text, umask) => {
  expect(read({ UMASK: text }).values.umask).toBe(umask);
});

test.each(Array.from({ length: 0o100 }, (_, umask) => umask))(
  'an octal umask that was not quoted in YAML (%i) is a problem with the advice to quote it',
  (umask) => {
    const octal = umask.toString(8).padStart(3, '0');
    expect(read({ UMASK: octal }).values.umask).toBe(umask);
    const { problems } = read({ UMASK: String(umask) });
    expect(problems).toEqual([expect.stringContaining('in YAML in quotes: "022"')]);
  },
);
