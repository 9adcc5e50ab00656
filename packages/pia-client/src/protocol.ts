export {
  type FailureKind,
  type HttpReply,
  type HttpRequest,
  isTransportFailure,
  type RequestOptions,
  type SecretValue,
  type TlsReason,
  type TransferProgress,
  type Transport,
  TransportFailure,
  type TransportFailureDetails,
  type TransportOptions,
} from '@portkeep/http';
export type {
  ActiveDedicatedIp,
  DedicatedIp,
  UnusableDedicatedIp,
} from './account/dedicated-ip.ts';
export {
  type DecodeGetDedicatedIpsOptions,
  type DedicatedIpTokens,
  decodeGetDedicatedIps,
  encodeGetDedicatedIps,
  type GetDedicatedIpsInput,
  PIA_DEDICATED_IP_URL,
} from './account/get-dedicated-ips.ts';
export {
  decodeGetToken,
  encodeGetToken,
  type GetTokenInput,
  type GetTokenTimes,
  PIA_TOKEN_URL,
  type PiaToken,
} from './account/get-token.ts';
export { PIA_CA } from './ca.ts';
export {
  type BindableClaim,
  type BindPortInput,
  type BindPortReply,
  type DecodeBindPortOptions,
  decodeBindPort,
  encodeBindPort,
} from './gateway/bind-port.ts';
export { type GatewayAddress, PIA_GATEWAY_PORT } from './gateway/gateway-address.ts';
export {
  decodeGetSignature,
  encodeGetSignature,
  type GetSignatureInput,
} from './gateway/get-signature.ts';
export { PiaGatewayClient, type PiaGatewayClientOptions } from './gateway/pia-gateway-client.ts';
export { decodeClaim, type PortClaim } from './gateway/port-claim.ts';
export {
  type AnyPiaError,
  isPiaError,
  PiaError,
  type PiaErrorCode,
  type PiaErrorDetails,
} from './pia-error.ts';
export {
  type AddKeyInput,
  type DecodeAddKeyOptions,
  decodeAddKey,
  encodeAddKey,
} from './server/add-key.ts';
export {
  createWireGuardKeyPair,
  type WireGuardKeyPair,
} from './server/create-wireguard-key-pair.ts';
export { PiaServerClient, type PiaServerClientOptions } from './server/pia-server-client.ts';
export {
  renderWireGuardConfig,
  type WireGuardConfigOptions,
} from './server/render-wireguard-config.ts';
export { PIA_SERVER_PORT, type ServerAddress } from './server/server-address.ts';
export type { DedicatedIpLogin, ServerLogin } from './server/server-login.ts';
export type { WireGuardPeer } from './server/wireguard-peer.ts';
export { type FoundServer, findServer } from './server-list/find-server.ts';
export {
  type DecodeGetServerListOptions,
  decodeGetServerList,
  encodeGetServerList,
  PIA_SERVER_LIST_URLS,
} from './server-list/get-server-list.ts';
export { PIA_SERVER_LIST_KEY } from './server-list/list-key.ts';
export { portForwardRegions } from './server-list/port-forward-regions.ts';
export {
  type LatencyProbe,
  type RankedRegion,
  type RankRegionsOptions,
  rankRegions,
} from './server-list/rank-regions.ts';
export type { DroppedEntry, Region, Server, ServerList } from './server-list/region.ts';
