import { readlinkSync } from 'node:fs';

/** The header in which the status server identifies its instance. */
export const INSTANCE_HEADER = 'portkeep-instance';

/**
 * A text that is the same for all processes of one app in one container, and different in every other
 * container. Containers that share a network share its addresses: without a mark, the answer of one
 * would be mistaken for the health of another.
 *
 * @param app the app's name.
 */
export function instanceMark(app: string): string {
  try {
    return `${app} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Without Linux there are no containers.
    return app;
  }
}
