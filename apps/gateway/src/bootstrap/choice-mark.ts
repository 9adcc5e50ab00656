import { createHash } from 'node:crypto';
import type { GatewayValues } from '../variables.ts';

/**
 * What the present configuration chooses a tunnel by. A tunnel that was chosen by something else is
 * neither taken over nor set up again.
 *
 * @param salt So that the mark says nothing about a secret.
 */
export function choiceMark(
  {
    regions,
    dedicatedIpToken,
    forwardTo,
    tunnelDns,
  }: Pick<GatewayValues, 'regions' | 'dedicatedIpToken' | 'forwardTo' | 'tunnelDns'>,
  salt: string,
): string {
  const where = dedicatedIpToken
    ? `dedicated IP ${hash(salt, dedicatedIpToken.read().trim())}`
    : (regions?.join(',').toLowerCase() ?? 'fastest');
  const parts = [where, forwardTo && 'forwards a port', tunnelDns && `DNS ${tunnelDns.join(',')}`];
  return parts.filter((part) => part !== undefined).join('; ');
}

function hash(salt: string, text: string): string {
  return createHash('sha256').update(`${salt} ${text}`).digest('base64url').slice(0, 12);
}
