import { type App, describeError, type Log } from '@portkeep/app-host';
import { isNatPmpError, type PortMapping, type Protocol } from '@portkeep/natpmp-client/core';
import type { Lease } from '@portkeep/port-lease';
import { SOON_MS } from '../mapping/combined-mapping.ts';
import { reachesFailureLimit } from '../mapping/give-up.ts';
import type { MappingEvent } from '../mapping/keep-mappings.ts';
import type { MappingSource, RequestWatch } from '../mapping/mapping-source.ts';
import { renewalInterval } from '../mapping/renewal-cycle.ts';
import type { NatpmpVariables } from '../natpmp-variables.ts';
import type { Settings } from '../settings.ts';
import { banner } from './banner.ts';
import { FailureStreaks } from './failure-streaks.ts';
import { gaveUpLines } from './gave-up-lines.ts';
import { LinesByProtocol } from './lines-by-protocol.ts';
import { localTime } from './local-time.ts';

/** Requests this close together belong to one round. */
const ROUND_MS = 1_000;
/** A proxy's error page is cut at this length. */
const LONGEST_BODY = 200;

type TriedSource = Pick<MappingSource, 'triesInCycle' | 'failedCycles' | 'retriesInFailedCycle'>;

/** What is logged about an event: what happened, and how often it was tried. */
export interface LoggedEvent extends Pick<MappingEvent, 'protocol' | 'event'> {
  readonly source: TriedSource;
}

interface Plan {
  readonly at: number;
  readonly kind: 'renewal' | 'retry';
  readonly seconds: number;
}

/** Options of {@linkcode ShellContainerLog}. */
export interface ShellContainerLogOptions {
  readonly log: Log;
  readonly settings: Settings;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Logs each request in the lines of the shell container that this sidecar replaces, so that
 * programs that read them still can. A failure that lasts is logged for a minute, and then once a
 * minute.
 */
export class ShellContainerLog implements RequestWatch {
  readonly #options: ShellContainerLogOptions;
  readonly #plans = new Map<Protocol, Plan>();
  readonly #streaks: FailureStreaks;
  readonly #lines = new LinesByProtocol();
  #roundOpen = false;
  /** The heading above the outcome of the request under way, unless it was already written. */
  #heading: readonly string[] = [];
  /** The protocol whose heading was written last. */
  #named: Protocol | undefined;
  /** The highest number of failed cycles reported since any protocol last worked. */
  #allFailed = 0;
  #lastAnswerAt = Number.NEGATIVE_INFINITY;

  constructor(options: ShellContainerLogOptions) {
    this.#options = options;
    this.#streaks = new FailureStreaks(options.now);
  }

  /** Logs the configuration now, and the end when it comes. */
  begin({ values, signal }: Pick<App<NatpmpVariables>, 'values' | 'signal'>): void {
    const { log, settings } = this.#options;
    for (const line of [...banner(settings, values), '']) log.info(line);
    const goodbye = () => {
      for (const line of ['', 'Received shutdown signal, exiting gracefully...']) log.info(line);
    };
    signal.addEventListener('abort', goodbye, { once: true });
  }

  asking(protocol: Protocol): void {
    const isRetry = this.#plans.get(protocol)?.kind === 'retry';
    this.#plans.delete(protocol);
    const at = this.#options.now();
    this.#lines.write(protocol, () => this.#head(protocol, isRetry, at));
  }

  mapped(
    { protocol, internalPort, externalPort, lifetimeSeconds }: PortMapping,
    body: string,
  ): void {
    const { log } = this.#options;
    const message = `  ✓ ${protocol} mapping successful: ${body.trim()}`;
    const fields = { protocol, internal_port: internalPort, external_port: externalPort };
    const write = () => {
      this.#streaks.end(protocol);
      this.#allFailed = 0;
      this.#answered(protocol);
      log.info(message, { ...fields, duration: lifetimeSeconds });
    };
    this.#lines.write(protocol, write, true);
  }

  failed(protocol: Protocol, error: unknown, body: string): void {
    const status = isNatPmpError(error) ? error.status : undefined;
    const outcome =
      status === undefined
        ? ': Network error or timeout'
        : ` (HTTP ${status}): ${body.trim().slice(0, LONGEST_BODY)}`;
    const inform = () => {
      const isNews = this.#streaks.extend(protocol, error);
      this.#answered(protocol);
      const write = this.#writer(protocol, 'warn');
      write(`  ✗ ${protocol} mapping failed${outcome}`, { protocol, error });
      if (isNews) write(`    ${describeError(error)}`);
    };
    this.#lines.write(protocol, inform, true);
  }

  /** Logs what is done next, after each event of a mapping. */
  add(logged: LoggedEvent): void {
    const { protocol, event } = logged;
    if (event.type === 'lost') return;
    this.#lines.write(protocol, () => {
      if (event.type === 'failed') this.#retry(logged, event.retryAt);
      else this.#rest(protocol, event.lease);
    });
  }

  #head(protocol: Protocol, isRetry: boolean, at: number): void {
    const { internalPort } = this.#options.settings;
    const isNewRound = !isRetry && (!this.#roundOpen || at - this.#lastAnswerAt > ROUND_MS);
    const round = `[${localTime(at)}] Requesting NAT-PMP port mappings for port ${internalPort}...`;
    const isNamed = isRetry && this.#named === protocol;
    this.#heading = [
      ...(isNewRound ? [round] : []),
      ...(isNamed ? [] : [`  → ${protocol} mapping...`]),
    ];
    this.#writeHeading(protocol);
  }

  /**
   * A protocol whose failures have fallen silent gets its heading with the next failure that is
   * logged.
   */
  #writeHeading(protocol: Protocol): void {
    const write = this.#writer(protocol, 'info');
    for (const line of this.#heading) write(line, { protocol });
    if (this.#streaks.isQuiet(protocol)) return;
    if (this.#heading.length > 1) this.#roundOpen = true;
    this.#named = protocol;
    this.#heading = [];
  }

  #answered(protocol: Protocol): void {
    this.#lastAnswerAt = this.#options.now();
    if (!this.#streaks.isQuiet(protocol)) this.#writeHeading(protocol);
  }

  #rest(protocol: Protocol, { renewAt: at, value }: Lease<PortMapping>): void {
    // Without its jitter, as it has always been logged.
    const ms = renewalInterval(this.#options.settings, value.lifetimeSeconds);
    this.#plan(protocol, { at, seconds: ms / 1000, kind: 'renewal' });
  }

  #retry(logged: LoggedEvent, at: number): void {
    const { protocol, source } = logged;
    const { triesInCycle, retriesInFailedCycle } = source;
    const { now, settings, log } = this.#options;
    const seconds = Math.max(0, (at - now()) / 1000);
    const isEnd = reachesFailureLimit(logged, settings.maxConsecutiveFailures);
    const write = isEnd ? log.warn : this.#writer(protocol, 'warn');
    if (triesInCycle > 0) {
      const most = settings.retries === undefined ? '' : `/${settings.retries.count}`;
      write(`    Retry attempt ${triesInCycle}${most} after ${Math.round(seconds)}s...`, {
        protocol,
      });
      this.#plan(protocol, { at, seconds, kind: 'retry' });
      return;
    }
    if (isEnd) for (const line of this.#heading) log.info(line);
    write(`  ✗ ${protocol} mapping failed after ${retriesInFailedCycle} retries`, { protocol });
    this.#count(logged, write);
    if (!isEnd) this.#plan(protocol, { at, seconds, kind: 'renewal' });
    else for (const line of gaveUpLines(settings.maxConsecutiveFailures)) log.error(line);
  }

  #count({ protocol, source }: LoggedEvent, write: Log['warn']): void {
    const { protocols, maxConsecutiveFailures: most } = this.#options.settings;
    const { failedCycles } = source;
    const all = protocols.every((each) => this.#streaks.isFailing(each));
    // The other protocol has reported it.
    if (all && failedCycles <= this.#allFailed) return;
    if (all) this.#allFailed = failedCycles;
    const who = all ? 'All protocols' : protocol;
    const limit = most === 0 ? '' : `/${most}`;
    write(`  ⚠ ${who} failed. Consecutive failures: ${failedCycles}${limit}`, { protocol });
  }

  #plan(protocol: Protocol, plan: Plan): void {
    this.#plans.set(protocol, plan);
    const plans = [...this.#plans.values()];
    const soon = this.#options.now() + SOON_MS;
    const resting = plans.every(({ kind, at }) => kind === 'renewal' && at > soon);
    if (!resting || plans.length < this.#options.settings.protocols.length) return;
    const next = plans.reduce((first, each) => (each.at < first.at ? each : first));
    this.#roundOpen = false;
    const write = this.#writer(protocol, 'info');
    for (const line of [`  Sleeping ${Math.round(next.seconds)}s until next renewal...`, ''])
      write(line);
  }

  #writer(protocol: Protocol, level: 'info' | 'warn'): Log['info'] {
    const { log } = this.#options;
    return this.#streaks.isQuiet(protocol) ? log.debug : log[level];
  }
}
