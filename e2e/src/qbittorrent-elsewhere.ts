import { type Ask, startElsewhere } from './elsewhere.ts';

/**
 * The simulated qBittorrent in another network namespace. Unlike the real 4.5.2 it never opens its
 * listener again on its own after the network has changed; other builds do not do so either.
 */
export class QBittorrentElsewhere {
  readonly baseUrl: string;
  readonly #ask: Ask;

  private constructor(ask: Ask, baseUrl: string) {
    this.#ask = ask;
    this.baseUrl = baseUrl;
  }

  static async start(namespace: string): Promise<QBittorrentElsewhere> {
    const ask = startElsewhere(namespace, 'qbittorrent-program.ts');
    return new QBittorrentElsewhere(ask, String(await ask('start')));
  }

  /** The tunnel was replaced: the listener is dead until port, interface or address change. */
  async networkChanged(): Promise<void> {
    await this.#ask('networkChanged');
  }

  /** `undefined` while no peer gets through. */
  async listeningPort(): Promise<number | undefined> {
    return (await this.#ask('listeningPort')) as number | undefined;
  }
}
