import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpReply, Transport } from '@portkeep/http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { detectGluetun } from './detect-gluetun.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portkeep-gluetun-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function detect(replies: Readonly<Record<string, readonly [number, string]>>) {
  const transport: Transport = async ({ url }): Promise<HttpReply> => {
    const reply = replies[new URL(url).pathname];
    if (reply === undefined) throw new Error('connect ECONNREFUSED');
    return { status: reply[0], headers: {}, body: reply[1] };
  };
  return detectGluetun({ transport, signal: new AbortController().signal, root });
}

function putPortFile(text: string): void {
  mkdirSync(join(root, 'tmp/gluetun'), { recursive: true });
  writeFileSync(join(root, 'tmp/gluetun/forwarded_port'), text);
}

const RUNNING = [200, '{"status":"running"}\n'] as const;
const DENIED = [401, 'Unauthorized\n'] as const;

describe('detectGluetun', () => {
  test('detectGluetun finds nothing where there is no gluetun', async () => {
    expect(await detect({})).toBeUndefined();
  });

  test('detectGluetun does not mistake another server on the port for gluetun', async () => {
    for (const body of ['<html>', '{"ok":true}', '[]']) {
      expect(await detect({ '/v1/vpn/status': [200, body] })).toBeUndefined();
    }
    expect(await detect({ '/v1/vpn/status': [404, '{"status":"x"}'] })).toBeUndefined();
  });

  test('detectGluetun recognises gluetun by its status and sees that it forwards nothing', async () => {
    expect(
      await detect({ '/v1/vpn/status': RUNNING, '/v1/portforward': [200, '{"port":0}'] }),
    ).toEqual({ evidence: ['control server on 127.0.0.1:8000'], portForwarding: 'off' });
  });

  test('detectGluetun warns when gluetun forwards a port too', async () => {
    const replies = {
      '/v1/vpn/status': RUNNING,
      '/v1/portforward': [200, '{"port":5914}'],
    } as const;
    expect(await detect(replies)).toMatchObject({
      portForwarding: 'on',
      forwardedPort: 5914,
      warning: { advice: expect.stringContaining('VPN_PORT_FORWARDING=off') },
    });
  });

  test('detectGluetun asks an older gluetun on the older path', async () => {
    const replies = {
      '/v1/vpn/status': RUNNING,
      '/v1/portforward': [401, ''],
      '/v1/openvpn/portforwarded': [200, '{"port":5914}'],
    } as const;
    expect(await detect(replies)).toMatchObject({ forwardedPort: 5914 });
  });

  test('detectGluetun recognises gluetun by a refused login, and then does not know whether it forwards', async () => {
    expect(await detect({ '/v1/vpn/status': DENIED, '/v1/portforward': DENIED })).toEqual({
      evidence: ['control server on 127.0.0.1:8000'],
      portForwarding: 'unknown',
    });
  });

  test.each([
    ['a port', '5914\n6000\n', 'on'],
    ['no port', '', 'off'],
    ['something else', 'x', 'off'],
  ])("detectGluetun reads gluetun's port file with %s", async (_name, text, portForwarding) => {
    putPortFile(text);
    expect(await detect({})).toMatchObject({
      evidence: ['/tmp/gluetun/forwarded_port'],
      portForwarding,
    });
  });

  test('detectGluetun believes the control server rather than an old file', async () => {
    putPortFile('5914');
    expect(
      await detect({ '/v1/vpn/status': RUNNING, '/v1/portforward': [200, '{"port":0}'] }),
    ).toMatchObject({ portForwarding: 'off' });
  });

  test("detectGluetun notices gluetun's folder", async () => {
    mkdirSync(join(root, 'gluetun'));
    expect(await detect({})).toEqual({ evidence: ['/gluetun'], portForwarding: 'unknown' });
  });

  test("detectGluetun rejects with the reason of the caller's signal", async () => {
    const transport: Transport = (_request, { signal }) => Promise.reject(signal?.reason);
    const signal = AbortSignal.abort('stopped');
    await expect(detectGluetun({ transport, signal, root })).rejects.toBe('stopped');
  });
});
