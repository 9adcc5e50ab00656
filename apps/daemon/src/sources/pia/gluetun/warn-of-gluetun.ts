import type { App, Variables } from '@portkeep/app-host';
import { localTransport } from '../../../local-transport.ts';
import { detectGluetun } from './detect-gluetun.ts';

/** Checks once, without delaying anything else, whether gluetun forwards a port too. */
export function warnOfGluetun({ log, signal }: Pick<App<Variables>, 'log' | 'signal'>): void {
  detectGluetun({ transport: localTransport(), signal }).then(
    (report) => {
      if (report?.warning) {
        const { problem, advice } = report.warning;
        log.warn(`${problem}; ${advice}`, { advice });
      } else if (report)
        log.info('gluetun is running here: its firewall must let the port in, see `doctor`');
    },
    () => undefined,
  );
}
