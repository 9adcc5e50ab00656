import { command, dataFile, portFile, qbittorrent } from '@portkeep/port-sinks';

/** The kinds of sinks that the gateway offers; none of them is used without `FORWARD_TO`. */
export const SINK_KINDS = [
  portFile({
    description:
      'The file that holds the port: its digits and a newline. Only written with FORWARD_TO.',
    fallback: '/config/pia-port.txt',
  }),
  dataFile({
    description:
      'The port with its times as JSON, written again at every renewal. Only written with FORWARD_TO.',
    fallback: '/config/pia-port-data.json',
  }),
  command('PORT, TARGET_IP, TARGET_PORT, PROTOCOL (tcp, udp or tcp,udp) and PREVIOUS_PORT', {
    name: 'ON_PORT_FORWARDED',
    atEachStart: true,
  }),
  qbittorrent('listen'),
] as const;
