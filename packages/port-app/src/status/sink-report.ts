import type { HideSecrets } from '@portkeep/app-host';
import { isoOrNull } from '@portkeep/app-host';
import type { SinkState } from '@portkeep/port-lease';

/** Whether the sink has failed, as opposed to a port being on the way. */
export function sinkFails({ code, message }: SinkState): boolean {
  return code !== undefined || message !== undefined;
}

/** Why a sink is not in sync, as one line for `/readyz`. */
export function sinkReason(name: string, { code, message }: SinkState): string {
  const words = [code, message].filter((word) => word !== undefined);
  return `${name}: ${words.join(': ') || 'not in sync yet'}`;
}

/** A sink's entry in `/status`. */
export function sinkStatus(
  { inSync, code, message, retryAt }: SinkState,
  hide: HideSecrets,
): Readonly<Record<string, unknown>> {
  return {
    in_sync: inSync,
    code: code ?? null,
    message: message === undefined ? null : hide(message),
    retry_at: isoOrNull(retryAt),
  };
}
