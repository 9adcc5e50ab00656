import type {
  LoginRecord,
  MappingRecord,
  NatPmpFaults,
  NatPmpFaultTarget,
  NatPmpRequestRecord,
  PiaFaults,
  PiaFaultTarget,
  PiaHandshakeRecord,
  PiaRequestRecord,
  QBittorrentDialect,
  QBittorrentFault,
  RequestRecord,
} from '@portkeep/simulators';
import type { TrustedBy } from './hostile/authorities.ts';
import type { ServerName } from './hostile/hostile-servers.ts';

/** What a case may ask of the process that holds the simulators, and what it gets back. */
export interface Orders {
  'start-pia': { readonly ask: null; readonly answer: PiaAddresses };
  'fail-pia': { readonly ask: PiaFailure; readonly answer: null };
  'look-at-pia': { readonly ask: null; readonly answer: PiaSighting };
  'start-natpmp': {
    readonly ask: {
      readonly token?: string | undefined;
      readonly externalAddress?: string | undefined;
    };
    readonly answer: { readonly service: string };
  };
  'fail-natpmp': { readonly ask: NatPmpFailure; readonly answer: null };
  'look-at-natpmp': { readonly ask: null; readonly answer: NatPmpSighting };
  'start-qbittorrent': {
    readonly ask: { readonly dialect: QBittorrentDialect; readonly apiKey?: string | undefined };
    readonly answer: { readonly baseUrl: string };
  };
  'fail-qbittorrent': { readonly ask: QBittorrentFault; readonly answer: null };
  'restart-qbittorrent': { readonly ask: null; readonly answer: null };
  'change-network-of-qbittorrent': { readonly ask: null; readonly answer: null };
  'look-at-qbittorrent': { readonly ask: null; readonly answer: QBittorrentSighting };
  'start-file-server': {
    readonly ask: { readonly size: number };
    readonly answer: { readonly baseUrl: string };
  };
  'look-at-file-server': {
    readonly ask: null;
    readonly answer: { readonly received: string; readonly contentLength: string | null };
  };
  'start-hostile': { readonly ask: HostileWish; readonly answer: HostileAddress };
  /** Waits until the server has got the first bytes of a connection. */
  'await-hostile': { readonly ask: { readonly url: string }; readonly answer: null };
  'look-at-hostile': {
    /** May wait for a moment until all connections are closed. */
    readonly ask: { readonly url: string; readonly whenClosed: boolean };
    readonly answer: HostileSighting;
  };
  /** Closes whatever the last case started. */
  reset: { readonly ask: null; readonly answer: null };
}

/** Where the simulated PIA is, and what its servers can be known by. */
export interface PiaAddresses {
  readonly tokenUrl: string;
  readonly serverListUrls: readonly string[];
  readonly listKeyPem: string;
  readonly gatewayAddress: string;
  readonly gatewayPort: number;
  readonly hostname: string;
  readonly caPem: string;
}

/** A fault and where it is. */
export interface PiaFailure {
  readonly target: PiaFaultTarget;
  readonly fault: PiaFaults[PiaFaultTarget];
  readonly retryAfterSeconds?: number | undefined;
}

/** What the simulated PIA saw. */
export interface PiaSighting {
  readonly logins: number;
  /** Tokens as they were handed out, oldest first. */
  readonly tokens: readonly string[];
  readonly requests: readonly PiaRequestRecord[];
  readonly handshakes: readonly PiaHandshakeRecord[];
  /** Ports that are forwarded now. */
  readonly forwardedPorts: readonly number[];
}

/** A fault and where it is. */
export interface NatPmpFailure {
  readonly target: NatPmpFaultTarget;
  readonly fault: NatPmpFaults[NatPmpFaultTarget];
  readonly retryAfterSeconds?: number | undefined;
}

/** What the simulated NAT-PMP API saw, and what came of it. */
export interface NatPmpSighting {
  readonly requests: readonly NatPmpRequestRecord[];
  /** The mappings that stand now. */
  readonly mappings: readonly MappingRecord[];
}

/** What the simulated qBittorrent saw, and what came of it. */
export interface QBittorrentSighting {
  readonly logins: readonly LoginRecord[];
  readonly requests: readonly RequestRecord[];
  /** Null when no peer gets through. */
  readonly listeningPort: number | null;
  readonly rebinds: number;
  /** How many sessions it has. */
  readonly sessions: number;
}

/** Which server that breaks rules is wanted, and who signs its certificate where it has one. */
export interface HostileWish {
  readonly name: ServerName;
  readonly trustedBy: TrustedBy;
}

/** Where such a server is. */
export interface HostileAddress {
  readonly url: string;
  /** The authority that signs for those who trust `own`. */
  readonly ca: string;
}

/** What such a server saw. */
export interface HostileSighting {
  readonly connections: number;
  /** The first line of each request. */
  readonly requests: readonly string[];
  /** All that came, for each connection, one character for each byte. */
  readonly received: readonly string[];
  /** Connections that are open. */
  readonly open: number;
}
