import type { App, Secret } from '@portkeep/app-host';
import type { Clock, EarlyRenewal, SinkPublisher } from '@portkeep/port-lease';
import type { Sinks } from './sinks.ts';
import type { SidecarVariables } from './variables.ts';

const LOOK_EVERY_MS = 5_000;

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
  const secrets = [values.apiToken, values.qbittorrentPass, values.qbittorrentApiKey];
  const tryAgain = () => {
    sinks.allowLogins();
    early.request();
    publisher.wake();
  };
  app.onHangup(() => {
    log.info('SIGHUP: secrets are read again and whatever waits is tried');
    tryAgain();
  });
  void watchSecrets();

  /** A corrected token is tried at once. */
  async function watchSecrets(): Promise<void> {
    const known = secrets.filter((secret): secret is Secret => secret !== undefined);
    while (known.length > 0 && !signal.aborted) {
      const changed = known.filter((secret) => secret.changed());
      for (const secret of changed) secret.read();
      if (changed.length > 0) tryAgain();
      await clock.delay(LOOK_EVERY_MS, signal).catch(() => undefined);
    }
  }
}
