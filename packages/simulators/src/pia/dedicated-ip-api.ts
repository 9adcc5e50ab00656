import type { FaultSlot } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import type { DedicatedIpTable } from './dedicated-ip-table.ts';
import { exchangeReply } from './exchange-faults.ts';
import { DEDICATED_IP_FAULTS, DEDICATED_IP_FIELD_FAULTS, type PiaFaults } from './faults.ts';
import { withFieldFault } from './field-faults.ts';
import { compactJsonReply, htmlReply, textReply } from './replies.ts';
import { type SimulatedServer, serverNamed } from './simulated-server.ts';
import type { TokenTable } from './token-table.ts';

/** What the API of the dedicated IPs needs. */
export interface DedicatedIpApiOptions {
  readonly now: () => number;
  readonly tokens: TokenTable;
  readonly dedicatedIps: DedicatedIpTable;
  readonly servers: readonly SimulatedServer[];
  readonly faults: FaultSlot<PiaFaults['dedicatedIp']>;
}

type Item = Record<string, unknown>;

/** `POST /api/client/v2/dedicated_ip`. */
export class DedicatedIpApi {
  readonly #options: DedicatedIpApiOptions;

  constructor(options: DedicatedIpApiOptions) {
    this.#options = options;
  }

  handle(request: SimulatedRequest): SimulatedReply {
    if (request.method !== 'POST') return htmlReply(405, 'Method Not Allowed');
    const { faults } = this.#options;
    const changed = faults.take(DEDICATED_IP_FIELD_FAULTS);
    const answer = (): SimulatedReply =>
      this.#answer(request, (item) =>
        changed === undefined ? item : withFieldFault(item, changed),
      );
    if (changed !== undefined) return answer();
    const active = faults.take(DEDICATED_IP_FAULTS);
    if (active === undefined) return answer();
    if (active.fault === 'hang') return { kind: 'hang' };
    if (active.fault === 'access-denied') return accessDenied();
    return exchangeReply({ fault: active.fault, delayMs: active.delayMs }, answer);
  }

  #answer({ headers, body }: SimulatedRequest, altered: (item: Item) => Item): SimulatedReply {
    const { now, tokens } = this.#options;
    const token = /^Token (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (tokens.ownerOf(token, now()) === undefined) return accessDenied();
    const asked = readTokens(body);
    if (asked === undefined) return compactJsonReply(400, { message: 'tokens is missing' });
    return compactJsonReply(
      200,
      asked.map((each) => altered(this.#item(each))),
    );
  }

  #item(token: string): Item {
    const { now, servers, dedicatedIps } = this.#options;
    const known = dedicatedIps.find(token, now());
    // What else an invalid one has is not known: clients may only count on its status.
    if (known === undefined) return { dip_token: token, status: 'invalid' };
    const { publicAddress, regionId } = serverNamed(known.cn, servers);
    return {
      dip_token: token,
      status: known.status,
      ip: publicAddress,
      cn: known.cn,
      dip_expire: Math.floor(known.expiresAt / 1000),
      id: regionId,
      groups: ['ovpnudp', 'ovpntcp', 'wg', 'meta'],
    };
  }
}

function accessDenied(): SimulatedReply {
  return textReply(401, 'HTTP Token: Access denied.\n');
}

function readTokens(body: string): string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const tokens = new Map(Object.entries(value ?? {})).get('tokens');
  return Array.isArray(tokens) ? tokens.map(String) : undefined;
}
