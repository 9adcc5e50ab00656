import {
  type RunningNatPmpApiSimulator,
  type RunningPiaSimulator,
  type RunningQBittorrentSimulator,
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { type FileServer, startFileServer } from './file-server.ts';
import type { Authorities } from './hostile/authorities.ts';
import { HostileServers } from './hostile/hostile-servers.ts';
import type { Orders } from './order.ts';

type Handlers = {
  readonly [Name in keyof Orders]: (
    ask: Orders[Name]['ask'],
  ) => Orders[Name]['answer'] | Promise<Orders[Name]['answer']>;
};

/** Holds the simulators of the case that runs now and carries out its orders. */
export class SimulatorsOfCase {
  #pia: RunningPiaSimulator | undefined;
  #natpmp: RunningNatPmpApiSimulator | undefined;
  #qbittorrent: RunningQBittorrentSimulator | undefined;
  #files: FileServer | undefined;
  readonly #hostile: HostileServers;

  constructor(authorities: Authorities) {
    this.#hostile = new HostileServers(authorities);
  }

  readonly handlers: Handlers = {
    'start-pia': async () => {
      const pia = await startPiaSimulator();
      this.#pia = pia;
      return {
        tokenUrl: pia.tokenUrl,
        serverListUrls: pia.serverListUrls,
        listKeyPem: pia.serverListPublicKeyPem,
        gatewayAddress: pia.gatewayAddress,
        gatewayPort: pia.gatewayPort,
        hostname: pia.hostname,
        caPem: pia.caPem,
      };
    },
    'fail-pia': async ({ target, fault, retryAfterSeconds }) => {
      const { simulator, settled } = started(this.#pia);
      simulator.setFault(target, fault, { retryAfterSeconds });
      await settled();
      return null;
    },
    'look-at-pia': () => {
      const { simulator } = started(this.#pia);
      return {
        logins: simulator.logins.length,
        tokens: simulator.tokens.map(({ token }) => token),
        requests: simulator.requests,
        handshakes: simulator.handshakes,
        forwardedPorts: simulator.bindings.map(({ port }) => port),
      };
    },
    'start-natpmp': async (options) => {
      this.#natpmp = await startNatPmpApiSimulator(options);
      return { service: this.#natpmp.service };
    },
    'fail-natpmp': async ({ target, fault, retryAfterSeconds }) => {
      const { simulator, settled } = started(this.#natpmp);
      simulator.setFault(target, fault, { retryAfterSeconds });
      await settled();
      return null;
    },
    'look-at-natpmp': () => {
      const { requests, mappings } = started(this.#natpmp).simulator;
      return { requests, mappings };
    },
    'start-qbittorrent': async ({ dialect, apiKey }) => {
      this.#qbittorrent = await startQBittorrentSimulator({ dialect, apiKey, torrents: 3 });
      return { baseUrl: this.#qbittorrent.baseUrl };
    },
    'fail-qbittorrent': async (fault) => {
      const { simulator, settled } = started(this.#qbittorrent);
      simulator.setFault(fault);
      await settled();
      return null;
    },
    'restart-qbittorrent': async () => {
      const { simulator, settled } = started(this.#qbittorrent);
      simulator.restart();
      await settled();
      return null;
    },
    'change-network-of-qbittorrent': () => {
      started(this.#qbittorrent).simulator.networkChanged();
      return null;
    },
    'look-at-qbittorrent': () => {
      const { simulator } = started(this.#qbittorrent);
      const { logins, requests, listeningPort, rebinds, sessions } = simulator;
      return { logins, requests, listeningPort: listeningPort ?? null, rebinds, sessions };
    },
    'start-file-server': async ({ size }) => {
      this.#files = await startFileServer(size);
      return { baseUrl: this.#files.baseUrl };
    },
    'look-at-file-server': () => started(this.#files).received(),
    'start-hostile': (wish) => this.#hostile.start(wish),
    'await-hostile': async ({ url }) => {
      await this.#hostile.sawSomething(url);
      return null;
    },
    'look-at-hostile': ({ url, whenClosed }) => this.#hostile.look(url, whenClosed),
    reset: async () => {
      const all = [this.#pia, this.#natpmp, this.#qbittorrent, this.#files, this.#hostile];
      await Promise.all(all.map((one) => one?.close()));
      this.#pia = undefined;
      this.#natpmp = undefined;
      this.#qbittorrent = undefined;
      this.#files = undefined;
      return null;
    },
  };
}

function started<T>(simulator: T | undefined): T {
  if (simulator === undefined) throw new Error('The case has not started this simulator');
  return simulator;
}
