import {
  findSecret,
  type Secret,
  type TakenSecret,
  takeSecret,
  type Variable,
  variable,
} from '@portkeep/app-host';

const user = variable('PIA_USER', {
  description: 'User name of the PIA account, such as p1234567.',
  secret: true,
  required: true,
  warn: (text) =>
    /^p\d{7}$/i.test(text.trim())
      ? undefined
      : 'is not of the form p1234567; the e-mail address of the account does not work here',
});
const pass = variable('PIA_PASS', {
  description: 'Password of the PIA account.',
  secret: true,
  required: true,
});
const LOGIN = 'PIA_LOGIN';
const login: Variable<undefined> = {
  ...variable(LOGIN, {
    description:
      'User name and password on two lines, as in the file for OpenVPN’s auth-user-pass, instead of PIA_USER and PIA_PASS.',
    secret: true,
  }),
  // Name and password each read their own line.
  read: () => ({ value: undefined, given: false }),
};

/** The account's login: a name and a password, or one file with both. */
export const loginVariables = { user: orLine(0, user), pass: orLine(1, pass), login };

/** The variable, or a line of the login instead. */
function orLine(line: 0 | 1, own: Variable<Secret>): Variable<Secret> {
  const { name } = own;
  return {
    ...own,
    read(environment) {
      const found = findSecret(LOGIN, environment, (given) => takeLine(given, line));
      if ('problem' in found) return found;
      const { secret } = found;
      if (secret === undefined) return own.read(environment);
      const other = findSecret(name, environment);
      if ('problem' in other || other.secret !== undefined) {
        return {
          problem: `${name} and ${LOGIN} (or ${LOGIN}_FILE) are both set; keep one of them`,
        };
      }
      const reading = own.read({ [name]: secret.read() });
      return 'problem' in reading ? reading : { ...reading, value: secret };
    },
  };
}

const NO_PASSWORD = {
  problem:
    'has no password in its second line; write the name into the first, the password into the second',
};

/** A line of a login, which must have both. */
function takeLine(given: string, line: 0 | 1): TakenSecret {
  const [name = '', password] = given.replace(/^[\uFEFF\r\n]+/, '').split(/\r\n|\r|\n/);
  const taken = [takeSecret(name), password ? takeSecret(password) : NO_PASSWORD] as const;
  return taken.find((each) => 'problem' in each) ?? taken[line];
}
