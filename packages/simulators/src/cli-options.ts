import { parseArgs } from 'node:util';
import type { QBittorrentDialect } from './qbittorrent/index.ts';
import { readPort } from './read-port.ts';

/** What the command line says. */
export interface CliOptions {
  readonly folder: string | undefined;
  readonly host: string;
  readonly gatewayAddress: string;
  readonly gatewayPort: number;
  readonly wireguard: boolean;
  readonly dialect: QBittorrentDialect;
  readonly controlPort: number;
  readonly help: boolean;
}

/** The text of `--help`. */
export const USAGE = `Usage: portkeep-simulators [options]

Starts a simulated PIA, a simulated qBittorrent, a simulated NAT-PMP API and a control API, prints
the environment variables with which Portkeep's daemon and sidecar run against them, then the line
"ready", and stays until SIGTERM or SIGINT.

  --folder <path>                where the CA and key files go (default: a new temporary folder)
  --host <address>               address of everything but the gateway (default: 127.0.0.1);
                                 PIA's part speaks TLS there unless the address is a loopback one
  --pia-gateway-address <ip>     address of the port forwarding gateway (default: 127.0.0.1)
  --pia-gateway-port <port>      its port (default: any free one)
  --wireguard                    PIA's servers register WireGuard keys; they are at 127.13.37.1
                                 and above, with a gateway each at 127.19.99.1 and above
  --qbittorrent-dialect <name>   4.5, 5.1 or 5.2 (default: 5.1)
  --control-port <port>          port of the control API (default: any free one)
  --help                         this text
`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} when an option is unknown or its value is invalid
 */
export function readCliOptions(args: readonly string[]): CliOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      folder: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      'pia-gateway-address': { type: 'string', default: '127.0.0.1' },
      'pia-gateway-port': { type: 'string', default: '0' },
      wireguard: { type: 'boolean', default: false },
      'qbittorrent-dialect': { type: 'string', default: '5.1' },
      'control-port': { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    folder: values.folder,
    host: values.host,
    gatewayAddress: values['pia-gateway-address'],
    gatewayPort: readPort('--pia-gateway-port', values['pia-gateway-port']),
    wireguard: values.wireguard,
    dialect: readDialect(values['qbittorrent-dialect']),
    controlPort: readPort('--control-port', values['control-port']),
    help: values.help,
  };
}

function readDialect(text: string): QBittorrentDialect {
  if (text === '4.5' || text === '5.1' || text === '5.2') return text;
  throw new TypeError(`Cannot use --qbittorrent-dialect: '${text}' is not 4.5, 5.1 or 5.2`);
}
