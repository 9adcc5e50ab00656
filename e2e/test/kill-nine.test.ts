import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningPiaSimulator, startPiaSimulator } from '@portkeep/simulators';
import { expect, test } from 'vitest';
import type { Child } from '../src/child.ts';
import { cleanUp } from '../src/clean-up.ts';
import { filesIn, startDaemon } from '../src/daemon.ts';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { waitUntil } from '../src/wait-until.ts';

/** Each with an account and a folder of its own; two at a time. */
const WORLDS = 10;
const KILLS = 5;
const LANES = 2;
/** Twice the time of a first start: about every second one is killed before its first bind. */
const EARLY = 2;
/** How much longer a life may be after the first bind: renewals come every second. */
const RENEWALS_MS = 1_500;
/** From a login's reply to its being on the disk. */
const LONGEST_LOSS_MS = 1_000;
const MOST_LOST_LOGINS = 10;
const IN_FLIGHT_MS = 30;

interface Tally {
  kills: number;
  beforeFirstBind: number;
  lostLogins: number;
  lostClaims: number;
  mostLeftovers: number;
}

class World {
  readonly #files = filesIn(temporaryFolder());
  readonly #tally: Tally;
  readonly #startMs: number;
  readonly #pia: RunningPiaSimulator;
  /** The first port that was ever bound. */
  #port: number | undefined;

  private constructor(pia: RunningPiaSimulator, tally: Tally, startMs: number) {
    this.#pia = pia;
    this.#tally = tally;
    this.#startMs = startMs;
  }

  /** @param startMs about how long it takes on this machine from the start to the first bind. */
  static async create(tally: Tally, startMs: number): Promise<World> {
    const pia = await startPiaSimulator();
    cleanUp(() => pia.close());
    return new World(pia, tally, startMs);
  }

  /** One life of the daemon, ended by kill -9 at a random moment. */
  async live(): Promise<void> {
    const { simulator } = this.#pia;
    const loginsBefore = simulator.logins.length;
    const claimsBefore = simulator.claims.length;
    const requestsBefore = simulator.requests.length;
    const stateBefore = this.#state();
    const daemon = this.#start();
    const longest = this.#port === undefined ? EARLY * this.#startMs : this.#startMs + RENEWALS_MS;
    await delay(Math.random() * longest);
    daemon.kill('SIGKILL');
    const killedAt = Date.now();
    await daemon.exited;
    // What it sent last may still be on its way to the simulator.
    await delay(IN_FLIGHT_MS);

    this.#tally.kills += 1;
    this.#checkFiles();
    const logins = simulator.logins.slice(loginsBefore);
    const asked = new Set(simulator.requests.slice(requestsBefore).map(({ endpoint }) => endpoint));
    const state = this.#state();
    if (this.#port !== undefined || stateBefore?.claim || stateBefore?.token) {
      expect(logins, `no login is needed: ${daemon.output}`).toEqual([]);
    }
    expect(logins.length).toBeLessThanOrEqual(1);
    for (const login of logins) {
      if (state?.token) continue;
      this.#tally.lostLogins += 1;
      expect(killedAt - login.at).toBeLessThan(LONGEST_LOSS_MS);
    }
    // The token is on the disk before it is used, and so is the claim.
    if (asked.has('getSignature')) expect(state).toHaveProperty('token');
    if (asked.has('bindPort')) expect(state).toHaveProperty('claim');
    if (simulator.claims.length > claimsBefore && !state?.claim) this.#tally.lostClaims += 1;
    if (this.#port === undefined) this.#tally.beforeFirstBind += 1;
    this.#port ??= simulator.bindingHistory[0]?.port;
    this.#checkPort();
  }

  /** A life that is left alone until it has bound; resolves to how long that took. */
  async outlive(): Promise<number> {
    const begun = performance.now();
    const { simulator } = this.#pia;
    const loginsBefore = simulator.logins.length;
    const binds = () => simulator.requests.filter(({ endpoint }) => endpoint === 'bindPort').length;
    const before = binds();
    const daemon = this.#start();
    await waitUntil('it has bound', () => binds() > before);
    const startMs = performance.now() - begun;
    await waitUntil('it has renewed', () => binds() >= before + 2);
    await waitUntil('the port file is there', () => existsSync(this.#files.PORT_FILE));
    if (this.#port !== undefined) expect(simulator.logins.length - loginsBefore).toBe(0);
    this.#port ??= simulator.bindingHistory[0]?.port;
    this.#checkPort();
    // One may stand there for a moment, while a file is written.
    await waitUntil('nothing is left behind', () => this.#leftovers().length === 0);
    daemon.kill('SIGTERM');
    expect(await daemon.exited).toEqual({ code: 0, signal: null });
    this.#checkFiles();
    return startMs;
  }

  #start(): Child {
    return startDaemon({
      environment: {
        ...this.#pia.environment,
        ...this.#files,
        PORT_FORWARD_REFRESH_INTERVAL: '1',
        HTTP_LISTEN: 'off',
      },
    });
  }

  #checkFiles(): void {
    const text = read(this.#files.PORT_FILE);
    if (text !== undefined) {
      expect(text).toMatch(/^\d+\n$/);
      expect(this.#pia.simulator.claims.map(({ port }) => `${port}\n`)).toContain(text);
    }
    const data = read(this.#files.PORT_DATA_FILE);
    if (data !== undefined) expect(JSON.parse(data)).toHaveProperty('port');
    this.#state();
    this.#tally.mostLeftovers = Math.max(this.#tally.mostLeftovers, this.#leftovers().length);
  }

  /** No other port was ever bound than the first one. */
  #checkPort(): void {
    const ports = new Set(this.#pia.simulator.bindingHistory.map(({ port }) => port));
    expect([...ports]).toEqual(this.#port === undefined ? [] : [this.#port]);
  }

  #state(): { readonly token?: unknown; readonly claim?: unknown } | undefined {
    const text = read(this.#files.STATE_FILE);
    return text === undefined ? undefined : JSON.parse(text);
  }

  #leftovers(): string[] {
    const folder = this.#files.STATE_FILE.replace(/\/[^/]*$/, '');
    return readdirSync(folder).filter((name) => !/^pia-(port|state)[-\w.]*$/.test(name));
  }
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

test(`kill -9 at ${WORLDS * KILLS} random moments loses no port and no login`, {
  timeout: 200_000,
}, async () => {
  const tally: Tally = {
    kills: 0,
    beforeFirstBind: 0,
    lostLogins: 0,
    lostClaims: 0,
    mostLeftovers: 0,
  };
  let created = 0;
  const startMs = await (await World.create(tally, 0)).outlive();
  const lane = async () => {
    while (created < WORLDS) {
      created += 1;
      const world = await World.create(tally, startMs);
      for (let kill = 0; kill < KILLS; kill += 1) await world.live();
      await world.outlive();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  console.info(`start ${Math.round(startMs)} ms: ${JSON.stringify(tally)}`);
  expect(tally.kills).toBe(WORLDS * KILLS);
  // They fall between a reply and its sync: a few milliseconds of each life.
  expect(tally.lostLogins).toBeLessThanOrEqual(MOST_LOST_LOGINS);
  // A killed write leaves one file; the next start takes it away before it writes its own.
  expect(tally.mostLeftovers).toBeLessThanOrEqual(4);
});
