import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What came back of a stream of datagrams since the last report. */
export interface StreamReport {
  readonly sent: number;
  readonly received: number;
  /** The longest time in which nothing came back. */
  readonly longestGapMs: number;
}

/** How a connection that was held open is now. */
export interface HeldConnection {
  /** The code of the error that ended it. */
  readonly error: string | undefined;
  /** Milliseconds from `holdReport(true)`, or from its beginning, to that error. */
  readonly ms: number | undefined;
}

const WRITE_EVERY_MS = 50;
const LAST_REPLY_MS = 500;
let stream: { report(): StreamReport; stop(): Promise<StreamReport> } | undefined;
let held: { socket: Socket; since: number; error?: string; at?: number } | undefined;

/** What a host can be asked about traffic that goes on for a while. */
export const trafficAnswers = {
  /** Sends a datagram every few milliseconds, always from the same socket. */
  async startStream(host: string, port: number, everyMs: number): Promise<void> {
    await stream?.stop();
    const socket = createSocket('udp4');
    socket.on('error', () => {});
    socket.bind();
    await once(socket, 'listening');
    let sent = 0;
    let received = 0;
    let longestGapMs = 0;
    let last = performance.now();
    const note = () => {
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - last);
      return now;
    };
    socket.on('message', () => {
      received += 1;
      last = note();
    });
    // A datagram that cannot be sent is as lost as any other.
    const timer = setInterval(() => {
      sent += 1;
      socket.send('on and on', port, host, () => {});
    }, everyMs);
    const report = () => {
      note();
      const result = { sent, received, longestGapMs };
      sent = received = longestGapMs = 0;
      return result;
    };
    const stop = async () => {
      clearInterval(timer);
      note();
      const gap = longestGapMs;
      const signal = AbortSignal.timeout(LAST_REPLY_MS);
      while (received < sent && !signal.aborted)
        await once(socket, 'message', { signal }).catch(() => {});
      socket.close();
      return { ...report(), longestGapMs: gap };
    };
    stream = { report, stop };
  },

  streamReport(): StreamReport {
    if (stream === undefined) throw new Error('There is no stream');
    return stream.report();
  },

  /** Waits for the last replies. */
  async stopStream(): Promise<StreamReport> {
    const ended = stream;
    stream = undefined;
    if (ended === undefined) throw new Error('There is no stream');
    return await ended.stop();
  },

  /** Keeps the connections to a port open. */
  async keepOpen(address: string, port: number): Promise<void> {
    const server = createServer((socket) => socket.on('error', () => {}).resume());
    await once(server.listen(port, address), 'listening');
  },

  /** Opens a connection, and writes to it again and again. */
  async hold(host: string, port: number): Promise<void> {
    held?.socket.destroy();
    const socket = connect({ host, port });
    await once(socket, 'connect');
    const connection: NonNullable<typeof held> = { socket, since: performance.now() };
    held = connection;
    const timer = setInterval(() => socket.write('still here\n'), WRITE_EVERY_MS);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      connection.error = error.code ?? error.message;
      connection.at = performance.now();
    });
    socket.on('close', () => clearInterval(timer));
  },

  /** @param mark Counts the time from now on. */
  holdReport(mark: boolean): HeldConnection {
    if (mark && held) held.since = performance.now();
    const ms = held?.at === undefined ? undefined : held.at - held.since;
    return { error: held?.error, ms };
  },
};
