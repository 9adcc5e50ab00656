import { command, dataFile, portFile, qbittorrent } from '@portkeep/port-sinks';

/** The kinds of sinks that the sidecar offers. */
export const SINK_KINDS = [
  portFile({
    description:
      'The file that holds the external port (the one of tcp where both are mapped): its digits and a newline. Unset: none.',
  }),
  dataFile({
    description: 'The port with its times as JSON, written again at every renewal. Unset: none.',
  }),
  command('PORT, PREVIOUS_PORT, INTERNAL_PORT and PROTOCOL (tcp, udp or tcp,udp)'),
  qbittorrent('announce'),
] as const;
