import { chownSync, readFileSync } from 'node:fs';
import type { DeployedApp } from '../deploy/deployed-app.ts';
import { type Stage, setStage } from '../deploy/stage.ts';
import { waitUntil } from '../wait-until.ts';
import { Container } from './container.ts';
import type { ContainerOptions } from './container-config.ts';
import type { Image } from './image.ts';

/** An image and a deployment of it, whose folders belong to root unless they are given away. */
export class StagedImage {
  readonly stage: Stage;
  readonly #image: Image;
  readonly #deployed: DeployedApp;

  private constructor(image: Image, deployed: DeployedApp, stage: Stage) {
    this.#image = image;
    this.#deployed = deployed;
    this.stage = stage;
  }

  static async create(image: Image, deployed: DeployedApp): Promise<StagedImage> {
    return new StagedImage(image, deployed, await setStage(deployed));
  }

  /** Where the container's `/config` is here. */
  get folder(): string {
    return this.stage.here('/config');
  }

  /** Gives its writable folders to a user. */
  give(uid: number, gid: number = uid): this {
    for (const { path, readOnly } of this.#deployed.mounts) {
      if (!readOnly) chownSync(this.stage.here(path), uid, gid);
    }
    return this;
  }

  /** Starts it as its deployment says, with the additions of a test. */
  start({ environment, ...more }: Partial<ContainerOptions> = {}): Container {
    const { environment: staged, trustFolder, here } = this.stage;
    const { mounts, limits, user, capabilities } = this.#deployed;
    const volumes = mounts.map(({ path, readOnly }) => [
      path,
      `${here(path)}${readOnly ? ':ro' : ''}`,
    ]);
    return new Container(this.#image, {
      environment: { ...staged, ...environment },
      volumes: { [trustFolder]: `${trustFolder}:ro`, ...Object.fromEntries(volumes) },
      user,
      capabilities,
      ...limits,
      ...more,
    });
  }

  /** Resolves to the milliseconds until then. */
  async ready(path = '/readyz'): Promise<number> {
    const begun = performance.now();
    await waitUntil('it is ready', async () => (await this.stage.status.code(path)) === 200);
    return performance.now() - begun;
  }

  /** A file in `/config`. */
  read(name: string): string {
    return readFileSync(this.stage.here(`/config/${name}`), 'utf8');
  }

  /** The port that is forwarded now. */
  get port(): number | undefined {
    const { pia, natpmp } = this.stage;
    return pia?.simulator.bindings[0]?.port ?? natpmp?.simulator.mappings[0]?.externalPort;
  }
}
