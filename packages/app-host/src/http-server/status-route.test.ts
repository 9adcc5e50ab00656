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
])('GET %s is answered with the state of the view', (target, status, body) => {
  expect(statusRoute('GET', target, view)).toMatchObject({ status, body });
});

test('/healthz fails when the loop is stuck', () => {
  expect(statusRoute('GET', '/healthz', { ...view, healthy: () => false }).status).toBe(503);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])(
  'the method %s is refused with the list of allowed methods',
  (method) => {
    const reply = statusRoute(method, '/status', view);
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(statusRoute(method, '/nowhere', view).status).toBe(404);
  },
);

test('a HEAD request is answered like GET', () => {
  expect(statusRoute('HEAD', '/status', view)).toEqual(statusRoute('GET', '/status', view));
});
