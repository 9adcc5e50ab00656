import { createLog, readEnvironment } from '@portkeep/app-host';
import type { Protocol } from '@portkeep/natpmp-client/core';
import { EventLog, LeaseStatus } from '@portkeep/port-app';
import { EarlyRenewal, type KeptPort, type SinkEvent, SinkPublisher } from '@portkeep/port-lease';
import { NatPmpApiSimulator, type NatPmpApiSimulatorOptions } from '@portkeep/simulators';
import { createApi } from '../../src/sources/natpmp/api.ts';
import { MappingLog } from '../../src/sources/natpmp/log/mapping-log.ts';
import { ShellContainerLog } from '../../src/sources/natpmp/log/shell-container-log.ts';
import { CombinedMapping } from '../../src/sources/natpmp/mapping/combined-mapping.ts';
import { createSources } from '../../src/sources/natpmp/mapping/create-sources.ts';
import { giveUpAtFailureLimit } from '../../src/sources/natpmp/mapping/give-up.ts';
import { keepMappings, type MappingEvent } from '../../src/sources/natpmp/mapping/keep-mappings.ts';
import { MappingDetails } from '../../src/sources/natpmp/mapping/mapping-details.ts';
import { portEvents } from '../../src/sources/natpmp/port-events.ts';
import { readSettings, type Settings } from '../../src/sources/natpmp/settings.ts';
import { variables } from '../../src/variables.ts';
import { SimulatedMachine } from './simulated-machine.ts';
import { SimulatedRoad } from './simulated-road.ts';

/** A machine and an API that several sidecars share. */
export interface World {
  readonly machine: SimulatedMachine;
  readonly api: NatPmpApiSimulator;
}

export interface SimulationOptions extends Omit<NatPmpApiSimulatorOptions, 'now'> {
  /** Without it the sidecar has one of its own, configured by the other options. */
  readonly world?: World | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly random?: (() => number) | undefined;
  readonly latencyMs?: (() => number) | undefined;
  /** Keeps the lines that the sidecar writes; those of simulated hours take time. */
  readonly logged?: boolean | undefined;
}

/** What the sidecar learned about a mapping, in true time. */
export type DatedEvent = MappingEvent & { readonly at: number };

/** A sidecar, put together as in `main.ts`, its simulated API, and the watch over them. */
export class Simulation {
  readonly machine: SimulatedMachine;
  readonly api: NatPmpApiSimulator;
  readonly road: SimulatedRoad;
  readonly settings: Settings;
  readonly combined: CombinedMapping;
  readonly status: LeaseStatus;
  readonly events: DatedEvent[] = [];
  readonly lines: string[] = [];
  /** The ports that a sink was sent, in order; it can be made to fail. */
  readonly told: number[] = [];
  sinkWorks = true;
  readonly early = new EarlyRenewal();
  /** Why it gave up. */
  ended: unknown;
  readonly #stop = new AbortController();

  constructor(options: SimulationOptions = {}) {
    const { world, environment = {}, latencyMs = () => 5, random, logged, ...api } = options;
    this.machine = world?.machine ?? new SimulatedMachine();
    const { clock, trueTime } = this.machine;
    const { values } = readEnvironment(variables, {
      NATPMP_SERVICE: '10.0.0.5:8080',
      INTERNAL_PORT: '6881',
      ...environment,
    });
    this.api = world?.api ?? new NatPmpApiSimulator({ ...api, now: trueTime });
    this.road = new SimulatedRoad(this.machine, this.api, latencyMs);
    this.settings = readSettings(values);
    this.combined = new CombinedMapping(this.settings);
    const hide = (text: string) => text;
    this.status = new LeaseStatus({
      app: 'portkeep-sidecar',
      version: '0',
      ownSinks: [],
      hide,
      clock,
      details: new MappingDetails(this.combined, this.settings.internalPort),
    });
    const log = createLog({
      level: logged ? 'debug' : 'error',
      format: 'text',
      color: false,
      hide,
      now: clock.now.bind(clock),
      write: (line) => logged && this.lines.push(line.trimEnd()),
    });
    const now = () => clock.now();
    const events = new EventLog(log, { clock });
    const mappingLog = new MappingLog(log);
    const monotonic = () => clock.monotonic();
    const { adaptive: client } = createApi({ values }, this.road.transport, monotonic);
    const containerLog = new ShellContainerLog({ log, settings: this.settings, now });
    const sources = createSources({
      settings: this.settings,
      client,
      clock,
      watch: containerLog,
      random,
    });
    const { signal } = this.#stop;
    const publisher = new SinkPublisher<KeptPort>({
      sinks: [
        {
          name: 'sink',
          same: (a, b) => a.port === b.port,
          publish: async ({ port }) => this.#sink(port),
        },
      ],
      signal,
      clock,
      onEvent: (event: SinkEvent<KeptPort>) => {
        this.status.sink(event);
        events.sink(event);
      },
    });
    this.status.follow(publisher);
    const receivers = { combined: this.combined, containerLog, mappingLog, now };
    const run = async () => {
      for await (const change of keepMappings(sources, { signal, clock, early: this.early })) {
        this.events.push({ ...change, at: trueTime() });
        for (const { lease, publish } of portEvents(change, receivers)) {
          this.status.lease(lease);
          if (publish === null) publisher.withdraw();
          else if (publish !== undefined) publisher.publish(publish);
        }
        giveUpAtFailureLimit(change, {
          limit: this.settings.maxConsecutiveFailures,
          entries: this.combined.entries,
        });
      }
    };
    run().catch((error: unknown) => {
      this.ended = error;
    });
  }

  get ready(): boolean {
    return this.status.ready(false).ok;
  }

  /** Lets time pass, with a check every `everyMs`, and at every event. */
  async pass(ms: number, look: () => void = () => {}): Promise<void> {
    const { clock } = this.machine;
    const end = clock.monotonic() + ms;
    const peek = () => {
      look();
      return false;
    };
    while (clock.monotonic() < end) {
      await clock.runUntil(peek, { withinMs: end - clock.monotonic(), orThrow: false });
      if (clock.monotonic() < end) await clock.advance(end - clock.monotonic());
      look();
    }
  }

  /** @throws {Error} when it does not become true in time. */
  async until(condition: () => boolean, withinMs: number): Promise<void> {
    await this.machine.clock.runUntil(condition, { withinMs });
  }

  /** What is wrong while the sidecar says that it is ready. */
  lies(): string[] {
    if (!this.ready) return [];
    return this.settings.protocols.flatMap((protocol) => {
      const { internalPort } = this.settings;
      const mapped = this.api.wasMapped(protocol, internalPort, this.machine.trueTime());
      return mapped ? [] : [`ready, and yet ${protocol} is not mapped`];
    });
  }

  /** Everything is mapped, known and sent, and nothing fails. */
  get well(): boolean {
    const { internalPort, protocols } = this.settings;
    const known = protocols.every((protocol) => {
      const mapping = this.api.mappingAt(protocol, internalPort, this.machine.trueTime());
      return mapping?.externalPort === this.portOf(protocol);
    });
    const [first] = protocols;
    return (
      known &&
      this.ready &&
      this.status.state() === 'held' &&
      this.told.at(-1) === (first && this.portOf(first))
    );
  }

  portOf(protocol: Protocol): number | undefined {
    return this.combined.entries.get(protocol)?.lease?.value.externalPort;
  }

  stop(): void {
    this.#stop.abort(new Error('The test is over'));
  }

  #sink(port: number): void {
    if (!this.sinkWorks) throw new Error('The sink does not work');
    this.told.push(port);
  }
}
