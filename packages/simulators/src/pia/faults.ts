import { type FieldFault, fieldFaults } from './field-faults.ts';

/** Faults of a whole connection, before any HTTP request. */
export const CONNECTION_FAULTS = [
  'refuse',
  'hang-before-tls',
  'wrong-ca',
  'wrong-name',
  'expired-certificate',
  'not-yet-valid-certificate',
  'wrong-purpose-certificate',
  'cn-only-certificate',
] as const;
export type ConnectionFault = (typeof CONNECTION_FAULTS)[number];

/** Faults that any HTTP endpoint can have. */
export const EXCHANGE_FAULTS = [
  'html-504',
  'server-error',
  'not-found',
  'redirect',
  'not-json',
  'empty-body',
  'no-content',
  'empty-reply',
  'reset',
  'reply-lost',
  'huge-body',
  'cut-off',
  'slow-drip',
  'slow',
] as const;
export type ExchangeFault = (typeof EXCHANGE_FAULTS)[number];

const TOKEN_ONLY = [
  'hang',
  'wrong-password',
  'wrong-password-text',
  'authentication-failed',
  'no-auth-data',
  'subscription-expired',
  'rate-limited',
  'rate-limited-200',
  'blocked-1020',
  'empty-token',
  'no-token',
] as const;
/** Faults of the account API (`target: 'token'`). */
export type TokenFault = ExchangeFault | (typeof TOKEN_ONLY)[number];
export const TOKEN_FAULTS: readonly TokenFault[] = [...EXCHANGE_FAULTS, ...TOKEN_ONLY];

const LIST_ONLY = ['hang', 'bad-signature', 'unsigned', 'truncated', 'signed-garbage'] as const;
/** Faults of the signed server list (`target: 'list'`). */
export type ListFault = ExchangeFault | (typeof LIST_ONLY)[number];
export const LIST_FAULTS: readonly ListFault[] = [...EXCHANGE_FAULTS, ...LIST_ONLY];

const GATEWAY_ONLY = ['hang-after-tls', 'unauthorized-client'] as const;
/** Faults of any request to the gateway (`target: 'gateway'` or `'ping'`). */
export type GatewayFault = ExchangeFault | (typeof GATEWAY_ONLY)[number];
export const GATEWAY_FAULTS: readonly GatewayFault[] = [...EXCHANGE_FAULTS, ...GATEWAY_ONLY];

const GET_SIGNATURE_ONLY = [
  'malformed-payload',
  'port-zero-payload',
  'created-at-payload',
  'login-failed',
  'login-failed-401',
  'login-failed-403',
  'token-expired',
] as const;
/** Faults of `/getSignature` only. */
export type GetSignatureFault = GatewayFault | (typeof GET_SIGNATURE_ONLY)[number];
export const GET_SIGNATURE_FAULTS: readonly GetSignatureFault[] = [
  ...GATEWAY_FAULTS,
  ...GET_SIGNATURE_ONLY,
];

const BIND_PORT_ONLY = ['bad-signature', 'busy', 'claim-expired'] as const;
/** Faults of `/bindPort` only. */
export type BindPortFault = GatewayFault | (typeof BIND_PORT_ONLY)[number];
export const BIND_PORT_FAULTS: readonly BindPortFault[] = [...GATEWAY_FAULTS, ...BIND_PORT_ONLY];

/** The fields of a successful answer to `/addKey`. */
export const ADD_KEY_FIELDS = [
  'status',
  'server_key',
  'server_port',
  'server_ip',
  'server_vip',
  'peer_ip',
  'peer_pubkey',
  'dns_servers',
] as const;
export const ADD_KEY_FIELD_FAULTS: readonly FieldFault<(typeof ADD_KEY_FIELDS)[number]>[] =
  fieldFaults(ADD_KEY_FIELDS);
const ADD_KEY_ONLY = [
  'hang-after-tls',
  'login-failed',
  'login-failed-401',
  'login-failed-403',
] as const;
/** Faults of `/addKey` (`target: 'addKey'`) that replace the whole answer. */
export type AddKeyFault = ExchangeFault | (typeof ADD_KEY_ONLY)[number];
export const ADD_KEY_FAULTS: readonly AddKeyFault[] = [...EXCHANGE_FAULTS, ...ADD_KEY_ONLY];

/** The fields of each dedicated IP in the answer of the account API. */
export const DEDICATED_IP_FIELDS = ['dip_token', 'status', 'ip', 'cn', 'dip_expire', 'id'] as const;
export const DEDICATED_IP_FIELD_FAULTS: readonly FieldFault<
  (typeof DEDICATED_IP_FIELDS)[number]
>[] = fieldFaults(DEDICATED_IP_FIELDS);
const DEDICATED_IP_ONLY = ['hang', 'access-denied'] as const;
/** Faults of the dedicated IPs (`target: 'dedicatedIp'`) that replace the whole answer. */
export type DedicatedIpFault = ExchangeFault | (typeof DEDICATED_IP_ONLY)[number];
export const DEDICATED_IP_FAULTS: readonly DedicatedIpFault[] = [
  ...EXCHANGE_FAULTS,
  ...DEDICATED_IP_ONLY,
];

/** Which faults each target can have. */
export interface PiaFaults {
  readonly token: TokenFault | 'refuse';
  readonly list: ListFault | 'refuse';
  readonly gateway: GatewayFault | ConnectionFault;
  readonly getSignature: GetSignatureFault;
  readonly bindPort: BindPortFault;
  readonly ping: GatewayFault;
  /** The TCP port of the meta servers, which clients connect to in order to measure the latency. */
  readonly meta: 'refuse';
  readonly addKey: AddKeyFault | (typeof ADD_KEY_FIELD_FAULTS)[number] | ConnectionFault;
  readonly dedicatedIp: DedicatedIpFault | (typeof DEDICATED_IP_FIELD_FAULTS)[number];
}
export type PiaFaultTarget = keyof PiaFaults;

const faultsByTarget: { readonly [T in PiaFaultTarget]: readonly PiaFaults[T][] } = {
  token: [...TOKEN_FAULTS, 'refuse'],
  list: [...LIST_FAULTS, 'refuse'],
  gateway: [...GATEWAY_FAULTS, ...CONNECTION_FAULTS],
  getSignature: GET_SIGNATURE_FAULTS,
  bindPort: BIND_PORT_FAULTS,
  ping: GATEWAY_FAULTS,
  meta: ['refuse'],
  addKey: [...ADD_KEY_FAULTS, ...ADD_KEY_FIELD_FAULTS, ...CONNECTION_FAULTS],
  dedicatedIp: [...DEDICATED_IP_FAULTS, ...DEDICATED_IP_FIELD_FAULTS],
};

/** The fault names of each target, as the control API lists them. */
export const PIA_FAULTS: Readonly<Record<PiaFaultTarget, readonly string[]>> = faultsByTarget;

/** Whether the text names a target of {@link PiaFaults}. */
export function isPiaFaultTarget(target: string): target is PiaFaultTarget {
  return Object.hasOwn(faultsByTarget, target);
}

/** Whether the text names a fault that this target can have. */
export function isPiaFault<T extends PiaFaultTarget>(
  target: T,
  fault: string,
): fault is PiaFaults[T] {
  return PIA_FAULTS[target].includes(fault);
}
