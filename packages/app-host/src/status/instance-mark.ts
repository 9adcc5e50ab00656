import { readlinkSync } from 'node:fs';

/** The header in which the status server says who answers. */
export const INSTANCE_HEADER = 'portkeep-instance';

/**
 * The same text for all processes of one app in one container, and another one in each other
 * container. Containers that share a network share its addresses: without a mark the health of one
 * would be what another answers.
 *
 * @param app the app's name.
 */
export function instanceMark(app: string): string {
  try {
    return `${app} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // No Linux, no containers.
    return app;
  }
}
