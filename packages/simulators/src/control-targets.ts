import type { RunningNatPmpApiSimulator } from './natpmp/index.ts';
import type { RunningPiaSimulator } from './pia/start-pia-simulator.ts';
import type { RunningQBittorrentSimulator } from './qbittorrent/index.ts';
import type { SimulatorClock } from './simulator-clock.ts';

/** The simulators that a control API controls. */
export interface ControlTargets {
  /** The clock that the simulators were started with. */
  readonly clock: SimulatorClock;
  readonly pia: RunningPiaSimulator;
  readonly natpmp?: RunningNatPmpApiSimulator | undefined;
  readonly qbittorrent?: RunningQBittorrentSimulator | undefined;
}
