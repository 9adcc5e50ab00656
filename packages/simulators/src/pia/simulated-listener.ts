import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { readRequest } from '../read-request.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { sendReply } from './send-reply.ts';

/** What to do with a new connection: speak HTTP, or HTTP over TLS, or fail it. */
export type Welcome = 'plain' | 'hang' | 'reset' | TLSSocketOptions;

/** What a {@link SimulatedListener} needs from its simulator. */
export interface SimulatedListenerOptions {
  readonly address: string;
  readonly welcome: () => Welcome;
  /** Whether the socket is to be open now. */
  readonly listening: () => boolean;
  readonly respond: (request: SimulatedRequest) => SimulatedReply;
}

/** A real socket in front of a simulator. It can go away and come back on the same port. */
export class SimulatedListener {
  readonly #options: SimulatedListenerOptions;
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #http = createHttpServer();
  readonly #sockets = new Set<Socket>();
  readonly #below = new WeakMap<Duplex, Socket>();
  #port = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(options: SimulatedListenerOptions) {
    this.#options = options;
    this.#http.on('request', (request, response) => {
      const socket = this.#below.get(request.socket);
      if (socket === undefined) return;
      readRequest(request).then(
        (message) => sendReply(options.respond(message), response, socket),
        () => socket.destroy(),
      );
    });
  }

  get port(): number {
    return this.#port;
  }

  /**
   * Listens on this port, 0 for any free one.
   *
   * @throws {Error} such as `EADDRINUSE`
   */
  async open(port: number): Promise<void> {
    this.#server.listen(port, this.#options.address);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Listens or not from now on, as its simulator says; when it stops, connections end too. */
  follow(): void {
    const { listening } = this.#options;
    if (!listening()) {
      this.drop();
      this.#server.close();
    }
    this.#work = this.#work.then(async () => {
      if (listening() && !this.#server.listening) await this.open(this.#port);
    });
  }

  /** Resolves when the socket is as open or as closed as it was last asked to be. */
  settled(): Promise<void> {
    return this.#work;
  }

  /** Cuts every connection. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    await this.#work;
    this.drop();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A client that goes away is no concern of the server.
    socket.on('error', () => {});
    const welcome = this.#options.welcome();
    if (welcome === 'reset') socket.resetAndDestroy();
    else if (welcome === 'hang') socket.resume();
    else this.#speak(welcome === 'plain' ? socket : secure(socket, welcome), socket);
  }

  #speak(stream: Duplex, socket: Socket): void {
    this.#below.set(stream, socket);
    this.#http.emit('connection', stream);
  }
}

function secure(socket: Socket, options: TLSSocketOptions): TLSSocket {
  const stream = new TLSSocket(socket, { ...options, isServer: true });
  stream.on('error', () => socket.destroy());
  return stream;
}
