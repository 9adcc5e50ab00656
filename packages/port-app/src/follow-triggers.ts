import { type App, followSecrets, type Secret, type Variables } from '@portkeep/app-host';
import {
  type Clock,
  type EarlyRenewal,
  type SinkPublisher,
  systemClock,
} from '@portkeep/port-lease';

/** Options of {@linkcode followTriggers}. */
export interface TriggerOptions {
  readonly app: Pick<App<Variables>, 'log' | 'onHangup'>;
  readonly signal: AbortSignal;
  /** Those of the app; one that is not configured is `undefined`. */
  readonly secrets: readonly (Secret | undefined)[];
  /** A person asked: whatever was refused may be sent again. */
  readonly allowLogins: () => Promise<void> | void;
  readonly publisher: Pick<SinkPublisher<unknown>, 'wake'>;
  readonly early: Pick<EarlyRenewal, 'request'>;
  /** One that does not tick: looking at secrets is no sign of life of the loop. @default {systemClock} */
  readonly clock?: Clock | undefined;
}

/** SIGHUP and a changed secret make the app try at once instead of waiting, until the signal. */
export function followTriggers(options: TriggerOptions): void {
  const { app, signal, secrets, allowLogins, publisher, early, clock = systemClock } = options;
  const tryAgain = () => {
    early.request();
    publisher.wake();
  };
  app.onHangup(async () => {
    if (signal.aborted) return;
    app.log.info('SIGHUP: secrets are read again and whatever waits is tried');
    for (const secret of secrets) secret?.read();
    try {
      await allowLogins();
    } catch {
      // What cannot be noted is still waited for, and the next attempt reports it.
    }
    tryAgain();
  });
  void followSecrets(secrets, { clock, signal, onChange: tryAgain });
}
