import { describe, expect, test } from 'vitest';
import { credentialsVerdict } from './credentials.ts';

const PASSWORD = 'planted-password';

describe('credentialsVerdict', () => {
  test('credentialsVerdict accepts p and seven digits in upper or lower case', () => {
    expect(credentialsVerdict('p1234567', PASSWORD).mark).toBe('passed');
    expect(credentialsVerdict('P1234567', PASSWORD).mark).toBe('passed');
  });

  test.each([
    ['me@example.org', PASSWORD, 'the e-mail address does not work'],
    ['p123456', PASSWORD, 'not of the form p1234567'],
    ['p1234567 ', PASSWORD, 'PIA_USER starts or ends with a space'],
    ['p1234567', `${PASSWORD}\n`, 'PIA_PASS starts or ends with a space'],
    ['p1234567', 'short', 'shorter than 8 characters'],
  ])('credentialsVerdict warns of %j with %j', (username, password, problem) => {
    const finding = credentialsVerdict(username, password);
    expect(finding.mark).toBe('warned');
    expect(finding.notes.filter((note) => note.startsWith('cause:'))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  test('the check of the credentials quotes neither the name nor the password', () => {
    const text = JSON.stringify(credentialsVerdict(' planted-user ', ' planted '));
    expect(text).not.toContain('planted');
  });
});
