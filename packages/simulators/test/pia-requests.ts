import type { PiaSimulator } from '../src/pia/pia-simulator.ts';
import type { SimulatedReply, SimulatedRequest } from '../src/simulated-http.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A time for a clock to start at. */
export const START = '2026-01-01T00:00:00Z';
/** An address inside the tunnel. */
export const INSIDE = '10.115.0.7';

type Reply = Extract<SimulatedReply, { kind: 'reply' }>;

export function get(url: string, sourceAddress = INSIDE): SimulatedRequest {
  return { method: 'GET', url, headers: {}, body: '', sourceAddress };
}

/** A request that needs neither token nor claim. */
export const PING = get('/ping');

export function login(password = 'correct-horse', username = 'p1234567'): SimulatedRequest {
  return {
    method: 'POST',
    url: '/api/client/v2/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ username, password }).toString(),
    sourceAddress: '192.0.2.1',
  };
}

/** The answer, for a test that requires one. */
export function answered(reply: SimulatedReply): Reply {
  if (reply.kind !== 'reply') throw new Error(`No answer: ${reply.kind}`);
  return reply;
}

export function json(reply: SimulatedReply): Record<string, unknown> {
  return JSON.parse(answered(reply).body);
}

export function tokenFrom(simulator: PiaSimulator): string {
  return String(json(simulator.account(login())).token);
}

export interface Claim {
  readonly payload: string;
  readonly signature: string;
}

export function claimFrom(simulator: PiaSimulator, token = tokenFrom(simulator)): Claim {
  const { payload, signature } = json(simulator.gateway(getSignature(token)));
  return { payload: String(payload), signature: String(signature) };
}

export function getSignature(token: string): SimulatedRequest {
  return get(`/getSignature?${new URLSearchParams({ token })}`);
}

export function bindPort({ payload, signature }: Claim): SimulatedRequest {
  return get(`/bindPort?${new URLSearchParams({ payload, signature })}`);
}

export function decoded({ payload }: Claim): Record<string, unknown> {
  return JSON.parse(Buffer.from(payload, 'base64').toString());
}

/** A simulator on a clock that the test moves. */
export interface Clock {
  at: number;
}

export function startingAt(iso: string): Clock {
  return { at: Date.parse(iso) };
}
