import { beforeEach, describe, expect, test } from 'vitest';
import { ask, forwardRequest, mappingBody, plainRequest } from '../../test/natpmp-requests.ts';
import { isNatPmpFault, isNatPmpFaultTarget, type NatPmpGatewayFault } from './faults.ts';
import { NatPmpApiSimulator } from './natpmp-api-simulator.ts';

const HEALTH = plainRequest('GET', '/health');
const FORWARD = forwardRequest(mappingBody('tcp', 7001));
let simulator: NatPmpApiSimulator;

beforeEach(() => {
  simulator = new NatPmpApiSimulator({ now: () => 1_000_000, workers: 100 });
});

const once = (fault: NatPmpGatewayFault) => simulator.setFault('forward', fault, { times: 1 });
const isMapped = () => simulator.wasMapped('tcp', 7001, 1_000_000);

test.each(['gateway-refused', 'gateway-silent'] as const)('%s: 500 and no mapping', (fault) => {
  once(fault);
  expect(ask(simulator, 'tcp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to request port mapping' },
    delayMs: 250,
  });
  expect(isMapped()).toBe(false);
  expect(ask(simulator, 'tcp', 7001).status).toBe(200);
});

test('reply-lost: 500 although it was mapped, or deleted', () => {
  once('reply-lost');
  expect(ask(simulator, 'tcp', 7001).body).toEqual({ error: 'Failed to request port mapping' });
  expect(isMapped()).toBe(true);
  once('reply-lost');
  expect(ask(simulator, 'tcp', 7001, 0).status).toBe(500);
  expect(isMapped()).toBe(false);
});

test('client-failed: another 500, at once, before the protocol is looked at', () => {
  simulator.setFault('forward', 'client-failed');
  expect(ask(simulator, 'sctp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to create NAT-PMP client' },
    delayMs: 1,
  });
});

test.each([
  ['zero-port', { external_port: 0, duration: 60 }],
  ['wrong-protocol', { protocol: 'udp' }],
  ['wrong-internal-port', { internal_port: 7000 }],
] as const)('%s: 200 with another value than the true one', (fault, body) => {
  once(fault);
  expect(ask(simulator, 'tcp', 7001)).toMatchObject({ status: 200, body });
  expect(isMapped()).toBe(true);
});

test('max-duration-zero: the mapping is deleted instead of renewed', () => {
  ask(simulator, 'tcp', 7001);
  once('max-duration-zero');
  expect(ask(simulator, 'tcp', 7001).body).toMatchObject({ external_port: 0, duration: 0 });
  expect(isMapped()).toBe(false);
});

test('gateway-rebooted: all mappings are gone, and the requested one is made again', () => {
  const before = ask(simulator, 'tcp', 7001).body.external_port;
  ask(simulator, 'udp', 7001);
  once('gateway-rebooted');
  expect(ask(simulator, 'tcp', 7001).body.external_port).not.toBe(before);
  expect(simulator.mappings).toMatchObject([{ protocol: 'tcp', internalPort: 7001 }]);
});

test('port-change-on-renewal waits for a renewal', () => {
  once('port-change-on-renewal');
  const first = ask(simulator, 'tcp', 7001).body.external_port;
  expect(simulator.faults.forward?.remaining).toBe(1);
  const second = ask(simulator, 'tcp', 7001).body.external_port;
  expect(second).not.toBe(first);
  expect(ask(simulator, 'tcp', 7001).body.external_port).toBe(second);
});

test('tcp-udp-mismatch waits for the second protocol, and is not healed by renewals', () => {
  once('tcp-udp-mismatch');
  const tcp = ask(simulator, 'tcp', 7001).body.external_port;
  expect(ask(simulator, 'udp', 7001).body.external_port).not.toBe(tcp);
  expect(ask(simulator, 'tcp', 7001).body.external_port).toBe(tcp);
  expect(ask(simulator, 'udp', 7001).body.external_port).not.toBe(tcp);
});

test('tcp-udp-mismatch makes equal ports differ', () => {
  ask(simulator, 'tcp', 7001);
  const before = ask(simulator, 'udp', 7001).body.external_port;
  once('tcp-udp-mismatch');
  expect(ask(simulator, 'udp', 7001).body.external_port).not.toBe(before);
});

test('unauthorized and bad-request refuse a correct request', () => {
  simulator.setFault('forward', 'unauthorized', { times: 1 });
  expect(simulator.handle(FORWARD)).toMatchObject({
    status: 401,
    body: '{"error":"Unauthorized"}',
  });
  simulator.setFault('forward', 'bad-request', { times: 1 });
  expect(simulator.handle(FORWARD)).toMatchObject({
    status: 422,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
  expect(isMapped()).toBe(false);
});

describe.each(['service', 'health', 'forward'] as const)('a fault at %s', (target) => {
  const request = target === 'health' ? HEALTH : FORWARD;

  test.each([
    ['not-json', { kind: 'reply', status: 200, headers: { 'content-type': 'text/html' } }],
    ['html-502', { kind: 'reply', status: 502, headers: { 'content-type': 'text/html' } }],
    ['rate-limited', { kind: 'reply', status: 429, headers: { 'retry-after': '30' } }],
    ['hang', { kind: 'hang' }],
    ['reset', { kind: 'reset' }],
  ] as const)('a request under the fault %s never reaches the gateway', (fault, reply) => {
    simulator.setFault(target, fault, { times: 1, retryAfterSeconds: 30 });
    expect(simulator.handle(request)).toMatchObject(reply);
    expect(isMapped()).toBe(false);
    expect(simulator.requests[0]).toMatchObject({ fault });
    expect(simulator.handle(request)).toMatchObject({ kind: 'reply', status: 200 });
  });

  test('the fault slow gives the right answer later', () => {
    const usual = simulator.handle(request);
    simulator.setFault(target, 'slow', { delayMs: 3_000 });
    expect(simulator.handle(request)).toEqual({ ...usual, delayMs: usual.delayMs + 3_000 });
  });
});

test('a fault of one path does not affect the other', () => {
  simulator.setFault('forward', 'hang');
  expect(simulator.handle(HEALTH)).toMatchObject({ status: 200 });
  simulator.clearFaults();
  simulator.setFault('health', 'hang');
  expect(simulator.handle(FORWARD)).toMatchObject({ status: 200 });
});

test('rate-limited without a time has no Retry-After', () => {
  simulator.setFault('service', 'rate-limited');
  expect(simulator.handle(HEALTH)).not.toHaveProperty('headers.retry-after');
});

test('refuse lasts until it is cleared, or for the given number of connections', () => {
  simulator.setFault('service', 'refuse');
  expect(simulator.reachable).toBe(false);
  expect(simulator.handle(HEALTH)).toEqual({ kind: 'refuse', delayMs: 0 });
  simulator.clearFaults();
  expect(simulator.reachable).toBe(true);
  simulator.setFault('service', 'refuse', { times: 1 });
  expect(simulator.reachable).toBe(true);
  expect(simulator.handle(HEALTH)).toMatchObject({ kind: 'refuse' });
  expect(simulator.handle(HEALTH)).toMatchObject({ status: 200 });
});

test('names of targets and faults can be checked', () => {
  expect(['service', 'forward', 'moon'].map(isNatPmpFaultTarget)).toEqual([true, true, false]);
  expect(isNatPmpFault('health', 'reply-lost')).toBe(false);
  expect(isNatPmpFault('forward', 'reply-lost')).toBe(true);
});
