import {
  type App,
  askStatus,
  formatHostAndPort,
  type ListenAddress,
  type StatusAnswer,
} from '@portkeep/app-host';
import { nodeTransport } from '@portkeep/http/node';
import * as v from 'valibot';
import type { GatewayVariables } from '../variables.ts';

const text = v.nullable(v.string());
const number = v.nullable(v.number());

const page = v.object({
  state: v.picklist(['starting', 'held', 'degraded', 'lost']),
  tunnel_state: v.picklist(['none', 'up', 'silent', 'down']),
  region: text,
  hostname: text,
  endpoint: text,
  peer_ip: text,
  handshake_age_seconds: number,
  received_bytes: number,
  sent_bytes: number,
  dns: text,
  port: number,
  forward_to: text,
  tunnel_renew_at: text,
  renew_at: text,
  last_error: text,
  sinks: v.record(v.string(), v.object({ in_sync: v.boolean(), code: text, message: text })),
});

/** What the running gateway reports at `/status`; only what the commands read. */
export type GatewayPage = v.InferOutput<typeof page>;

const MOST_BYTES = 65_536;

/** Asks the gateway that runs here. */
export async function askGateway({
  name,
  values,
  signal,
}: Pick<App<GatewayVariables>, 'name' | 'values' | 'signal'>): Promise<StatusAnswer<GatewayPage>> {
  return await askStatus({
    app: name,
    listen: values.httpListen,
    schema: page,
    transport: nodeTransport({ maxBytes: MOST_BYTES }),
    signal,
  });
}

/** Why the status page says nothing, for a sentence. */
export function silence(listen: ListenAddress, { stranger }: StatusAnswer<GatewayPage>): string {
  if (listen === 'off') return 'HTTP_LISTEN is off';
  return `${stranger ?? 'nothing'} answers at ${formatHostAndPort(listen)}`;
}
