// A peer on the internet, as a program of its own: answers at a port, or sends a request to one.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { answerQuestions } from './answer-questions.ts';

const PATIENCE_MS = 1_000;

answerQuestions({
  async listen(address: string, port: number) {
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
  tcp: askTcp,
  udp: askUdp,
});

/** What a listener says; nothing when it cannot be reached. */
async function askTcp(host: string, port: number): Promise<string | undefined> {
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
}

async function askUdp(host: string, port: number): Promise<string | undefined> {
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
}
