import { type Forward, forwardChange } from '../rules/forward-maps.ts';
import { closedTable, openTable } from '../rules/gateway-table.ts';
import { moveAddress, startLink, stopLink } from '../rules/ip-batch.ts';
import type { Surroundings } from '../rules/surroundings.ts';
import { firstConfiguration, laterConfiguration } from '../rules/wg-arguments.ts';
import type { TunnelEnd } from '../values/tunnel-end.ts';

/** What the plan is made of. */
export interface Plan {
  /** Lines of the form `NAME=value`. */
  readonly environment: readonly string[];
  readonly surroundings: Surroundings;
  /** An example: PIA decides about the real one. */
  readonly end: TunnelEnd;
  /** An example of a forwarded port, if one is to be forwarded. */
  readonly forward: Forward | undefined;
  /** Lines of the form `NAME=value` for the hook, if there is one. */
  readonly hook: readonly string[];
}

const KEY_FILE = 'KEY_FILE';
const OLD_KEY = 'OLD_SERVER_KEY';
const NEW_KEY = 'SERVER_KEY';

/** Everything that the gateway does to the machine, as a person can read it and repeat it in a shell. */
export function planText({ environment, surroundings, end, forward, hook }: Plan): string {
  const { tunnel, mtu } = surroundings;
  const old = { addresses: [{ address: end.address, prefixLength: 32 }], hosts: [] };
  const opening = { dns: end.dnsServers[0], forward: undefined };
  const later = laterConfiguration(tunnel, KEY_FILE, end, [end.serverKey]).join(' ');
  return [
    section('Configuration', environment),
    section('At the start: nothing passes', [input('nft -f -', closedTable(surroundings))]),
    section(`The first tunnel: ${KEY_FILE} is private, and gone afterwards`, [
      input('ip -batch -', stopLink(tunnel)),
      `wg ${firstConfiguration(tunnel, KEY_FILE).join(' ')}`,
      input('ip -batch -', startLink(tunnel, mtu, end)),
    ]),
    section('With a tunnel: it is the only way out', [
      input('nft -f -', openTable(surroundings, opening)),
    ]),
    section('Another key or server', [
      `wg ${later.replace(end.serverKey, OLD_KEY).replace(end.serverKey, NEW_KEY)}`,
      input('ip -batch -', moveAddress(tunnel, end, old)),
    ]),
    forward && section('A forwarded port', [input('nft -f -', forwardChange(forward))]),
    hook.length > 0 && section('The environment of ON_PORT_FORWARDED', hook),
  ]
    .filter((part) => typeof part === 'string')
    .join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return `# ${title}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function input(command: string, text: string): string {
  return `${command} <<'END'\n${text}END`;
}
