import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';

/** Sends an e-mail as the preferences say. A success says nothing: failures are in the log only. */
export const sendTestEmail: Endpoint<undefined, void> = command('app/sendTestEmail', {
  since: '2.11.2',
  does: 'send a test e-mail',
});
