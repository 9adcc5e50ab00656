import type { QBittorrentDialect } from '@portkeep/simulators';
import type { Orders } from './order.ts';

type Answer<Name extends keyof Orders> = Promise<Orders[Name]['answer']>;

/** A case's hand on the simulators: they live in another process, on Node.js. */
export class Stage {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  startPia(): Answer<'start-pia'> {
    return this.order('start-pia', null);
  }

  startNatPmp(token?: string, externalAddress?: string): Answer<'start-natpmp'> {
    return this.order('start-natpmp', { token, externalAddress });
  }

  startQBittorrent(dialect: QBittorrentDialect, apiKey?: string): Answer<'start-qbittorrent'> {
    return this.order('start-qbittorrent', { dialect, apiKey });
  }

  async order<Name extends keyof Orders>(name: Name, ask: Orders[Name]['ask']): Answer<Name> {
    const response = await fetch(this.#url, {
      method: 'POST',
      body: JSON.stringify({ name, ask }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The order '${name}' failed: ${text}`);
    return JSON.parse(text);
  }
}
