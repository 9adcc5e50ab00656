import { passed, type Step } from '@portkeep/app-host/doctor';
import { type PortFacts, type SourceSteps, stepsOn } from '@portkeep/port-app';
import { readPort } from './read-port.ts';

const portOfVpn: Step<string, PortFacts> = {
  title: 'Port of the VPN',
  failure: 'Cannot read the port of the VPN',
  limitMs: 5_000,
  async check({ examination: path }) {
    const port = await readPort(path);
    return { finding: passed(`The VPN forwards port ${port}`), facts: { port } };
  },
};

export function vpnFileSteps(path: string): SourceSteps {
  return { steps: stepsOn(path, [portOfVpn]), lastSteps: [] };
}
