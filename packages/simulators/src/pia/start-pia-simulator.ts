import { GatewayCertificates } from './gateway-certificates.ts';
import { openPiaListeners } from './pia-listeners.ts';
import { PiaSimulator } from './pia-simulator.ts';
import { DEFAULT_ACCOUNTS, type PiaSimulatorOptions } from './pia-simulator-options.ts';
import { defaultServers } from './simulated-server.ts';
import { writeTrustFiles } from './trust-files.ts';

/** Options of {@linkcode startPiaSimulator}. */
export interface StartPiaSimulatorOptions extends PiaSimulatorOptions {
  /** Where the files of the CA and of the list key go; default a new one that `close()` removes. */
  readonly folder?: string | undefined;
  /** Address of the account API and of the server list. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Address of the server list, when it is another one: the real one has a host of its own. */
  readonly listHost?: string | undefined;
  /**
   * Speak TLS there too, with a certificate of the simulated CA for the address and for PIA's own
   * host names. Default false.
   */
  readonly tls?: boolean | undefined;
  /** Default 0: any free one. */
  readonly accountPort?: number | undefined;
  /** Default 0: any free one. */
  readonly listPort?: number | undefined;
  /** Address of every gateway when `servers` is left out. Default `127.0.0.1`. */
  readonly gatewayAddress?: string | undefined;
  /** Port of every gateway. Default 0: any free one. */
  readonly gatewayPort?: number | undefined;
  /**
   * TCP port of addKey at the public address of every server with `wireguard`, as the server list
   * names it. Default 0: any free one.
   */
  readonly addKeyPort?: number | undefined;
  /**
   * TCP port of the meta servers at the same addresses, which accept connections so that a client
   * can measure the latency. Default 0: any free one, as the server list names it.
   */
  readonly metaPort?: number | undefined;
}

/** A simulator behind real sockets. */
export interface RunningPiaSimulator {
  readonly tokenUrl: string;
  readonly dedicatedIpUrl: string;
  /** Version 7, then version 6. */
  readonly serverListUrls: readonly string[];
  /** The gateway of the connected server. */
  readonly gatewayAddress: string;
  readonly gatewayPort: number;
  /** The TCP port of addKey, as the server list names it. */
  readonly addKeyPort: number;
  /** The cn of the connected server. */
  readonly hostname: string;
  /** The CA of the gateways' certificates, as PEM. */
  readonly caPem: string;
  readonly serverListPublicKeyPem: string;
  /** The environment variables with which Portkeep's daemon runs against this simulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Faults, oracle tables and everything else. */
  readonly simulator: PiaSimulator;
  /** Resolves when the sockets are as open or as closed as the last fault or reconnect wants. */
  settled(): Promise<void>;
  /** Ends at once, whatever connections are open. */
  close(): Promise<void>;
}

/**
 * Starts a simulated PIA: account API and server list over HTTP, the gateways over TLS.
 *
 * @throws {Error} such as `EADDRINUSE`, when a given port or address is not available
 * @example
 * ```ts
 * import { startPiaSimulator } from '@portkeep/simulators';
 *
 * const pia = await startPiaSimulator();
 * pia.simulator.setFault('gateway', 'expired-certificate', { times: 3 });
 * // ... run a client with pia.environment, then look at pia.simulator.bindings
 * await pia.close();
 * ```
 */
export async function startPiaSimulator(
  options: StartPiaSimulatorOptions = {},
): Promise<RunningPiaSimulator> {
  const { host = '127.0.0.1', gatewayAddress = '127.0.0.1', tls = false } = options;
  const servers = options.servers ?? defaultServers(gatewayAddress);
  const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
  const simulator = new PiaSimulator({ ...options, accounts, servers });
  const certificates = new GatewayCertificates();
  const caPem = certificates.authorityPem;
  const { serverListPublicKeyPem } = simulator;
  const files = await writeTrustFiles(options.folder, caPem, serverListPublicKeyPem);
  const { listHost = host } = options;
  const listeners = await openPiaListeners(simulator, certificates, {
    host,
    listHost,
    tls,
    accountPort: options.accountPort ?? 0,
    listPort: options.listPort ?? 0,
    gatewayPort: options.gatewayPort ?? 0,
    addKeyPort: options.addKeyPort ?? 0,
    metaPort: options.metaPort ?? 0,
  }).catch(async (error: unknown) => {
    await files.remove();
    throw error;
  });
  const { accountPort, listPort, gatewayPort, settled } = listeners;
  const scheme = tls ? 'https' : 'http';
  const tokenUrl = `${scheme}://${host}:${accountPort}/api/client/v2/token`;
  const serverListUrls = ['v7', 'v6'].map(
    (version) => `${scheme}://${listHost}:${listPort}/vpninfo/servers/${version}`,
  );
  const [[username, password] = ['', '']] = Object.entries(accounts);
  return {
    tokenUrl,
    dedicatedIpUrl: new URL('dedicated_ip', tokenUrl).href,
    serverListUrls,
    get gatewayAddress() {
      return simulator.connectedServer.gatewayAddress;
    },
    gatewayPort,
    addKeyPort: simulator.listedPorts.wg,
    get hostname() {
      return simulator.connectedServer.cn;
    },
    caPem,
    serverListPublicKeyPem,
    environment: {
      PIA_USER: username,
      PIA_PASS: password,
      PIA_TOKEN_URL: tokenUrl,
      PIA_SERVER_LIST_URLS: serverListUrls.join(','),
      PIA_SERVER_LIST_KEY_FILE: files.serverListKeyFile,
      PIA_CA_FILE: files.caFile,
      PIA_GATEWAY: simulator.connectedServer.gatewayAddress,
      PIA_GATEWAY_PORT: String(gatewayPort),
      ...(tls ? { NODE_EXTRA_CA_CERTS: files.caFile } : {}),
    },
    simulator,
    settled,
    async close() {
      await listeners.close();
      await files.remove();
    },
  };
}
