import {
  booleanFlag,
  httpsUrl,
  portNumber,
  type Values,
  variable,
  wholeNumber,
  wholeSeconds,
} from '@portkeep/app-host';
import { serviceUrl } from './service-url.ts';

/** The longest lifetime that ProtonVPN grants, whatever the request asks for. */
const LONGEST_GRANT = 60;
/** Gateways have rules that deny lower ports. */
export const FREE_PORTS = 1024;
const TEN_MINUTES_MS = 600_000;

/** The variables of a port that a NAT-PMP HTTP API maps. */
export const natpmpVariables = {
  service: variable('NATPMP_SERVICE', {
    description:
      'The NAT-PMP HTTP API: host:port, or an http(s) URL without /forward. An IPv6 address has to be in brackets, an IPv4 address may be.',
    schema: serviceUrl,
    required: true,
  }),
  internalPort: variable('INTERNAL_PORT', {
    description:
      'The port to map, on the host of the API: the one that the app listens on, unless a hostPort or a DNAT translates it. A gateway may deny one below 1024: until such a port has been mapped once, three minutes pass between two tries.',
    schema: portNumber,
    required: true,
    adjust: (port) => ({
      value: port,
      warning:
        port >= FREE_PORTS
          ? undefined
          : `is below ${FREE_PORTS}: gateways may deny such a port, and one that does can keep all its clients waiting for minutes; so after a failure the next try comes three minutes later. Use a port from ${FREE_PORTS} on if you can`,
    }),
  }),
  apiToken: variable('API_TOKEN', {
    description: 'The token of the API, where it has one.',
    secret: true,
  }),
  enableTcp: variable('ENABLE_TCP', {
    description: 'Map the port for tcp.',
    schema: booleanFlag,
    fallback: 'true',
  }),
  enableUdp: variable('ENABLE_UDP', {
    description: 'Map the port for udp.',
    schema: booleanFlag,
    fallback: 'true',
  }),
  durationSeconds: variable('DURATION', {
    description: 'Seconds a mapping is asked for. ProtonVPN grants 60 at most.',
    schema: wholeSeconds({ min: 1 }),
    fallback: '60',
    adjust: (seconds) => ({
      value: seconds,
      warning:
        seconds <= LONGEST_GRANT
          ? undefined
          : `is more than the ${LONGEST_GRANT} s that ProtonVPN grants at most: unless the API reports the granted lifetime, the mapping lapses there before it is renewed`,
    }),
  }),
  refreshSeconds: variable('REFRESH_INTERVAL', {
    description:
      'Seconds between two renewals, less up to a tenth; three quarters of the mapping’s lifetime where that is shorter. Must be below DURATION.',
    schema: wholeSeconds({ min: 1 }),
    fallback: '45',
  }),
  maxRetries: variable('MAX_RETRIES', {
    description:
      'Tries after the first in each cycle of REFRESH_INTERVAL. Unset, and RETRY_DELAY too: after 1, 2, 4, 8 s until the mapping lapses, then every 10 s. 3 if only RETRY_DELAY is set.',
    schema: wholeNumber({ min: 0 }),
  }),
  retryDelaySeconds: variable('RETRY_DELAY', {
    description: 'Seconds between two such tries. 5 if only MAX_RETRIES is set.',
    schema: wholeSeconds({ min: 0 }),
  }),
  maxConsecutiveFailures: variable('MAX_CONSECUTIVE_FAILURES', {
    description:
      'Ends with exit code 1 when one protocol failed in this many cycles of REFRESH_INTERVAL in a row; 0 is never.',
    schema: wholeNumber({ min: 0 }),
    fallback: '10',
  }),
  startSpreadMs: variable('START_SPREAD_MS', {
    description:
      'The first request is sent after a random time of at most this many milliseconds, so that sidecars which start together do not queue at one API.',
    schema: wholeNumber({ min: 0, max: TEN_MINUTES_MS }),
    fallback: '2000',
  }),
  releaseOnExit: variable('RELEASE_ON_EXIT', {
    description:
      'Release the mappings at the end, also one that was requested and not confirmed. Off, because a mapping belongs to the API’s host and the port: in a rolling update the old pod would release what the new one has just mapped, and an unused mapping lapses anyway.',
    schema: booleanFlag,
    fallback: 'false',
  }),
  publicIpUrl: variable('PUBLIC_IP_URL', {
    description:
      'A page that answers with your IPv4 address and nothing else. doctor asks it, and compares the answer with the external address where the API reports that, as the front of Portkeep does. Nothing else asks it. Unset: not compared.',
    schema: httpsUrl,
  }),
};

export type NatpmpVariables = typeof natpmpVariables;
export type NatpmpValues = Values<NatpmpVariables>;
