import { describe, expect, test } from 'vitest';
import { check, neverAsked } from '../../../../../test/doctor/fake-examination.ts';
import { loginHost } from './login-host.ts';

describe('the login host step', () => {
  test('the login host step says which address the login service has', async () => {
    const asked: string[] = [];
    const resolve = async (hostname: string) => {
      asked.push(hostname);
      return ['192.0.2.7'];
    };
    const { finding, facts } = await check(loginHost, { surroundings: { resolve } });
    expect(asked).toEqual(['www.privateinternetaccess.com']);
    expect(finding).toMatchObject({
      mark: 'passed',
      headline: expect.stringContaining('192.0.2.7'),
    });
    expect(facts).toEqual({ resolved: true });
  });

  test('the login host step names the code when DNS fails, and points to the VPN', async () => {
    const failure = Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN' });
    const resolve = () => Promise.reject(failure);
    const { finding, facts } = await check(loginHost, { surroundings: { resolve } });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'Cannot reach the internet' });
    expect(finding.notes.join()).toMatch(/EAI_AGAIN.*check that the VPN is up/);
    expect(facts).toBeUndefined();
  });

  test('the login host step does not blame DNS or the VPN when no file descriptor is left', async () => {
    const failure = Object.assign(new Error('getaddrinfo'), { code: 'EMFILE' });
    const resolve = () => Promise.reject(failure);
    const { finding } = await check(loginHost, { surroundings: { resolve } });
    expect(finding).toMatchObject({ mark: 'failed', headline: 'DNS cannot be asked' });
    expect(finding.notes.join()).toMatch(/no file descriptor is left.*open files/);
    expect(finding.notes.join()).not.toContain('VPN');
  });

  test.each(['https://192.0.2.1/token', 'https://[2001:db8::1]/token'])(
    'the login host step needs no DNS for %s',
    async (url) => {
      const world = { environment: { PIA_TOKEN_URL: url }, surroundings: { resolve: neverAsked } };
      expect((await check(loginHost, world)).facts).toEqual({ resolved: true });
    },
  );
});
