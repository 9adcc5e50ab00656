import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asUser } from '@portkeep/testing';
import { type Child, startChild } from '../child.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { withHosts } from './with-hosts.ts';

/** The built bundle, as it is shipped. */
const GATEWAY = fileURLToPath(new URL('../../../apps/gateway/dist/main.cjs', import.meta.url));

/** The user that the gateway runs as. */
export const GATEWAY_UID = 65_534;

/** How a gateway is started. */
export interface GatewayOptions {
  readonly namespace: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @default {'run'} */
  readonly command?: string;
  /**
   * Needs `dac_override` as well where wireguard-go makes the interface, because its socket is root's.
   *
   * @default {['net_admin', 'dac_override']}
   */
  readonly capabilities?: readonly string[];
}

/** Starts the built gateway with only the given environment. */
export function startGateway(options: GatewayOptions): Child {
  const { namespace, environment, command = 'run' } = options;
  const { capabilities = ['net_admin', 'dac_override'] } = options;
  const set = ['-all', ...capabilities.map((name) => `+${name}`)].join(',');
  return startChild(
    [
      ...withHosts(namespace),
      ...asUser(GATEWAY_UID),
      ...[`--inh-caps=${set}`, `--ambient-caps=${set}`, `--bounding-set=${set}`],
      ...['--no-new-privs', process.execPath, GATEWAY, command],
    ],
    { env: { PATH: process.env.PATH, ...environment } },
  );
}

/** A folder of the gateway's own, and the variables that put its files there. */
export function gatewayFolder(): {
  readonly folder: string;
  readonly files: Readonly<Record<'STATE_FILE' | 'PORT_FILE' | 'PORT_DATA_FILE', string>>;
} {
  const folder = temporaryFolder();
  chownSync(folder, GATEWAY_UID, GATEWAY_UID);
  return {
    folder,
    files: {
      STATE_FILE: join(folder, 'pia-gateway.json'),
      PORT_FILE: join(folder, 'pia-port.txt'),
      PORT_DATA_FILE: join(folder, 'pia-port-data.json'),
    },
  };
}
