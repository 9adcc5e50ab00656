import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { httpExchange, postForward } from '../../test/http-exchange.ts';
import { mappingBody } from '../../test/natpmp-requests.ts';
import {
  type RunningNatPmpApiSimulator,
  startNatPmpApiSimulator,
} from './start-natpmp-api-simulator.ts';

const TCP = mappingBody('tcp', 7001);
let natpmp: RunningNatPmpApiSimulator;

beforeEach(async () => {
  natpmp = await startNatPmpApiSimulator();
});
afterEach(() => {
  vi.useRealTimers();
  return natpmp.close();
});

/** Waits for what the server does without an answer. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

test('a mapping takes its quarter of a second, and has the header fields of the real one', async () => {
  const before = performance.now();
  const { status, headers, body } = await postForward(natpmp.service, TCP);
  // Timers may fire up to a millisecond early.
  expect(performance.now() - before).toBeGreaterThanOrEqual(249);
  expect(status).toBe(200);
  const { date, ...rest } = headers;
  expect(Date.parse(String(date))).toBeGreaterThan(0);
  expect(rest).toEqual({ 'content-type': 'application/json', 'content-length': '75' });
  expect(JSON.parse(body).external_port).toBe(natpmp.simulator.mappings[0]?.externalPort);
});

test('a HEAD of /health gives the length of a body that does not come', async () => {
  const reply = await httpExchange(`http://${natpmp.service}/health`, { method: 'HEAD' });
  expect(reply).toMatchObject({ status: 200, body: '', headers: { 'content-length': '70' } });
});

test('a body of more than 2 MiB is refused', async () => {
  const reply = await postForward(natpmp.service, ' '.repeat(3 * 1024 * 1024));
  expect(reply.status).toBe(413);
});

test('the environment has the address, and the token if there is one', async () => {
  expect(natpmp.environment).toEqual({ NATPMP_SERVICE: `127.0.0.1:${natpmp.port}` });
  const other = await startNatPmpApiSimulator({ token: 'secret' });
  try {
    expect(other.environment).toEqual({ NATPMP_SERVICE: other.service, API_TOKEN: 'secret' });
    expect((await postForward(other.service, TCP)).status).toBe(401);
    expect((await postForward(other.service, TCP, { token: 'secret' })).status).toBe(200);
  } finally {
    await other.close();
  }
});

test('a client that does not wait gets its mapping anyway, and leaves no timer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const controller = new AbortController();
  natpmp.simulator.setFault('forward', 'slow', { delayMs: 3_600_000 });
  const reply = postForward(natpmp.service, TCP, { signal: controller.signal });
  await until(() => vi.getTimerCount() === 1);
  controller.abort();
  await expect(reply).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect(natpmp.simulator.mappings).toHaveLength(1);
  await until(() => vi.getTimerCount() === 0);
});

test('refuse closes the port, and clearFaults() opens the same one again', async () => {
  natpmp.simulator.setFault('service', 'refuse');
  await natpmp.settled();
  await expect(postForward(natpmp.service, TCP)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  natpmp.simulator.clearFaults();
  await natpmp.settled();
  expect((await postForward(natpmp.service, TCP)).status).toBe(200);
});

test.each(['reset', 'refuse'] as const)('a counted %s cuts the connection', async (fault) => {
  natpmp.simulator.setFault('service', fault, { times: 1 });
  await expect(postForward(natpmp.service, TCP)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect((await postForward(natpmp.service, TCP)).status).toBe(200);
});

test('close() does not wait for a hanging reply', async () => {
  natpmp.simulator.setFault('forward', 'hang');
  const reply = postForward(natpmp.service, TCP);
  await until(() => natpmp.simulator.requests.length > 0);
  await Promise.all([natpmp.close(), expect(reply).rejects.toThrow()]);
});

test('a port in use is reported', async () => {
  await expect(startNatPmpApiSimulator({ port: natpmp.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
