import { command, dataFile, portFile, qbittorrent } from '@portkeep/port-sinks';

/** The kinds of sinks that the sidecar offers. */
export const SINK_KINDS = [
  portFile({
    description:
      'The file that holds the external port (that of tcp if both are mapped): its digits and a newline. Unset: no file.',
  }),
  dataFile({
    description: 'The port and its times as JSON, rewritten at every renewal. Unset: no file.',
  }),
  command('PORT, PREVIOUS_PORT, INTERNAL_PORT and PROTOCOL (tcp, udp or tcp,udp)'),
  qbittorrent('announce'),
] as const;
