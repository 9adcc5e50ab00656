import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { type ApiKey, ApiKeySchema } from '../../records/api-key.ts';

/** Makes an API key; the one before ends. Never log the result. */
export const rotateApiKey: Endpoint<undefined, ApiKey> = {
  path: 'app/rotateAPIKey',
  method: 'POST',
  since: '2.14.1',
  does: 'make an API key',
  secret: true,
  read: json(ApiKeySchema),
};

/** Removes the API key, which is refused from then on, also for this client. */
export const deleteApiKey: Endpoint<undefined, void> = command('app/deleteAPIKey', {
  since: '2.14.1',
  does: 'delete the API key',
});
