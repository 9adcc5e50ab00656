import { type App, followSecrets } from '@portkeep/app-host';
import type { Clock, EarlyRenewal, SinkPublisher } from '@portkeep/port-lease';
import type { Sinks } from './sinks.ts';
import type { SidecarVariables } from './variables.ts';

export interface TriggerParts {
  readonly app: Pick<App<SidecarVariables>, 'values' | 'log' | 'signal' | 'onHangup'>;
  readonly sinks: Pick<Sinks, 'allowLogins'>;
  readonly publisher: Pick<SinkPublisher<unknown>, 'wake'>;
  readonly early: EarlyRenewal;
  readonly clock: Clock;
}

/** Everything that makes the sidecar try at once instead of waiting. */
export function followTriggers({ app, sinks, publisher, early, clock }: TriggerParts): void {
  const { values, log, signal } = app;
  const { apiToken, qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass } = values;
  const secrets = [apiToken, qbittorrentPass, qbittorrentApiKey, qbittorrentBasicPass];
  const tryAgain = () => {
    early.request();
    publisher.wake();
  };
  app.onHangup(() => {
    log.info('SIGHUP: secrets are read again and whatever waits is tried');
    sinks.allowLogins();
    tryAgain();
  });
  void followSecrets(secrets, { clock, signal, onChange: tryAgain });
}
