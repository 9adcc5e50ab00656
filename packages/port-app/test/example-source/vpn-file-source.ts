import { type PortSource, portEvent } from '@portkeep/port-app';
import { keepLease } from '@portkeep/port-lease';
import { readPort } from './read-port.ts';

export function vpnFileSource(path: string): PortSource {
  return {
    isFinal: () => false,
    keep({ signal, clock, early }) {
      const grant = async () => {
        const now = clock.now();
        const times = { renewAt: now + 60_000, expiresAt: now + 300_000 };
        const tunnel = { gateway: path, hostname: null, tunnelIdentity: '' };
        const value = { port: await readPort(path), renewedAt: now, ...times, ...tunnel };
        return { value, ...times };
      };
      async function* events() {
        const source = { acquire: grant, renew: grant };
        for await (const event of keepLease(source, { signal, clock, early })) {
          yield portEvent(event);
        }
      }
      return { events: events() };
    },
  };
}
