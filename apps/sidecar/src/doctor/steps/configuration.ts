import { passed } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

/** What the sidecar would do; what is wrong with it has ended doctor before. */
export const configuration: Step = {
  title: 'Configuration',
  failure: 'The configuration cannot be used',
  limitMs: 1_000,
  async check({ examination: { settings } }) {
    const { gateway, internalPort, protocols, durationSeconds, refreshMs } = settings;
    const what = `port ${internalPort} (${protocols.join(', ')}) at ${gateway}`;
    const how = `for ${durationSeconds} s, renewed every ${refreshMs / 1000} s`;
    return { finding: passed(`Configuration: ${what}, ${how}`) };
  },
};
