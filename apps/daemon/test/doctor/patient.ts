import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type App,
  createLog,
  describeError,
  ExitError,
  hideSecrets,
  readEnvironment,
} from '@portkeep/app-host';
import {
  type RunningPiaSimulator,
  startPiaSimulator,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { doctor } from '../../src/doctor/doctor.ts';
import type { SOURCE } from '../../src/source.ts';
import { piaSteps } from '../../src/sources/pia/doctor/pia-steps.ts';
import { realSurroundings, type Surroundings } from '../../src/sources/pia/doctor/surroundings.ts';
import { type DaemonVariables, variables } from '../../src/variables.ts';
import { device, LO, network } from '../network-fixture.ts';

const TUNNEL = '10.9.155.222';

/** What doctor printed and how it ended. */
export interface Consultation {
  /** Everything it printed and logged. */
  readonly text: string;
  /** The lines of the steps, without the lines below them. */
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** A machine with a simulated PIA, all over real sockets, and a pretended tunnel. */
export interface Patient {
  readonly pia: RunningPiaSimulator;
  readonly folder: string;
  /** Runs doctor with these variables changed. */
  consult(environment?: Readonly<Record<string, string>>): Promise<Consultation>;
  /** Starts a qBittorrent that is closed together with everything else; returns its variables. */
  startQBittorrent(options: {
    readonly listenPort: number;
    readonly password: string;
  }): Promise<Record<string, string>>;
  /** The app as a command gets it; `written` collects what it prints and logs. */
  app(
    environment: Readonly<Record<string, string>>,
    written: string[],
    signal?: AbortSignal,
  ): App<DaemonVariables>;
  /** Closes something else at the end, too. */
  closeLater(close: () => Promise<void>): void;
  close(): Promise<void>;
}

export const pretendedNetwork: Surroundings = {
  ...realSurroundings,
  network: {
    read: () => network([LO, device('tun0', 7, `${TUNNEL}/32`)]),
    sourceAddress: async () => TUNNEL,
  },
  detectGluetun: async () => undefined,
};

/** Doctor's steps of PIA, in these surroundings. */
export function examineIn(surroundings: Surroundings): typeof SOURCE.examine {
  return async (host) => piaSteps(host, surroundings);
}

export async function createPatient(): Promise<Patient> {
  const folder = await mkdtemp(join(tmpdir(), 'portkeep-doctor-'));
  const pia = await startPiaSimulator({ accounts: { p7654321: 'planted-pia-password' } });
  const closing: (() => Promise<void>)[] = [
    () => pia.close(),
    () => rm(folder, { recursive: true }),
  ];
  const files = {
    PORT_FILE: join(folder, 'port.txt'),
    PORT_DATA_FILE: join(folder, 'port.json'),
    STATE_FILE: join(folder, 'state.json'),
    HTTP_LISTEN: 'off',
  };

  function app(
    environment: Readonly<Record<string, string>>,
    written: string[],
    signal = new AbortController().signal,
  ): App<DaemonVariables> {
    const all = { ...pia.environment, ...files, ...environment };
    const { values, given, secrets, warnings } = readEnvironment(variables, all);
    const hide = hideSecrets(secrets);
    const print = (text: string) => written.push(text);
    const log = createLog({ level: 'debug', format: 'text', color: false, write: print, hide });
    const name = 'portkeep-daemon';
    return {
      name,
      version: '0',
      values,
      given,
      warnings,
      environment: {},
      options: {},
      hide,
      log,
      plainLog: log,
      signal,
      print,
      onHangup() {},
    };
  }

  return {
    pia,
    folder,
    app,
    async consult(environment = {}) {
      const written: string[] = [];
      const ending = await doctor(app(environment, written), examineIn(pretendedNetwork)).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (ending !== undefined && !(ending instanceof ExitError)) throw ending;
      if (ending) written.push(describeError(ending));
      const text = written.join('');
      const lines = text.split('\n').filter((line) => /^[✓✗!–]/.test(line));
      return { text, lines, exitCode: ending?.code ?? 0 };
    },
    async startQBittorrent({ listenPort, password }) {
      const running = await startQBittorrentSimulator({ dialect: '5.1', password, listenPort });
      running.simulator.setConnected(true);
      closing.push(() => running.close());
      return { QBITTORRENT_HOST: running.baseUrl };
    },
    closeLater(close) {
      closing.push(close);
    },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}
