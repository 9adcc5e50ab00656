import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { WebUi } from './web-ui.ts';

/** How a {@link RealQBittorrent} is set up. */
export interface RealQBittorrentOptions {
  /** Port of the Web UI. */
  readonly port: number;
  /** Address of the Web UI. @default {'127.0.0.1'} */
  readonly address?: string;
  /** The only device it uses for peers. @default {'lo'} */
  readonly device?: string;
  /** What starts it, such as `ip netns exec name`; it must not fork. */
  readonly wrapper?: readonly string[];
}

/** Debian's qbittorrent-nox with a profile of its own. Nothing of it leaves its device. */
export class RealQBittorrent {
  readonly ui: WebUi;
  readonly #profile = temporaryFolder();
  readonly #wrapper: readonly string[];
  readonly #port: number;
  readonly #configuration: string;
  #child: Child | undefined;

  constructor(options: RealQBittorrentOptions) {
    const { port, address = '127.0.0.1', device = 'lo', wrapper = [] } = options;
    this.#port = port;
    this.#wrapper = wrapper;
    this.ui = new WebUi(`http://${address}:${port}`);
    this.#configuration = configuration(port, address, device);
  }

  get baseUrl(): string {
    return this.ui.baseUrl;
  }

  get pid(): number {
    return this.#child?.pid ?? -1;
  }

  /** Starts it with the settings of the first start, as a container that was made anew. */
  start(): void {
    const folder = join(this.#profile, 'qBittorrent', 'config');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'qBittorrent.conf'), this.#configuration);
    const words = ['qbittorrent-nox', `--profile=${this.#profile}`, `--webui-port=${this.#port}`];
    this.#child = startChild([...this.#wrapper, ...words], {
      env: { PATH: process.env.PATH, HOME: this.#profile },
    });
  }

  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#child?.exited;
  }
}

/** Random port and UPnP on; a login is needed from loopback too; nobody is told of anything. */
function configuration(port: number, address: string, device: string): string {
  return `[LegalNotice]
Accepted=true

[BitTorrent]
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Port=0
Session\\Interface=${device}
Session\\InterfaceName=${device}

[Network]
PortForwardingEnabled=true

[Preferences]
WebUI\\Address=${address}
WebUI\\Port=${port}
WebUI\\LocalHostAuth=true
WebUI\\UseUPnP=false
`;
}
