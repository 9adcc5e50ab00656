import type { Timer } from '@portkeep/app-host';
import type { Gateway } from './gateway/gateway.ts';
import { GatewayFailure } from './gateway/gateway-failure.ts';

const WHILE_WELL_MS = 30_000;
const WHILE_SILENT_MS = 5_000;

/** Options of {@linkcode watchGateway}. */
export interface WatchGatewayOptions {
  readonly gateway: Pick<Gateway, 'externalAddress'>;
  readonly timer: Timer;
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly tick: () => void;
}

/**
 * Asks the gateway for its address from time to time, so that an absence or a restart is known
 * before the next client asks.
 *
 * @throws the signal's reason.
 */
export async function watchGateway(options: WatchGatewayOptions): Promise<never> {
  const { gateway, timer, signal, tick } = options;
  for (;;) {
    const isThere = await gateway.externalAddress(signal).then(
      () => true,
      (error: unknown) => {
        signal.throwIfAborted();
        if (!(error instanceof GatewayFailure)) throw error;
        return error.resultCode !== undefined;
      },
    );
    tick();
    await timer.delay(isThere ? WHILE_WELL_MS : WHILE_SILENT_MS, signal);
  }
}
