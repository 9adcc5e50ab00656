import {
  commaSeparated,
  filePath,
  httpListenVariable,
  portNumber,
  textKind,
  type Values,
  variable,
  wholeNumber,
  wholeSeconds,
} from '@portkeep/app-host';
import { piaVariables } from '@portkeep/pia-lease';
import { sinkVariables } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { durationMs } from './values/duration.ts';
import { forwardTarget } from './values/forward-target.ts';
import { interfaceName } from './values/interface-name.ts';
import { ipv4 } from './values/ipv4.ts';
import { proxyVariable } from './values/proxy-url.ts';
import { qbittorrentMode } from './values/qbittorrent-mode.ts';

const regionId = textKind('the id of a region such as de-frankfurt', (text) =>
  /^[a-z0-9][a-z0-9_-]*$/i.test(text) ? text : undefined,
);
const protocol = textKind('tcp, udp or both', (text) =>
  (['tcp', 'udp', 'both'] as const).find((word) => word === text.toLowerCase()),
);
const forwardTo = variable('FORWARD_TO', {
  description:
    'The host behind the gateway that gets the forwarded port: an IPv4 address for the same port as PIA’s, or address:port. Unset: no port is forwarded.',
  schema: forwardTarget,
});

/** Every environment variable of the gateway; docs/configuration.md is generated from it. */
export const variables = {
  ...piaVariables,
  regions: variable('PIA_REGIONS', {
    description:
      'Ids of regions separated by commas, in the order in which to try them. Unset: the fastest one that forwards ports.',
    schema: commaSeparated('ids of regions such as de-frankfurt, separated by commas', regionId),
  }),
  dedicatedIpToken: variable('PIA_DIP_TOKEN', {
    description: 'Token of a dedicated IP, to use that address instead of a region.',
    secret: true,
  }),
  proxy: proxyVariable(
    'PIA_PROXY',
    'The HTTP proxy that leads to PIA before there is a tunnel: http://[user:password@]host:port. If the host is a name, it has to be that of a host in the network of LAN_INTERFACE.',
  ),
  wireguardInterface: variable('WG_INTERFACE', {
    description: 'The WireGuard interface. It has to exist: the gateway never makes it.',
    schema: interfaceName,
    fallback: 'piaw',
  }),
  wireguardListenPort: variable('WG_LISTEN_PORT', {
    description: 'UDP port of the WireGuard interface.',
    schema: portNumber,
    fallback: '51820',
  }),
  wireguardMtu: variable('WG_MTU', {
    description: 'Largest packet in the tunnel, in bytes.',
    schema: wholeNumber({ min: 576, max: 9_000 }),
    fallback: '1420',
  }),
  lanInterface: variable('LAN_INTERFACE', {
    description:
      'The interface towards the hosts behind the gateway. Its address and prefix length are their network.',
    schema: interfaceName,
    fallback: 'eth0',
  }),
  forwardTo,
  forwardProtocol: variable('FORWARD_PROTOCOL', {
    description: 'What is forwarded: tcp, udp or both.',
    schema: protocol,
    fallback: 'both',
    needs: ['FORWARD_TO'],
  }),
  forwardMinPort: variable('FORWARD_MIN_PORT', {
    description: 'A lower port is not forwarded: PIA is asked for another one.',
    schema: portNumber,
    fallback: '10000',
    needs: ['FORWARD_TO'],
  }),
  tunnelDns: variable('TUNNEL_DNS', {
    description:
      'IPv4 addresses of name servers separated by commas, which are reached through the tunnel only. Unset: those of PIA.',
    schema: commaSeparated('IPv4 addresses separated by commas', ipv4),
  }),
  renewAfterMs: variable('RENEW_AFTER', {
    description:
      'After how long the tunnel gets a new key: 10s to 60d, as in 90s, 30m, 12h, 30d, or off.',
    schema: durationMs,
    fallback: '30d',
  }),
  watchdogSeconds: variable('WATCHDOG_INTERVAL', {
    description: 'How often to check that the tunnel works, in seconds.',
    schema: wholeSeconds({ min: 1 }),
    fallback: '10',
  }),
  stateFile: variable('STATE_FILE', {
    description:
      'What survives a restart: the server, the claim to the port, the sealed token. Losing it loses the port. Mode 0600.',
    schema: filePath,
    fallback: '/config/pia-gateway.json',
  }),
  httpListen: httpListenVariable('127.0.0.1:9799'),
  ...sinkVariables(SINK_KINDS),
  qbittorrentPortMode: qbittorrentMode(forwardTo),
};

export type GatewayVariables = typeof variables;
export type GatewayValues = Values<GatewayVariables>;
