import { parseArgs } from 'node:util';
import type { StartNatPmpFrontOptions } from './natpmp/index.ts';
import { readPort } from './read-port.ts';

/** What the command line of `natpmp-front` says. */
export type NatPmpFrontCliOptions = Omit<StartNatPmpFrontOptions, 'token' | 'onGatewayRestart'>;

/** The text of `natpmp-front --help`. */
export const NATPMP_FRONT_USAGE = `Usage: portkeep-simulators natpmp-front --gateway <ip> [options]

An HTTP API before a real NAT-PMP gateway. Prints where it is as an environment variable, then the
line "ready", and stays until SIGTERM or SIGINT. Clients have to show the token in the environment
variable API_TOKEN, if there is one.

  --gateway <ip>            IPv4 address of the gateway
  --gateway-port <port>     its port (default: 5351)
  --host <address>          address of the API (default: 127.0.0.1)
  --port <port>             its port (default: 8080)
  --max-duration <seconds>  longer durations are cut to it, -1 for no limit: write
                            --max-duration=-1 (default: 300)
  --tries <count>           how often the gateway is asked before it counts as silent, 1 to 9;
                            5 are 8 s, 9 are 128 s (default: 5)
  --help                    this text
`;

/**
 * Reads the command line.
 *
 * @returns `undefined` when it asks for the usage only
 * @throws {TypeError} when an option is unknown, missing or makes no sense
 */
export function readNatPmpFrontOptions(args: readonly string[]): NatPmpFrontCliOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      gateway: { type: 'string' },
      'gateway-port': { type: 'string', default: '5351' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8080' },
      'max-duration': { type: 'string', default: '300' },
      tries: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.gateway === undefined) throw new TypeError('Cannot start: give the --gateway');
  return {
    gateway: values.gateway,
    gatewayPort: readPort('--gateway-port', values['gateway-port']),
    host: values.host,
    port: readPort('--port', values.port),
    maxDurationSeconds: readInteger('--max-duration', values['max-duration']),
    tries: readInteger('--tries', values.tries),
  };
}

function readInteger(option: string, text: string): number {
  if (/^-?\d{1,10}$/.test(text)) return Number(text);
  throw new TypeError(`Cannot use ${option}: '${text}' is not a whole number`);
}
