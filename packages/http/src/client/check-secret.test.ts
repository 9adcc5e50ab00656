import { expect, test } from 'vitest';
import { checkSecret } from './check-secret.ts';

test.each([['hunter2'], [''], [() => 'hunter2'], [async () => 'hunter2']])(
  'a secret that is a string or a function is given back as it is (%#)',
  (secret) => {
    expect(checkSecret('password', secret)).toBe(secret);
  },
);

test.each([[undefined], [null], [7], [{}], [['hunter2']]])(
  'a secret that is neither a string nor a function is refused by the name of its option (%j)',
  (secret: unknown) => {
    const check = () => checkSecret('password', secret as string);
    expect(check).toThrow(TypeError);
    expect(check).toThrow('Cannot use "password"');
    expect(check).not.toThrow('hunter2');
  },
);
