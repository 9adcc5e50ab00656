import type { FailureKind, TransportFailure } from '@portkeep/http';
import { missingResource, ofKind } from '@portkeep/http/client';
import { QBittorrentError, type QBittorrentErrorCode } from '../qbittorrent-error.ts';
import { tlsProblem } from './tls-problem.ts';

/** What was tried, for the message of a failure. */
export interface Attempt {
  /** The operation, e.g. `read the version`. */
  readonly does: string;
  /** Host and port of qBittorrent. */
  readonly host: string;
  /** How long a reply could take, in milliseconds. */
  readonly timeoutMs: number;
}

/** What a kind of failure means. */
interface Meaning {
  readonly code: QBittorrentErrorCode;
  /** Whether the server was away: what comes back may be another version. */
  readonly isAway: boolean;
  /** What failed, and what to do about it. */
  readonly explain: (failure: TransportFailure, attempt: Attempt) => [string, string];
}

const MEANINGS: Readonly<Record<FailureKind, Meaning>> = {
  timeout: {
    code: 'QBT_TIMEOUT',
    isAway: false,
    explain: (_, { host, timeoutMs }) => [
      `qBittorrent at ${host} did not answer within ${timeoutMs} ms`,
      'check the address, and that qBittorrent is not overloaded',
    ],
  },
  refused: away(
    'the connection was refused',
    'check that qBittorrent runs, that its Web UI is switched on, and the port',
  ),
  unreachable: away('there is no route to it', 'check the address and the network'),
  'name-not-found': away('its name cannot be looked up', 'check the address and the DNS server'),
  tls: {
    code: 'QBT_UNREACHABLE',
    // It answered.
    isAway: false,
    explain: (failure, attempt) => {
      const [problem, advice] = tlsProblem(failure);
      return [cannotReach(failure, attempt, problem), advice];
    },
  },
  closed: away(
    'the connection was closed',
    'check that qBittorrent runs, and whether the address needs http or https',
  ),
  'not-http': away(
    'the server there does not speak HTTP',
    'check the port, and whether the address needs http or https',
  ),
  'too-large': {
    code: 'QBT_UNEXPECTED_RESPONSE',
    isAway: false,
    explain: ({ maxBytes }, { host }) => [
      `the reply of ${host} is longer than ${maxBytes ? `${maxBytes} bytes` : 'its transport reads'}`,
      'ask for less at once, or raise "maxBytes" of the transport; if that surprises you, check that the address is the one of qBittorrent',
    ],
  },
  'port-blocked': away(
    'fetch never connects to this port',
    'give the Web UI another port, or use a transport without fetch, e.g. nodeTransport() of @portkeep/http/node',
  ),
  'proxy-refused': away(
    'the proxy does not connect to it',
    'check that the proxy runs and may connect to this address',
  ),
  'no-resources': {
    code: 'QBT_NO_RESOURCES',
    isAway: false,
    explain: ({ code }) => {
      const [problem, advice] = missingResource(code);
      return [`${problem} (${code})`, advice];
    },
  },
  other: away('the network failed', 'check the address and that qBittorrent runs'),
};

/**
 * Turns a failed exchange into the client's own error.
 *
 * @param failure What the transport rejected with.
 * @param attempt What was tried.
 * @returns The error to throw.
 */
export function networkError(failure: TransportFailure, attempt: Attempt): QBittorrentError {
  const { code, explain } = ofKind(MEANINGS, failure);
  const [problem, advice] = explain(failure, attempt);
  const { tlsReason, maxBytes } = failure;
  const details = { tlsReason, maxBytes };
  return new QBittorrentError(code, `Cannot ${attempt.does}: ${problem}`, advice, details);
}

/**
 * @param failure What the transport rejected with.
 * @returns Whether the server was away: what comes back may be another version.
 */
export function isAway(failure: TransportFailure): boolean {
  return ofKind(MEANINGS, failure).isAway;
}

function away(problem: string, advice: string): Meaning {
  return {
    code: 'QBT_UNREACHABLE',
    isAway: true,
    explain: (failure, attempt) => [cannotReach(failure, attempt, problem), advice],
  };
}

function cannotReach({ code }: TransportFailure, { host }: Attempt, problem: string): string {
  return `qBittorrent cannot be reached at ${host} (${code}): ${problem}`;
}
