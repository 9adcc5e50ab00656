import * as v from 'valibot';
import { expect, test } from 'vitest';
import { variable } from './variable.ts';
import { withoutSecrets } from './without-secrets.ts';

test('secrets and the paths of their files are removed from the environment, and the rest stays', () => {
  const description = 'Anything.';
  const variables = {
    user: variable('PIA_USER', { description, secret: true }),
    pass: variable('NEW_PASS', { description, secret: true }),
    host: variable('HOST', { description, schema: v.string() }),
  };
  const secrets = [
    'PIA_USER',
    'NEW_PASS',
    'PIA_USER_FILE',
    'NEW_PASS_FILE',
    'CREDENTIALS_DIRECTORY',
  ];
  const misspelt = ['NEW_PASSWORD', 'pia_user', 'NEW_PAS'];
  const kept = { PATH: '/bin', PIA_USERS_OF_MINE: '1', HOST: 'box', HOTS: 'box' };
  const all = Object.fromEntries([...secrets, ...misspelt].map((name) => [name, 'x']));
  expect(withoutSecrets(variables, { ...all, ...kept })).toEqual(kept);
});
