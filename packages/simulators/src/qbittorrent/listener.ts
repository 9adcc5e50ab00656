import type { PreferenceStore } from './preference-store.ts';

/**
 * Opens a port, 0 for any. Calls back with the port that was opened, or `undefined` when that
 * fails; returns what closes it again.
 */
export type OpenPort = (port: number, opened: (port: number | undefined) => void) => () => void;

/** The status in `transfer/info`: an incoming peer was seen, none yet, nothing listens. */
export type ConnectionStatus = 'connected' | 'firewalled' | 'disconnected';

/** The peer port. It is opened again only when port, interface or address changes. */
export class Listener {
  /** How often it was opened again because the settings changed. */
  rebinds = 0;
  /** An incoming connection was seen. */
  connected = false;
  readonly #openPort: OpenPort;
  readonly #interfaces: ReadonlyMap<string, readonly string[]>;
  #settings = '';
  #port: number | undefined;
  #dead = false;
  #close = (): void => {};

  constructor(openPort: OpenPort, interfaces: ReadonlyMap<string, readonly string[]>) {
    this.#openPort = openPort;
    this.#interfaces = interfaces;
  }

  /** The port that peers can really reach, `undefined` when there is none. */
  get port(): number | undefined {
    return this.#dead ? undefined : this.#port;
  }

  /** A listener that is left over from a network that is gone still reports that it listens. */
  get status(): ConnectionStatus {
    if (this.#port === undefined) return 'disconnected';
    return this.connected ? 'connected' : 'firewalled';
  }

  /** Follows the preferences. */
  apply(preferences: PreferenceStore): void {
    if (settingsOf(preferences) === this.#settings) return;
    this.rebinds += 1;
    this.open(preferences);
  }

  /** Opens whatever the preferences say, as at the start of the program. */
  open(preferences: PreferenceStore): void {
    this.close();
    this.#settings = settingsOf(preferences);
    this.#dead = false;
    const port = preferences.number('listen_port');
    if (port < 0 || port > 65_535 || !this.#canBind(preferences)) return;
    let current = true;
    const close = this.#openPort(port, (opened) => {
      if (current) this.#port = opened;
    });
    this.#close = () => {
      current = false;
      close();
    };
  }

  close(): void {
    this.#close();
    this.#close = () => {};
    this.#port = undefined;
  }

  /**
   * The network under it was replaced: no peer gets through any more, and the listener does not
   * notice.
   */
  networkChanged(): void {
    this.#close();
    this.#dead = true;
  }

  #canBind(preferences: PreferenceStore): boolean {
    const address = preferences.text('current_interface_address');
    const name = preferences.text('current_network_interface');
    const addresses =
      name === '' ? [...this.#interfaces.values()].flat() : this.#interfaces.get(name);
    if (addresses === undefined) return false;
    return ['', '0.0.0.0', '::'].includes(address) || addresses.includes(address);
  }
}

function settingsOf(preferences: PreferenceStore): string {
  return JSON.stringify([
    preferences.number('listen_port'),
    preferences.text('current_network_interface'),
    preferences.text('current_interface_address'),
  ]);
}
