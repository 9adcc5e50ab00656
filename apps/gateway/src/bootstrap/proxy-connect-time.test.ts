import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { proxyConnectTime } from './proxy-connect-time.ts';

/** A proxy that answers each CONNECT with this status line, or not at all. */
async function startProxy(answer: string | undefined) {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url, headers }, socket) => {
    asked.push(`${url} ${headers['proxy-authorization'] ?? headers.authorization ?? ''}`);
    socket.on('error', () => {});
    if (answer !== undefined) socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const at = proxy.address();
  if (at === null || typeof at === 'string') throw new Error('The proxy has no port');
  return { url: (user = '') => new URL(`http://${user}127.0.0.1:${at.port}`), asked };
}

const to = { address: '198.51.100.7', port: 443 };

test('the time that the proxy needs to connect is measured, with its name and password', async () => {
  const { url, asked } = await startProxy('200 Connection established');
  const stop = new AbortController();
  const ms = await proxyConnectTime(url('user:p%40ss@'), { ...to, signal: stop.signal });
  expect(ms).toBeGreaterThan(0);
  const basic = Buffer.from('user:p@ss').toString('base64');
  expect(asked).toEqual([`198.51.100.7:443 Basic ${basic}`]);
  // The end of the app comes later than the answer.
  stop.abort();
});

test('a server that the proxy does not connect to has no time, and neither has one when the app ends', async () => {
  const refusing = await startProxy('403 Forbidden');
  const { signal } = new AbortController();
  await expect(proxyConnectTime(refusing.url(), { ...to, signal })).rejects.toThrow('403');
  const silent = await startProxy(undefined);
  const stop = new AbortController();
  const waiting = proxyConnectTime(silent.url(), { ...to, signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
