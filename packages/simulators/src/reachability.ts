import { once } from 'node:events';
import type { Server } from 'node:http';

/** Opens and closes the socket of a server, one step after the other. */
export class Reachability {
  readonly #server: Server;
  readonly #host: string;
  /** Final: the connections that close() cuts must not open the port again. */
  #closed = false;
  #work: Promise<void> = Promise.resolve();

  constructor(server: Server, host: string) {
    this.#server = server;
    this.#host = host;
  }

  /** Rejects when the port cannot be opened. */
  async open(port: number): Promise<void> {
    this.#server.listen(port, this.#host);
    await once(this.#server, 'listening');
  }

  /** Cuts every connection and frees the port. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.settled();
    if (this.#server.listening) await this.#closeNow();
  }

  /** Opens or closes the socket as `reachable` says, when the earlier steps are done. */
  follow(port: number, reachable: () => boolean): void {
    this.#work = this.#work.then(async () => {
      if (this.#closed || reachable() === this.#server.listening) return;
      if (reachable()) await this.open(port);
      else await this.#closeNow();
    });
  }

  settled(): Promise<void> {
    return this.#work;
  }

  async #closeNow(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
