import { expect, test } from 'vitest';
import { statusRoute } from './status-route.ts';
import type { StatusView } from './status-view.ts';

const view: StatusView = {
  healthy: () => true,
  startedUp: () => ({ ok: false, reasons: ['no lease yet', 'port-file: EACCES'] }),
  ready: (withSinks) => ({ ok: !withSinks, reasons: withSinks ? ['hook: not in sync yet'] : [] }),
  status: () => ({ port: null }),
  metrics: () => 'portkeep_port 0\n',
};

test.each([
  ['/healthz', 200, 'ok\n'],
  ['/startupz', 503, 'no lease yet\nport-file: EACCES\n'],
  ['/readyz', 200, 'ok\n'],
  ['/readyz?other', 200, 'ok\n'],
  ['/readyz?sinks', 503, 'hook: not in sync yet\n'],
  ['/readyz?a=b&sinks=1', 503, 'hook: not in sync yet\n'],
  ['/status', 200, '{"port":null}\n'],
  ['/metrics', 200, 'portkeep_port 0\n'],
  ['/', 404, 'Not found\n'],
  ['/healthz/', 404, 'Not found\n'],
  ['/constructor', 404, 'Not found\n'],
])('GET %s', (target, status, body) => {
  expect(statusRoute('GET', target, view)).toMatchObject({ status, body });
});

test('a stuck loop is unhealthy', () => {
  expect(statusRoute('GET', '/healthz', { ...view, healthy: () => false }).status).toBe(503);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is told what is allowed', (method) => {
  const reply = statusRoute(method, '/status', view);
  expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, HEAD']);
  expect(statusRoute(method, '/nowhere', view).status).toBe(404);
});

test('HEAD is answered like GET', () => {
  expect(statusRoute('HEAD', '/status', view)).toEqual(statusRoute('GET', '/status', view));
});
