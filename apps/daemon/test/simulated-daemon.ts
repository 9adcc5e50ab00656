import { createLog, readEnvironment } from '@portkeep/app-host';
import { type PiaLeaseSource, StateKeeper, type TokenKeeper } from '@portkeep/pia-lease';
import { quickCredentialKey } from '@portkeep/pia-lease/testing';
import { EventLog, LeaseStatus, tickingClock } from '@portkeep/port-app';
import {
  type Backoff,
  type Clock,
  EarlyRenewal,
  type KeptPort,
  keepLease,
  type LeaseEvent,
  type LeaseSource,
  type SinkEvent,
  SinkPublisher,
} from '@portkeep/port-lease';
import type { PiaSimulator } from '@portkeep/simulators';
import { createSource } from '../src/sources/pia/lease/create-source.ts';
import { type DaemonValues, variables } from '../src/variables.ts';
import { daemonSinks } from './simulation/daemon-sinks.ts';
import { inProcessClients } from './simulation/in-process-clients.ts';
import type { Road } from './simulation/in-process-transport.ts';
import type { Life } from './simulation/life.ts';
import type { SimulatedMachine } from './simulation/simulated-machine.ts';

/** What a simulated daemon runs on, and which functions observe it. */
export interface SimulatedDaemonOptions {
  readonly machine: SimulatedMachine;
  readonly pia: PiaSimulator;
  readonly life: Life;
  readonly environment: Readonly<Record<string, string>>;
  readonly latencyMs: () => number;
  readonly onLogLine: (line: string) => void;
  readonly onLease: (event: LeaseEvent<KeptPort>) => void;
  readonly onSink: (event: SinkEvent<KeptPort>) => void;
  readonly onOutcome: Road['onOutcome'];
  /** Called when the loop is about to wait. */
  readonly onTick: () => void;
  /** Lets a test count attempts. */
  readonly watch: (source: LeaseSource<KeptPort>) => LeaseSource<KeptPort>;
}

/** One process of the daemon, put together as in `main.ts`. */
export class SimulatedDaemon {
  readonly status: LeaseStatus;
  /** Rejects when the loop of the daemon throws, which must never happen. */
  readonly ended: Promise<void>;
  /** The tunnel that the daemon knows. */
  tunnelIdentity: string;
  readonly #options: SimulatedDaemonOptions;
  readonly #clock: Clock;
  readonly #values: DaemonValues;
  readonly #early = new EarlyRenewal();
  readonly #state: StateKeeper;
  readonly #source: PiaLeaseSource;
  readonly #tokens: TokenKeeper;
  readonly #backoff: Backoff;
  #publisher: SinkPublisher<KeptPort> | undefined;

  constructor(options: SimulatedDaemonOptions) {
    const { machine, pia, life, environment, latencyMs, onLogLine, onOutcome } = options;
    this.#options = options;
    this.#clock = life.clock(machine.clock);
    this.#values = readEnvironment(variables, environment).values;
    this.tunnelIdentity = machine.tunnel.identity;
    // Secrets are not hidden: the tests look for them.
    const hide = (text: string) => text;
    const now = () => machine.clock.now();
    const log = createLog({
      level: 'debug',
      format: 'text',
      color: false,
      hide,
      now,
      write: (line) => life.over || onLogLine(line.trimEnd()),
    });
    this.status = new LeaseStatus({
      app: 'portkeep-daemon',
      version: '0.0.0',
      ownSinks: ['port-file', 'data-file'],
      hide,
      clock: this.#clock,
    });
    this.#state = new StateKeeper({
      load: () => life.effect('read the state', () => machine.store.load()),
      save: (state) => life.effect('write the state', () => machine.store.save(state)),
    });
    const road = {
      clock: this.#clock,
      life,
      latencyMs,
      onOutcome,
      way: () => machine.tunnel.address,
      sourceAddress: () => machine.tunnel.address ?? '172.17.0.5',
    };
    const events = new EventLog(log, { clock: this.#clock });
    const { source, tokens, backoff } = createSource({
      app: { values: this.#values },
      clients: inProcessClients(pia, this.#values, road),
      state: this.#state,
      clock: this.#clock,
      signal: new AbortController().signal,
      status: this.status,
      events,
      network: {
        read: () => machine.tunnel.snapshot(),
        sourceAddress: async () => machine.tunnel.address,
      },
      deriveKey: quickCredentialKey,
    });
    this.#source = source;
    this.#tokens = tokens;
    this.#backoff = backoff;
    this.ended = this.#run(events);
  }

  /**
   * Does what `followNetwork` does when the tunnel has changed, including what `followTunnel` adds.
   */
  lookAtNetwork(): void {
    const { identity } = this.#options.machine.tunnel;
    if (identity === this.tunnelIdentity) return;
    this.tunnelIdentity = identity;
    this.status.doubt('The tunnel changed, and the port is not bound on it yet');
    this.#source.networkChanged();
    this.#early.request();
  }

  /** Does what `followSecrets` does when the file of a secret has changed. */
  lookAtSecrets(): void {
    const { user, pass } = this.#values;
    const changed = [user, pass].filter((secret) => secret.hasNewText());
    if (changed.length > 0) this.#tryAgain();
  }

  hangUp(): void {
    void this.#tokens
      .allowLogin()
      .catch(() => undefined)
      .then(() => this.#tryAgain());
  }

  #tryAgain(): void {
    this.#early.request();
    this.#publisher?.wake();
  }

  async #run(events: EventLog): Promise<void> {
    const { machine, life, onLease, onSink, onTick, watch } = this.#options;
    const { signal } = new AbortController();
    await this.#state.load();
    const publisher = new SinkPublisher<KeptPort>({
      sinks: daemonSinks(machine, life),
      signal,
      clock: this.#clock,
      onEvent: (event) => {
        this.status.sink(event);
        events.sink(event);
        onSink(event);
      },
    });
    this.#publisher = publisher;
    this.status.follow(publisher);
    const clock = tickingClock(this.#clock, () => {
      this.status.tick();
      onTick();
    });
    const early = this.#early;
    const backoff = this.#backoff;
    const options = { signal, clock, backoff, early };
    for await (const event of keepLease(watch(this.#source), options)) {
      this.status.lease(event);
      events.lease(event);
      if (event.type === 'lost') publisher.withdraw();
      else if (event.type !== 'failed') publisher.publish(event.lease.value);
      onLease(event);
    }
  }
}
