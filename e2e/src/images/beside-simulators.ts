import { chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type RunningNatPmpApiSimulator,
  type RunningPiaSimulator,
  type RunningQBittorrentSimulator,
  startNatPmpApiSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { cleanUp } from '../clean-up.ts';
import { freePort } from '../free-port.ts';
import { StatusPage } from '../status-page.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { waitUntil } from '../wait-until.ts';
import { Container } from './container.ts';
import type { ContainerOptions } from './container-config.ts';
import type { Image } from './image.ts';

type Environment = Readonly<Record<string, string>>;
/** What a test says of a container; the environment is added to that of the README. */
type More = Partial<ContainerOptions>;

/** A place where one image is started with the environment of its README, beside the simulators. */
export class BesideSimulators {
  readonly status: StatusPage;
  /** What the image keeps files in: `./config` of `docker run -v ./config:/config`. */
  readonly folder: string = join(temporaryFolder(), 'config');
  readonly #image: Image;
  readonly #environment: Environment;

  constructor(image: Image, port: number, environment: Environment) {
    this.#image = image;
    this.status = new StatusPage(port);
    // The port that a container has to itself is one of the machine's here.
    this.#environment = { ...environment, HTTP_LISTEN: this.status.listen };
    mkdirSync(this.folder, { mode: 0o755 });
  }

  /** Gives the folder of files to a user. */
  give(uid: number, gid = uid): this {
    chownSync(this.folder, uid, gid);
    return this;
  }

  start({ environment, volumes, ...more }: More = {}): Container {
    return new Container(this.#image, {
      environment: { ...this.#environment, ...environment },
      volumes: { '/config': this.folder, ...volumes },
      ...more,
    });
  }

  /** Resolves to the milliseconds until then. */
  async ready(): Promise<number> {
    const begun = performance.now();
    await waitUntil('it is ready', async () => (await this.status.code('/readyz')) === 200);
    return performance.now() - begun;
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }
}

/** The daemon's image beside a PIA and a qBittorrent. */
export class DaemonBesideSimulators extends BesideSimulators {
  readonly pia: RunningPiaSimulator;
  readonly qbittorrent: RunningQBittorrentSimulator;
  readonly #trust: string;

  private constructor(
    image: Image,
    port: number,
    parts: Pick<DaemonBesideSimulators, 'pia' | 'qbittorrent'> & { readonly trust: string },
  ) {
    const { pia, qbittorrent, trust } = parts;
    // PIA_USER and PIA_PASS, and what leads to the simulators.
    super(image, port, {
      ...pia.environment,
      QBITTORRENT_HOST: qbittorrent.baseUrl,
      QBITTORRENT_USER: 'admin',
      QBITTORRENT_PASS: 'adminpass',
    });
    this.pia = pia;
    this.qbittorrent = qbittorrent;
    this.#trust = trust;
  }

  static async create(image: Image): Promise<DaemonBesideSimulators> {
    const trust = temporaryFolder();
    const [pia, qbittorrent, port] = await Promise.all([
      startPiaSimulator({ folder: trust }),
      startQBittorrentSimulator({ dialect: '5.1', username: 'admin', password: 'adminpass' }),
      freePort(),
    ]);
    cleanUp(() => Promise.all([pia.close(), qbittorrent.close()]));
    return new DaemonBesideSimulators(image, port, { pia, qbittorrent, trust });
  }

  override start(more: More = {}): Container {
    return super.start({ ...more, volumes: { [this.#trust]: this.#trust, ...more.volumes } });
  }

  /** The port that is forwarded now. */
  get port(): number | undefined {
    return this.pia.simulator.bindings[0]?.port;
  }
}

/** The sidecar's image beside a NAT-PMP API. */
export class SidecarBesideSimulators extends BesideSimulators {
  readonly natpmp: RunningNatPmpApiSimulator;

  private constructor(image: Image, port: number, natpmp: RunningNatPmpApiSimulator) {
    super(image, port, { ...natpmp.environment, INTERNAL_PORT: '6881' });
    this.natpmp = natpmp;
  }

  static async create(image: Image): Promise<SidecarBesideSimulators> {
    const [natpmp, port] = await Promise.all([
      startNatPmpApiSimulator({ token: 'your-secret-token' }),
      freePort(),
    ]);
    cleanUp(() => natpmp.close());
    return new SidecarBesideSimulators(image, port, natpmp);
  }
}
