import { type App, describeError, type Log } from '@portkeep/app-host';
import { isNatPmpError, type PortMapping, type Protocol } from '@portkeep/natpmp-client/core';
import type { MappingEvent } from '../mapping/keep-mappings.ts';
import { SOON_MS } from '../mapping/mapping-board.ts';
import type { MappingSource, RequestWatch } from '../mapping/mapping-source.ts';
import { renewalInterval } from '../mapping/renewal-cycle.ts';
import type { Settings } from '../settings.ts';
import type { SidecarVariables } from '../variables.ts';
import { banner } from './banner.ts';
import { FailureStreaks } from './failure-streaks.ts';
import { localTime } from './local-time.ts';

/** Requests so close together belong to one round. */
const ROUND_MS = 1_000;
/** An error page of a proxy is cut there. */
const LONGEST_BODY = 200;

type TriedSource = Pick<MappingSource, 'triesInCycle' | 'failedCycles'>;

/** What is told of an event: what happened, and how often it was tried. */
export interface NarratedEvent extends Pick<MappingEvent, 'protocol' | 'event'> {
  readonly source: TriedSource;
}

interface Plan {
  readonly at: number;
  readonly kind: 'renewal' | 'retry';
  readonly seconds: number;
}

/** Options of {@linkcode Narrator}. */
export interface NarratorOptions {
  readonly log: Log;
  readonly settings: Settings;
  /** What the API answered last. */
  readonly lastBody: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Tells each request in the lines of the shell container that this sidecar replaces, so that what
 * reads them still can. A failure that lasts is told for a minute, and then once a minute.
 */
export class Narrator implements RequestWatch {
  readonly #options: NarratorOptions;
  readonly #plans = new Map<Protocol, Plan>();
  readonly #streaks: FailureStreaks;
  #roundOpen = false;
  #lastAnswerAt = Number.NEGATIVE_INFINITY;

  constructor(options: NarratorOptions) {
    this.#options = options;
    this.#streaks = new FailureStreaks(options.now);
  }

  /** Tells the configuration now, and the end when it comes. */
  begin({ values, signal }: Pick<App<SidecarVariables>, 'values' | 'signal'>): void {
    const { log, settings } = this.#options;
    for (const line of banner(settings, values)) log.info(line);
    const goodbye = () => log.info('Received shutdown signal, exiting gracefully...');
    signal.addEventListener('abort', goodbye, { once: true });
  }

  asking(protocol: Protocol): void {
    const { settings, now } = this.#options;
    const isRetry = this.#plans.get(protocol)?.kind === 'retry';
    this.#plans.delete(protocol);
    if (isRetry) return;
    const tell = this.#teller(protocol, 'info');
    if (!this.#roundOpen || now() - this.#lastAnswerAt > ROUND_MS) {
      tell(
        `[${localTime(now())}] Requesting NAT-PMP port mappings for port ${settings.internalPort}...`,
      );
    }
    this.#roundOpen = true;
    tell(`  → ${protocol} mapping...`, { protocol });
  }

  mapped({ protocol, internalPort, externalPort, lifetimeSeconds }: PortMapping): void {
    const { log, now, lastBody } = this.#options;
    this.#lastAnswerAt = now();
    this.#streaks.end(protocol);
    const fields = { protocol, internal_port: internalPort, external_port: externalPort };
    const message = `  ✓ ${protocol} mapping successful: ${lastBody().trim()}`;
    log.info(message, { ...fields, duration: lifetimeSeconds });
  }

  failed(protocol: Protocol, error: unknown): void {
    const { now, lastBody } = this.#options;
    this.#lastAnswerAt = now();
    const isNews = this.#streaks.extend(protocol, error);
    const tell = this.#teller(protocol, 'warn');
    const status = isNatPmpError(error) ? error.status : undefined;
    const outcome =
      status === undefined
        ? ': Network error or timeout'
        : ` (HTTP ${status}): ${lastBody().trim().slice(0, LONGEST_BODY)}`;
    tell(`  ✗ ${protocol} mapping failed${outcome}`, { protocol, error });
    if (isNews) tell(`    ${describeError(error)}`);
  }

  /** Tells what is done next, after each event of a mapping. */
  next({ protocol, event, source }: NarratedEvent): void {
    if (event.type === 'lost') return;
    if (event.type === 'failed') {
      this.#retry(protocol, event.retryAt, source);
      return;
    }
    const { renewAt: at, value } = event.lease;
    // Without its jitter, which is how it has always been told.
    const ms = renewalInterval(this.#options.settings, value.lifetimeSeconds);
    this.#plan(protocol, { at, seconds: ms / 1000, kind: 'renewal' });
  }

  #retry(protocol: Protocol, at: number, { triesInCycle, failedCycles }: TriedSource): void {
    const { now, settings } = this.#options;
    const { maxConsecutiveFailures: most } = settings;
    const retries = settings.retries?.count;
    const seconds = Math.max(0, (at - now()) / 1000);
    const tell = this.#teller(protocol, 'warn');
    if (triesInCycle > 0) {
      const number = retries === undefined ? triesInCycle : `${triesInCycle}/${retries}`;
      tell(`    Retry attempt ${number} after ${Math.round(seconds)}s...`, { protocol });
      this.#plan(protocol, { at, seconds, kind: 'retry' });
      return;
    }
    if (retries !== undefined && retries > 0 && !this.#streaks.isRefused(protocol)) {
      tell(`  ✗ ${protocol} mapping failed after ${retries} retries`, { protocol });
    }
    const limit = most === 0 ? '' : `/${most}`;
    tell(`  ⚠ ${protocol} failed. Consecutive failures: ${failedCycles}${limit}`, { protocol });
    this.#plan(protocol, { at, seconds, kind: 'renewal' });
  }

  #plan(protocol: Protocol, plan: Plan): void {
    this.#plans.set(protocol, plan);
    const plans = [...this.#plans.values()];
    const soon = this.#options.now() + SOON_MS;
    const resting = plans.every(({ kind, at }) => kind === 'renewal' && at > soon);
    if (!resting || plans.length < this.#options.settings.protocols.length) return;
    const next = plans.reduce((first, each) => (each.at < first.at ? each : first));
    this.#roundOpen = false;
    const tell = this.#teller(protocol, 'info');
    tell(`  Sleeping ${Math.round(next.seconds)}s until next renewal...`);
  }

  #teller(protocol: Protocol, level: 'info' | 'warn'): Log['info'] {
    const { log } = this.#options;
    return this.#streaks.isQuiet(protocol) ? log.debug : log[level];
  }
}
