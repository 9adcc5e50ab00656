import { FakeClock } from '@portkeep/port-lease/testing';
import { DaemonStore } from '../daemon-store.ts';
import { MemoryFile } from './memory-file.ts';
import { SimulatedTunnel } from './simulated-tunnel.ts';
import { TorrentClient } from './torrent-client.ts';

const START = Date.parse('2026-01-14T19:30:00Z');

/** What outlives the daemon's process: clock, tunnel, files, the torrent client. */
export class SimulatedMachine {
  readonly clock = new FakeClock({ now: START });
  readonly tunnel = new SimulatedTunnel();
  readonly store = new DaemonStore();
  readonly portFile = new MemoryFile();
  readonly dataFile = new MemoryFile();
  readonly torrentClient = new TorrentClient();
  #slept = 0;

  /** The true time, whatever the clock of this machine shows. */
  readonly trueTime = (): number => START + this.clock.elapsed + this.#slept;

  suspend(ms: number): void {
    this.clock.suspend(ms);
    this.#slept += ms;
  }

  /** Whether a restarted daemon would find a claim that it could bind. */
  get hasClaim(): boolean {
    return Date.parse(this.store.kept.claim?.expires_at ?? '') > this.clock.now();
  }

  /** How long the simulation has been running, for a trace: `1:02:03.456`. */
  elapsed(): string {
    const ms = this.trueTime() - START;
    const time = new Date(ms).toISOString().slice(14, 23);
    return `${Math.floor(ms / 3_600_000)}:${time}`;
  }
}
