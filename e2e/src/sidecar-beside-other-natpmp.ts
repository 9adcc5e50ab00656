import { join } from 'node:path';
import type { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { OtherNatPmp } from './other-natpmp/other-natpmp.ts';
import { startSidecar } from './sidecar.ts';
import { StatusPage } from './status-page.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

type Environment = Readonly<Record<string, string>>;

const INTERNAL_PORT = 6881;

/** The variables of a sidecar that renews after 1.8 to 2 s. */
export const BRISK = { DURATION: '6', REFRESH_INTERVAL: '2' };
/** On a busy machine one request arrives late, and the next one thereby early. */
export const LATE_MS = 2_500;
export const EARLY_MS = 500;

/** A place where a sidecar can be started any number of times, with an API of its own. */
export class SidecarBesideOtherNatPmp {
  static readonly internalPort: number = INTERNAL_PORT;
  readonly api: OtherNatPmp;
  readonly status: StatusPage;
  readonly folder: string = temporaryFolder();
  readonly portFile: string = join(this.folder, 'port');
  readonly dataFile: string = join(this.folder, 'port.json');
  readonly #environment: Environment;

  private constructor(api: OtherNatPmp, status: StatusPage) {
    this.api = api;
    this.status = status;
    this.#environment = {
      NATPMP_SERVICE: api.service,
      INTERNAL_PORT: String(INTERNAL_PORT),
      HTTP_LISTEN: status.listen,
      PORT_FILE: this.portFile,
      PORT_DATA_FILE: this.dataFile,
    };
  }

  static async create(): Promise<SidecarBesideOtherNatPmp> {
    const [api, port] = await Promise.all([OtherNatPmp.start(), freePort()]);
    return new SidecarBesideOtherNatPmp(api, new StatusPage(port));
  }

  /** Runs it. */
  start(environment: Environment = {}): Child {
    return this.command('run', environment);
  }

  command(command: string, environment: Environment = {}): Child {
    return startSidecar({ command, environment: { ...this.#environment, ...environment } });
  }

  async ready(): Promise<void> {
    await waitUntil('it is ready', async () => (await this.status.code('/readyz')) === 200);
  }

  /** The fields of `/status`. */
  async fields(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.status.get('/status')).body);
  }

  /** Resolves once the API has been asked for a protocol this many times. */
  async asked(protocol: 'tcp' | 'udp', times: number): Promise<void> {
    await waitUntil(
      `${protocol} was asked for ${times} times`,
      () => this.api.callsOf(protocol).length >= times,
      { timeoutMs: 60_000 },
    );
  }
}
