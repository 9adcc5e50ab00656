import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { decodeAnswer, encodeAnswer, encodeQuestion } from './dns-message.ts';

/** How questions ended since the last report. */
export interface QuestionReport {
  readonly answered: number;
  readonly lost: number;
}

let questions: { answered: number; lost: number } | undefined;
const BETWEEN_QUESTIONS_MS = 10;

const PATIENCE_MS = 1_000;
const DNS_PORT = 53;
const LENGTH_BYTES = 2;

/** How a question to a resolver ended. */
export interface Resolution {
  /** The address; `undefined` without an answer. */
  readonly address: string | undefined;
  readonly ms: number;
}

/** What a host can be asked about DNS: to be a resolver, or to ask one. */
export const dnsAnswers = {
  /** Answers every question at port 53 with one address. */
  async resolver(own: string, address: string): Promise<void> {
    const udp = createSocket('udp4');
    udp.on('message', (question, from) =>
      udp.send(encodeAnswer(question, address), from.port, from.address),
    );
    udp.bind(DNS_PORT, own);
    const tcp = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => socket.end(framed(encodeAnswer(data.subarray(2), address))));
    });
    tcp.listen(DNS_PORT, own);
    await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  },

  /** Asks again and again, one question after the other, each from another socket. */
  async startQuestions(server: string): Promise<void> {
    const asking = { answered: 0, lost: 0 };
    questions = asking;
    const ask = async () => {
      const { address } = await dnsAnswers.resolve(server, 'udp');
      if (address === undefined) asking.lost += 1;
      else asking.answered += 1;
      if (questions === asking) setTimeout(ask, BETWEEN_QUESTIONS_MS);
    };
    await ask();
  },

  questionReport(): QuestionReport {
    const { answered = 0, lost = 0 } = questions ?? {};
    if (questions !== undefined) questions.answered = questions.lost = 0;
    return { answered, lost };
  },

  stopQuestions(): void {
    questions = undefined;
  },

  async resolve(server: string, protocol: 'tcp' | 'udp'): Promise<Resolution> {
    const begun = performance.now();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const ask = protocol === 'udp' ? askUdp : askTcp;
    const answer = await ask(server, signal).catch(() => undefined);
    const address = answer && decodeAnswer(answer);
    return { address, ms: performance.now() - begun };
  },
};

async function askUdp(server: string, signal: AbortSignal): Promise<Buffer> {
  const socket = createSocket('udp4');
  // Only a connected socket learns that it was refused.
  socket.connect(DNS_PORT, server);
  try {
    await once(socket, 'connect', { signal });
    socket.send(encodeQuestion(7, 'name.example.net'));
    const [answer] = await once(socket, 'message', { signal });
    return answer;
  } finally {
    socket.close();
  }
}

async function askTcp(server: string, signal: AbortSignal): Promise<Buffer> {
  const socket = connect({ host: server, port: DNS_PORT });
  try {
    await once(socket, 'connect', { signal });
    socket.write(framed(encodeQuestion(7, 'name.example.net')));
    const [answer] = await once(socket, 'data', { signal });
    return answer.subarray(LENGTH_BYTES);
  } finally {
    socket.destroy();
  }
}

function framed(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]);
}
