import { inspect } from 'node:util';
import type { HttpReply } from '@portkeep/pia-client/core';
import type { KeptPort } from '@portkeep/port-lease';
import { PiaSimulator, type PiaSimulatorOptions } from '@portkeep/simulators';
import { SimulatedDaemon } from '../simulated-daemon.ts';
import { watchAttempts } from './attempt-watch.ts';
import { holdSignatureChecks } from './hold-signature-checks.ts';
import { type Effect, Life } from './life.ts';
import { Logbook } from './logbook.ts';
import { LoginWatch } from './login-watch.ts';
import { PasswordFile } from './password-file.ts';
import { type Evidence, isWell, liesOf } from './promises.ts';
import { secretsIn } from './secrets-in.ts';
import { SimulatedMachine } from './simulated-machine.ts';

const USER = 'p1234567';
const PASSWORD = 'correct horse & staple';

export interface SimulationOptions extends Pick<PiaSimulatorOptions, 'seed' | 'servers'> {
  readonly latencyMs?: (() => number) | undefined;
  /** Variables besides those of the account. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/**
 * A daemon on a machine behind a VPN, PIA at the other end, and a watch that checks that the daemon
 * keeps its promises. Nothing happens unless a test makes it happen.
 */
export class Simulation {
  readonly machine = new SimulatedMachine();
  readonly pia: PiaSimulator;
  readonly passwordFile = new PasswordFile(PASSWORD);
  readonly logins: LoginWatch;
  readonly logbook = new Logbook(() => this.machine.elapsed());
  /** Binds that the daemon knows about, with the time at which the gateway saw them. */
  readonly binds: { readonly at: number; readonly port: number }[] = [];
  /** The time of each change of the port. */
  readonly ports: number[] = [];
  readonly events: { readonly at: number; readonly type: string }[] = [];
  onEffect: (effect: Effect) => void = () => {};
  onTunnelChange: () => void = () => {};
  onPasswordWritten: () => void = () => {};
  /** The password that PIA accepts. */
  password = PASSWORD;
  /** Between two binds the machine may either sleep or have its clock set, not both. */
  sleptSinceBind = false;
  clockSetSinceBind = false;
  readonly #latencyMs: () => number;
  readonly #environment: Readonly<Record<string, string>>;
  #life: Life | undefined;
  #daemon: SimulatedDaemon | undefined;
  #announced: KeptPort | undefined;

  constructor({ seed, servers, latencyMs = () => 20, environment }: SimulationOptions = {}) {
    const { trueTime, clock, tunnel } = this.machine;
    this.pia = new PiaSimulator({ seed, servers, now: trueTime, accounts: { [USER]: PASSWORD } });
    this.logins = new LoginWatch(trueTime, (problem) => this.logbook.problem(problem));
    this.#latencyMs = latencyMs;
    this.#environment = { PIA_USER: USER, PIA_PASS_FILE: this.passwordFile.path, ...environment };
    holdSignatureChecks(clock);
    tunnel.connect(this.pia.connectedServer);
  }

  /** The running process; `undefined` after a kill. */
  get daemon(): SimulatedDaemon | undefined {
    return this.#life?.over === false ? this.#daemon : undefined;
  }

  /** The port that the daemon announced last, while its process lives. */
  get port(): number | undefined {
    return this.daemon && this.#announced?.port;
  }

  get ready(): boolean {
    return this.daemon?.status.ready(true).ok ?? false;
  }

  /** Whether the port is forwarded, every sink has it, and nothing fails. */
  get recovered(): boolean {
    const evidence = this.#evidence();
    return evidence !== undefined && isWell(evidence);
  }

  start(): void {
    const life = new Life((effect) => {
      this.onEffect(effect);
      if (life.over) return;
      this.#noteEffect(effect);
      this.look();
    });
    this.#life = life;
    this.#daemon = undefined;
    this.#announced = undefined;
    this.logbook.note('--- start');
    const daemon = new SimulatedDaemon({
      machine: this.machine,
      pia: this.pia,
      life,
      environment: this.#environment,
      latencyMs: this.#latencyMs,
      onLogLine: (line) => this.logbook.logged(line),
      onLease: (event) => {
        if (life.over) return;
        this.events.push({ at: this.machine.trueTime(), type: event.type });
        if (event.type === 'failed') this.logbook.met(event.error);
        else if (event.type !== 'lost') this.#announce(event.lease.value);
        this.look();
      },
      onSink: (event) => this.logbook.met(event.error),
      onOutcome: (path, outcome) => this.#noteOutcome(path, outcome),
      onTick: () => life.over || this.look(),
      watch: (source) =>
        watchAttempts(source, {
          claims: () => this.pia.claims.length,
          hasClaim: () => this.machine.hasClaim,
          onProblem: (problem) => life.over || this.logbook.problem(problem),
        }),
    });
    daemon.ended.catch((error) => this.logbook.problem(`the daemon ended: ${inspect(error)}`));
    this.#daemon = daemon;
  }

  kill(): void {
    if (this.#life === undefined || this.#life.over) return;
    this.#life.end();
    this.logins.killed();
    this.logbook.note('--- kill -9');
  }

  /** Connects the VPN to this server, or reconnects it to the same one. */
  connect(cn: string = this.pia.connectedServer.cn): void {
    this.look();
    this.pia.reconnect(cn);
    this.machine.tunnel.connect(this.pia.connectedServer);
    this.logbook.note(`--- VPN connected to ${cn}: ${this.machine.tunnel.identity}`);
    this.onTunnelChange();
  }

  disconnect(): void {
    this.look();
    this.pia.reconnect();
    this.machine.tunnel.disconnect();
    this.logbook.note('--- VPN gone');
    this.onTunnelChange();
  }

  /** Changes the password of the account at PIA. */
  changePassword(password: string): void {
    this.password = password;
    this.pia.setPassword(USER, password);
    this.logbook.note('--- another password at PIA');
  }

  /** Writes another password into the daemon's file. */
  writePassword(password: string): void {
    this.passwordFile.write(password);
    this.logins.excuse();
    this.logbook.note('--- another password in the file');
    this.onPasswordWritten();
  }

  hangUp(): void {
    this.logins.excuse();
    this.logbook.note('--- SIGHUP');
    this.daemon?.hangUp();
  }

  sleep(ms: number): void {
    this.look();
    this.machine.suspend(ms);
    this.sleptSinceBind = true;
    this.logbook.note(`--- slept for ${Math.round(ms / 1000)} s`);
    this.look();
  }

  /** Sets the clock of the machine. */
  clockSet(): void {
    this.clockSetSinceBind = true;
    this.logins.excuse();
    this.logbook.note(`--- the clock shows ${new Date(this.machine.clock.now()).toISOString()}`);
    this.look();
  }

  /** Lets time pass, checking the daemon every `stepMs`. */
  async pass(ms: number, stepMs = ms): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      await this.machine.clock.advance(Math.min(stepMs, left));
      this.look();
      this.logbook.assertNoProblem();
    }
  }

  /** @throws {Error} when the condition does not become true in time. */
  async until(condition: () => boolean, withinMs: number, stepMs = 1000): Promise<void> {
    for (let left = withinMs; !condition(); left -= stepMs) {
      if (left <= 0) this.logbook.fail(`not true within ${withinMs / 1000} s: ${condition}`);
      await this.pass(stepMs);
    }
  }

  /** Checks that the daemon is ready if it says so. */
  look(): void {
    const evidence = this.#evidence();
    if (evidence === undefined) return;
    for (const lie of liesOf(evidence)) this.logbook.problem(lie);
  }

  /** Checks that no secret reached anything that people or other programs can read. */
  checkSecrets(): void {
    const { status } = this.daemon ?? {};
    const shown = [
      this.logbook.readable,
      JSON.stringify([status?.status(), status?.ready(true)]),
      status?.metrics(),
      this.machine.dataFile.contents,
    ];
    const found = secretsIn(shown.join('\n'), this.pia, this.passwordFile.passwords);
    if (found.length > 0) this.logbook.fail(`secrets shown: ${[...new Set(found)].join(', ')}`);
  }

  #announce(value: KeptPort): void {
    this.#announced = value;
    if (this.ports.at(-1) !== value.port) this.ports.push(value.port);
  }

  #noteEffect({ when, what }: Effect): void {
    if (when === 'before' && what === 'POST /api/client/v2/token') this.logins.begins();
    if (when === 'before' || what !== 'write the state') return;
    if (this.machine.store.writable) this.logins.stateKept();
  }

  #noteOutcome(path: string, outcome: HttpReply | string): void {
    this.logbook.note(`    ${path}: ${typeof outcome === 'string' ? 'failed' : outcome.status}`);
    if (path === '/api/client/v2/token') this.logins.ends(outcome);
    const live = this.pia.bindings.at(-1);
    const bound = typeof outcome === 'object' && /"status":\s*"OK"/.test(outcome.body);
    if (path !== '/bindPort' || !bound || live === undefined) return;
    this.binds.push({ at: live.lastBindAt, port: live.port });
    this.sleptSinceBind = false;
    this.clockSetSinceBind = false;
  }

  #evidence(): Evidence | undefined {
    const { daemon, port, pia, machine } = this;
    return daemon && { daemon, port, pia, machine };
  }
}
