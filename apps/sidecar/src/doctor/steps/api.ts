import { explainError, failed, passed } from '@portkeep/app-host/doctor';
import type { Step } from '../examination.ts';

/** Does something answer at the address, and is it this API? */
export const api: Step = {
  title: 'NAT-PMP HTTP API',
  failure: 'The NAT-PMP HTTP API cannot be asked',
  limitMs: 12_000,
  async check({ examination: { client, settings }, signal }) {
    try {
      const { status } = await client.getHealth({ signal });
      const finding = passed(`The NAT-PMP HTTP API answers at ${settings.gateway} (${status})`);
      return { finding, facts: { answers: true } };
    } catch (error) {
      signal.throwIfAborted();
      const headline = `The NAT-PMP HTTP API does not answer at ${settings.gateway}`;
      return { finding: failed(headline, explainError(error)) };
    }
  },
};
