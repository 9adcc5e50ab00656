import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const PATIENCE_MS = 1_000;

/** What a peer can be asked: to answer at a port, or to send a request to one. */
export const peerAnswers = {
  async listen(address: string, port: number): Promise<void> {
    const tcp = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(`tcp to ${socket.remoteAddress}`);
    });
    tcp.listen(port, address);
    const udp = createSocket('udp4');
    udp.on('message', (_, from) => udp.send(`udp to ${from.address}`, from.port, from.address));
    udp.bind(port, address);
    await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  },

  /** What a listener says; nothing when it cannot be reached. */
  async tcp(host: string, port: number): Promise<string | undefined> {
    const socket = connect({ host, port }).setEncoding('utf8');
    const timer = setTimeout(() => socket.destroy(new Error('silence')), PATIENCE_MS);
    try {
      let text = '';
      for await (const chunk of socket) text += chunk;
      return text;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  },

  async udp(host: string, port: number): Promise<string | undefined> {
    const socket = createSocket('udp4');
    socket.send('who is there?', port, host);
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const [answer] = await once(socket, 'message', { signal });
      return String(answer);
    } catch {
      return undefined;
    } finally {
      socket.close();
    }
  },
};
