import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { CREDENTIALS, WebUi } from './web-ui.ts';
import { storedPassword } from './web-ui-password.ts';

/** How a {@link RealQBittorrent} is set up. */
export interface RealQBittorrentOptions {
  /** Port of the Web UI. */
  readonly port: number;
  /** Address of the Web UI. @default {'127.0.0.1'} */
  readonly address?: string;
  /** The only device it uses for peers. @default {'lo'} */
  readonly device?: string;
  /** The port for peers; 0 is a random one. @default {0} */
  readonly listenPort?: number;
  /** The language of its texts. @default {'en'} */
  readonly language?: string;
  /** What starts it, such as `ip netns exec name`; it must not fork. */
  readonly wrapper?: readonly string[];
  /** The program, such as that of another Debian suite. @default {['qbittorrent-nox']} */
  readonly command?: readonly string[];
}

/** Debian's qbittorrent-nox with a profile of its own. None of its traffic leaves its device. */
export class RealQBittorrent {
  readonly ui: WebUi;
  readonly #profile = temporaryFolder();
  readonly #words: readonly string[];
  readonly #configuration: string;
  #child: Child | undefined;

  constructor(options: RealQBittorrentOptions) {
    const { port, address = '127.0.0.1', device = 'lo', wrapper = [] } = options;
    const { command = ['qbittorrent-nox'], language = 'en', listenPort = 0 } = options;
    this.#words = [...wrapper, ...command, `--profile=${this.#profile}`, `--webui-port=${port}`];
    this.ui = new WebUi(`http://${address}:${port}`);
    this.#configuration = configuration({ port, address, device, listenPort, language });
  }

  get baseUrl(): string {
    return this.ui.baseUrl;
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** Starts it with the settings of the first start, like a container that was recreated. */
  start(): void {
    const folder = join(this.#profile, 'qBittorrent', 'config');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'qBittorrent.conf'), this.#configuration);
    this.#child = startChild(this.#words, {
      env: { PATH: process.env.PATH, HOME: this.#profile },
    });
  }

  /** What it has written since its last start. */
  get output(): string {
    return this.#child?.output ?? '';
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#child?.kill(signal);
    await this.#child?.exited;
  }
}

/**
 * UPnP on; a login is needed from loopback too; no notifications are sent, and no
 * list of countries is fetched. Without a password, 5 makes one up at each start.
 */
function configuration({
  port,
  address,
  device,
  listenPort,
  language,
}: Required<Omit<RealQBittorrentOptions, 'wrapper' | 'command'>>): string {
  return `[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Port=${listenPort}
Session\\Interface=${device}
Session\\InterfaceName=${device}

[Network]
PortForwardingEnabled=true

[Preferences]
Connection\\ResolvePeerCountries=false
General\\Locale=${language}
WebUI\\Address=${address}
WebUI\\Port=${port}
WebUI\\LocalHostAuth=true
WebUI\\UseUPnP=false
WebUI\\Username=${CREDENTIALS.username}
WebUI\\Password_PBKDF2="${storedPassword(CREDENTIALS.password)}"
`;
}
