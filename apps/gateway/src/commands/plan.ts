import type { App } from '@portkeep/app-host';
import * as v from 'valibot';
import type { Forward } from '../rules/forward-maps.ts';
import { surroundingsOf } from '../rules/surroundings.ts';
import { EXAMPLE_LAN, exampleLan, findLan } from '../values/lan.ts';
import { tunnelEnd } from '../values/tunnel-end.ts';
import { type GatewayValues, type GatewayVariables, variables } from '../variables.ts';
import { planText } from './plan-text.ts';

const EXAMPLE_PORT = 54_321;
const EXAMPLE_END = {
  serverKey: `${'A'.repeat(43)}=`,
  endpoint: { address: '198.51.100.10', port: 1_337 },
  gateway: '10.7.128.1',
  address: '10.7.233.81',
  dnsServers: ['10.0.0.243', '10.0.0.242'],
};

type PlannedApp = Pick<
  App<GatewayVariables>,
  'values' | 'given' | 'environment' | 'hide' | 'print'
>;

/** Prints what the gateway would do to this machine; needs neither root nor a network. */
export async function plan(app: PlannedApp): Promise<void> {
  const { values } = app;
  const own = findLan(values.lanInterface);
  const lan = own ?? exampleLan(values.lanInterface);
  const dns = values.tunnelDns ?? EXAMPLE_END.dnsServers;
  const forward = exampleForward(values);
  const text = planText({
    environment: environmentLines(app),
    surroundings: surroundingsOf(values, lan),
    end: v.parse(tunnelEnd, { ...EXAMPLE_END, dnsServers: dns }),
    forward,
    hook: values.onPortChange && forward ? hookLines(forward) : [],
  });
  const notes = [
    'PIA decides about addresses and ports of the tunnel: those below are examples.',
    ...(own ? [] : [`${values.lanInterface} has no address here: ${EXAMPLE_LAN} is an example.`]),
  ];
  app.print(app.hide(`${notes.map((note) => `# ${note}\n`).join('')}\n${text}`));
}

function environmentLines({ values, given, environment }: PlannedApp): readonly string[] {
  const parsed: Readonly<Record<string, unknown>> = values;
  return Object.entries(variables).flatMap(([key, { name, secret, needs, fallback }]) => {
    if (needs.length > 0 && !needs.some((needed) => given.has(needed))) return [];
    if (secret) return given.has(name) ? [`${name}=[secret]`] : [];
    const value = parsed[key];
    // A default may depend on other variables; only the value shows which one it is.
    const text = environment[name] || (typeof value === 'string' ? value : fallback);
    return text === undefined ? [] : [`${name}=${text}`];
  });
}

function exampleForward(values: GatewayValues): Forward | undefined {
  const { forwardTo, forwardProtocol: protocol } = values;
  if (forwardTo === undefined) return undefined;
  const { address, port = EXAMPLE_PORT } = forwardTo;
  return { port: EXAMPLE_PORT, protocol, target: { address, port } };
}

function hookLines({ port, protocol, target }: Forward): readonly string[] {
  return [
    `PORT=${port}`,
    `TARGET_IP=${target.address}`,
    `TARGET_PORT=${target.port}`,
    `PROTOCOL=${protocol === 'both' ? 'tcp,udp' : protocol}`,
    'PREVIOUS_PORT=',
  ];
}
