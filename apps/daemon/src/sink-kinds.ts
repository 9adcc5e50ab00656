import { command, dataFile, portFile, qbittorrent } from '@portkeep/port-sinks';

/** The kinds of sinks that the daemon offers. */
export const SINK_KINDS = [
  portFile({
    description: 'The file that holds the port: its digits and a newline.',
    fallback: '/config/pia-port.txt',
  }),
  dataFile({
    description: 'The port and its times as JSON, rewritten at every renewal.',
    fallback: '/config/pia-port-data.json',
  }),
  command('PORT and PREVIOUS_PORT'),
  qbittorrent('listen'),
] as const;
