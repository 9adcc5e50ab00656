import { describe, expect, test } from 'vitest';
import { credentialsFinding } from './credentials.ts';

const PASSWORD = 'planted-password';

describe('credentialsFinding', () => {
  test('credentialsFinding accepts p and seven digits in upper or lower case', () => {
    expect(credentialsFinding('p1234567', PASSWORD).mark).toBe('passed');
    expect(credentialsFinding('P1234567', PASSWORD).mark).toBe('passed');
  });

  test.each([
    ['me@example.org', PASSWORD, 'the e-mail address does not work'],
    ['p123456', PASSWORD, 'not of the form p1234567'],
    ['p1234567 ', PASSWORD, 'PIA_USER starts or ends with a space'],
    ['p1234567', `${PASSWORD}\n`, 'PIA_PASS starts or ends with a space'],
    ['p1234567', 'short', 'shorter than 8 characters'],
  ])('credentialsFinding warns of %j with %j', (username, password, problem) => {
    const finding = credentialsFinding(username, password);
    expect(finding.mark).toBe('warned');
    expect(finding.notes.filter((note) => note.startsWith('cause:'))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test('the check of the credentials quotes neither the name nor the password', () => {
    const text = JSON.stringify(credentialsFinding(' planted-user ', ' planted '));
    expect(text).not.toContain('planted');
  });
});
