import { QBittorrentClient, type QBittorrentClientOptions } from '@portkeep/qbittorrent-client';
import { beforeAll } from 'vitest';
import { describeServers } from '../../src/describe-servers.ts';
import { freePort } from '../../src/free-port.ts';
import type { InstalledQBittorrent } from '../../src/installed-qbittorrents.ts';
import { RealQBittorrent } from '../../src/real-qbittorrent.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';

const ATTEMPTS = 3;

/** A qBittorrent of the test's own, and a client that is logged in. */
export class Live {
  readonly #server: InstalledQBittorrent;
  readonly #language: string;
  #real: RealQBittorrent | undefined;
  #client: QBittorrentClient | undefined;

  /** @param language Of its texts. */
  constructor(server: InstalledQBittorrent, language = 'en') {
    this.#server = server;
    this.#language = language;
  }

  /** Such as `5.1.0`. */
  get version(): string {
    return this.#server.version;
  }

  get real(): RealQBittorrent {
    if (this.#real === undefined) throw new Error('The server is not started yet');
    return this.#real;
  }

  get client(): QBittorrentClient {
    if (this.#client === undefined) throw new Error('The server is not started yet');
    return this.#client;
  }

  /** @param release Major and minor, such as `5.1`. */
  atLeast(release: string): boolean {
    const [major = 0, minor = 0] = this.version.split('.').map(Number);
    const [askedMajor = 0, askedMinor = 0] = release.split('.').map(Number);
    return major > askedMajor || (major === askedMajor && minor >= askedMinor);
  }

  /** Another client; it knows the password by default. */
  another(options: Partial<QBittorrentClientOptions> = {}): QBittorrentClient {
    return new QBittorrentClient({ baseUrl: this.real.baseUrl, auth: CREDENTIALS, ...options });
  }

  /** Makes qBittorrent update the states of torrents and of the listener every 50 ms, not every 1.5 s. */
  async hurry(): Promise<void> {
    const { app, transfer } = this.client;
    await app.setPreferences({ refresh_interval: 50 });
    // The next update still comes at its old time. Before the first one, 5 reports `disconnected`.
    await waitUntil('qBittorrent has updated its status', async () => {
      return (await transfer.info()).connection_status !== 'disconnected';
    });
  }

  async start(): Promise<void> {
    const { command } = this.#server;
    const language = this.#language;
    this.#real ??= new RealQBittorrent({ port: await freePort(), command, language });
    this.#client ??= this.another();
    const { session } = this.#client;
    for (let attempt = 1; ; attempt += 1) {
      this.#real.start();
      try {
        await waitUntil('qBittorrent answers', () => session.isUp(), { timeoutMs: 30_000 });
        return;
      } catch (error) {
        // 5.3.0 sometimes does not answer after a start: twice in some hundred starts.
        console.warn(`qBittorrent ${this.version} does not answer:`, error, this.#real.output);
        if (attempt === ATTEMPTS) throw error;
        await this.#real.stop('SIGKILL');
      }
    }
  }
}

/** Describes the same tests for each version, each with a server of its own. */
export function describeLive(name: string, tests: (live: Live) => void, language?: string): void {
  describeServers(name, (server) => {
    const live = new Live(server, language);
    beforeAll(() => live.start());
    tests(live);
  });
}
