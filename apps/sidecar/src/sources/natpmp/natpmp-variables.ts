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
      'The NAT-PMP HTTP API: host:port, or an http(s) URL without /forward. An IPv6 address must be in brackets; an IPv4 address may be.',
    schema: serviceUrl,
    required: true,
  }),
  internalPort: variable('INTERNAL_PORT', {
    description:
      'The port to map on the host of the API: the one that the app listens on, unless a hostPort or a DNAT translates it. A gateway may deny ports below 1024: until such a port has been mapped once, tries are three minutes apart.',
    schema: portNumber,
    required: true,
    adjust: (port) => ({
      value: port,
      warning:
        port >= FREE_PORTS
          ? undefined
          : `is below ${FREE_PORTS}: gateways may deny such a port, and one that does can keep all its clients waiting for minutes, so the next try after a failure is three minutes later. Use port ${FREE_PORTS} or higher if you can`,
    }),
  }),
  apiToken: variable('API_TOKEN', {
    description: 'The token of the API, if it needs one.',
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
    description: 'Lifetime to request for a mapping, in seconds. ProtonVPN grants at most 60.',
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
      'How often to renew a mapping, in seconds, minus up to a tenth; after three quarters of the mapping’s lifetime if that is shorter. Must be below DURATION.',
    schema: wholeSeconds({ min: 1 }),
    fallback: '45',
  }),
  maxRetries: variable('MAX_RETRIES', {
    description:
      'Retries in each cycle of REFRESH_INTERVAL. If this and RETRY_DELAY are both unset: after 1, 2, 4 and 8 s until the mapping lapses, then every 10 s. 3 if only RETRY_DELAY is set.',
    schema: wholeNumber({ min: 0 }),
  }),
  retryDelaySeconds: variable('RETRY_DELAY', {
    description: 'Time between these retries, in seconds. 5 if only MAX_RETRIES is set.',
    schema: wholeSeconds({ min: 0 }),
  }),
  maxConsecutiveFailures: variable('MAX_CONSECUTIVE_FAILURES', {
    description:
      'Exit with code 1 when one protocol has failed this many cycles of REFRESH_INTERVAL in a row; 0 means never.',
    schema: wholeNumber({ min: 0 }),
    fallback: '10',
  }),
  startSpreadMs: variable('START_SPREAD_MS', {
    description:
      'The first request is sent after a random delay of up to this many milliseconds, so that sidecars that start together do not queue at one API.',
    schema: wholeNumber({ min: 0, max: TEN_MINUTES_MS }),
    fallback: '2000',
  }),
  releaseOnExit: variable('RELEASE_ON_EXIT', {
    description:
      'Release the mappings on exit, including one that was requested but not confirmed. Off by default, because a mapping belongs to the API’s host and the port: in a rolling update the old pod would release what the new one has just mapped, and an unused mapping lapses anyway.',
    schema: booleanFlag,
    fallback: 'false',
  }),
  publicIpUrl: variable('PUBLIC_IP_URL', {
    description:
      'A page that returns your IPv4 address and nothing else. Only doctor requests it, to compare it with the external address if the API reports one, as Portkeep’s front does. Unset: no comparison.',
    schema: httpsUrl,
  }),
};

export type NatpmpVariables = typeof natpmpVariables;
export type NatpmpValues = Values<NatpmpVariables>;
