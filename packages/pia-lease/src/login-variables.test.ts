import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type Environment, readEnvironment } from '@portkeep/app-host';
import { expect, onTestFinished, test } from 'vitest';
import { loginVariables } from './login-variables.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pia-login-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The environment with a login file of this content. */
function loginFile(content: string | Buffer): { readonly PIA_LOGIN_FILE: string } {
  const path = join(newFolder(), 'login');
  writeFileSync(path, content);
  return { PIA_LOGIN_FILE: path };
}

function login(environment: Environment): readonly string[] {
  const { user, pass } = readEnvironment(loginVariables, environment).values;
  return [user.read(), pass.read()];
}

function problemsOf(environment: Environment): readonly string[] {
  try {
    readEnvironment(loginVariables, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

test.each([
  ['a line break at its end', 'p7654321\ncorrect horse\n'],
  ['no line break at its end', 'p7654321\ncorrect horse'],
  ['the line breaks of Windows and a byte order mark', '\uFEFFp7654321\r\ncorrect horse\r\n'],
  ['a third line, which OpenVPN does not read either', 'p7654321\ncorrect horse\nmore\n'],
])('a login file with %s gives name and password', (_how, content) => {
  expect(login(loginFile(content))).toEqual(['p7654321', 'correct horse']);
});

test('a login can also be read from a systemd credential and from the variable', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'pia_login'), 'p7654321\nfrom credential\n');
  expect(login({ CREDENTIALS_DIRECTORY: folder })).toEqual(['p7654321', 'from credential']);
  expect(login({ PIA_LOGIN: 'p7654321\ndirect' })).toEqual(['p7654321', 'direct']);
});

test.each([
  ['nothing but a name', 'p7654321\n'],
  ['an empty second line', 'p7654321\n\nhunter-two\n'],
])('a login file with %s causes one problem that quotes nothing', (_how, content) => {
  const environment = loginFile(content);
  expect(problemsOf(environment)).toEqual([
    `PIA_LOGIN_FILE: cannot use ${environment.PIA_LOGIN_FILE}: it has no password in its second line; write the name into the first, the password into the second`,
  ]);
});

test('a login file that is missing, empty or not text causes one problem', () => {
  expect(problemsOf({ PIA_LOGIN_FILE: '/nowhere/login' })).toEqual([
    'PIA_LOGIN_FILE: cannot use /nowhere/login: it does not exist',
  ]);
  expect(problemsOf(loginFile('\n'))).toEqual([expect.stringMatching(/: it is empty$/)]);
  const utf16 = Buffer.from('p7654321\nhunter-two', 'utf16le');
  expect(problemsOf(loginFile(utf16))).toEqual([expect.stringContaining('save it as UTF-8')]);
});

test.each([
  [['PIA_USER'], { PIA_USER: 'p1234567' }],
  [['PIA_PASS'], { PIA_PASS: 'hunter-two' }],
  [['PIA_PASS'], { PIA_PASS_FILE: '/nowhere' }],
  [['PIA_USER', 'PIA_PASS'], { PIA_USER: 'p1234567', PIA_PASS: 'hunter-two' }],
])('a login file beside %j causes a problem that names both', (names, more) => {
  expect(problemsOf({ ...loginFile('p7654321\ncorrect horse'), ...more })).toEqual(
    names.map((name) => `${name} and PIA_LOGIN (or PIA_LOGIN_FILE) are both set; keep one of them`),
  );
});

test('a login in a credential or in the variable is not combined with PIA_PASS either', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'pia_login'), 'p7654321\nfrom credential\n');
  for (const given of [{ CREDENTIALS_DIRECTORY: folder }, { PIA_LOGIN: 'p7654321\ndirect' }]) {
    expect(problemsOf({ ...given, PIA_PASS: 'hunter-two' })).toEqual([
      'PIA_PASS and PIA_LOGIN (or PIA_LOGIN_FILE) are both set; keep one of them',
    ]);
  }
});

test('separate variables for name and password are still accepted, and both are required', () => {
  expect(login({ PIA_USER: 'p7654321', PIA_PASS: 'correct horse' })).toEqual([
    'p7654321',
    'correct horse',
  ]);
  expect(problemsOf({ PIA_USER: 'p7654321' })).toEqual([
    'PIA_PASS is required; set it, or PIA_PASS_FILE to a file that holds it',
  ]);
});

test('what looks wrong in a login file causes a warning about the part that it concerns', () => {
  const { warnings } = readEnvironment(loginVariables, loginFile('me@example.org\ncorrect horse '));
  expect(warnings).toEqual([
    expect.stringMatching(/^PIA_USER is not of the form p1234567/),
    expect.stringMatching(/^PIA_PASS starts or ends with a space/),
  ]);
});

test('both parts of a login file are secrets, which are not logged', () => {
  const { secrets } = readEnvironment(loginVariables, loginFile('p7654321\ncorrect horse'));
  const texts = secrets.flatMap((secret) => secret.texts());
  expect(texts).toEqual(expect.arrayContaining(['p7654321', 'correct horse']));
});

test('a login file that changes is noticed and read again, and one that is half written is not', () => {
  const environment = loginFile('p7654321\nwrong\n');
  const { user, pass } = readEnvironment(loginVariables, environment).values;
  writeFileSync(environment.PIA_LOGIN_FILE, 'p7654321\n');
  expect([user.hasNewText(), pass.hasNewText()]).toEqual([false, false]);
  writeFileSync(environment.PIA_LOGIN_FILE, 'p7654321\nthe right one\n');
  expect([user.hasNewText(), pass.hasNewText()]).toEqual([false, true]);
  expect([user.read(), pass.read()]).toEqual(['p7654321', 'the right one']);
});
