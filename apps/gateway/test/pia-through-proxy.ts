import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loopbackServers,
  type PiaSimulatorOptions,
  type RunningPiaSimulator,
  startPiaSimulator,
} from '@portkeep/simulators';
import { onTestFinished } from 'vitest';
import { startProxy, type TestProxy } from './proxy.ts';

/** A simulated PIA behind a proxy, and the environment of a gateway that uses them. */
export interface PiaThroughProxy {
  readonly pia: RunningPiaSimulator;
  readonly proxy: TestProxy;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts PIA and the proxy; both end with the test. */
export async function piaThroughProxy(options: PiaSimulatorOptions = {}): Promise<PiaThroughProxy> {
  const pia = await startPiaSimulator({ servers: loopbackServers(), ...options });
  onTestFinished(() => pia.close());
  const proxy = await startProxy();
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-gateway-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { PIA_GATEWAY: _address, PIA_GATEWAY_PORT: _port, ...shared } = pia.environment;
  const environment = {
    ...shared,
    PIA_PROXY: proxy.url,
    STATE_FILE: join(folder, 'state.json'),
    PORT_FILE: join(folder, 'port.txt'),
    PORT_DATA_FILE: join(folder, 'port.json'),
  };
  return { pia, proxy, folder, environment };
}
