import { passed } from '@portkeep/app-host/doctor';
import type { Step } from '../natpmp-examination.ts';

/** What the sidecar would do; a wrong configuration has already ended doctor. */
export const configuration: Step = {
  title: 'Configuration',
  failure: 'The configuration cannot be used',
  limitMs: 1_000,
  async check({ examination: { settings } }) {
    const { gateway, internalPort, protocols, durationSeconds, refreshMs } = settings;
    const what = `port ${internalPort} (${protocols.join(', ')}) at ${gateway}`;
    const how = `for ${durationSeconds} s, renewed every ${refreshMs / 1000} s`;
    return { finding: passed(`Configuration: ${what}, ${how}`), facts: { internalPort } };
  },
};
