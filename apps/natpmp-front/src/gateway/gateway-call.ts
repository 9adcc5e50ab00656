import { createSocket, type Socket } from 'node:dgram';
import type { HostAndPort } from '@portkeep/app-host';
import { GatewayFailure, socketFailure } from './gateway-failure.ts';
import type { Question } from './question.ts';

/** One question to a gateway on a socket of its own, which may be sent again until it is answered. */
export class GatewayCall<T> {
  /** Rejects with a {@linkcode GatewayFailure}. */
  readonly answer: Promise<T>;
  readonly #socket: Socket = createSocket('udp4');
  readonly #question: Question<T>;
  readonly #ready: Promise<void>;
  #closed = false;

  constructor({ host, port }: HostAndPort, question: Question<T>) {
    this.#question = question;
    const socket = this.#socket;
    this.answer = new Promise<T>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (bytes) => {
        try {
          const answer = question.read(bytes);
          if (answer !== undefined) resolve(answer);
        } catch (error) {
          reject(error);
        }
      });
    }).catch((error: unknown) => {
      throw error instanceof GatewayFailure ? error : socketFailure(error);
    });
    // The caller may not be waiting for the answer yet: its failure must not count as unhandled.
    this.answer.catch(() => {});
    // Connected: the kernel drops packets from other senders and reports ICMP errors.
    this.#ready = new Promise((resolve) => socket.once('connect', resolve));
    socket.connect(port, host);
  }

  /** Sends the question, as soon as the socket is ready. */
  async send(): Promise<void> {
    await this.#ready;
    if (!this.#closed) this.#socket.send(this.#question.write());
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }
}
