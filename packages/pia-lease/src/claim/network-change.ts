import { AdvisedError } from '@portkeep/app-host';

/** The tunnel went away or came back as another one during an attempt. */
export class NetworkChangedError extends AdvisedError {
  override readonly name = 'NetworkChangedError';
  readonly code = 'NETWORK_CHANGED';

  constructor() {
    super(
      'Cannot finish the attempt: the network changed',
      'nothing to do: it is tried again on the new one',
    );
  }
}

/** Aborts everything that began before the network changed. */
export class NetworkChange {
  #controller = new AbortController();

  /** A signal that also aborts when the network changes. */
  within(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#controller.signal]);
  }

  happened(): void {
    const before = this.#controller;
    this.#controller = new AbortController();
    before.abort(new NetworkChangedError());
  }
}
