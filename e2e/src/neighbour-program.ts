// A host next to the one with the front, which asks the NAT-PMP gateway itself.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { answerQuestions } from './answer-questions.ts';

const GATEWAY_PORT = 5351;
const OPCODES = { udp: 1, tcp: 2 };

answerQuestions({ mapDirectly });

/** Asks the gateway for the same port inside and outside; resolves to the port that it grants. */
async function mapDirectly(
  gateway: string,
  from: string,
  protocol: keyof typeof OPCODES,
  port: number,
  seconds: number,
): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, from);
  await once(socket, 'listening');
  const packet = Buffer.alloc(12);
  packet.writeUInt8(OPCODES[protocol], 1);
  packet.writeUInt16BE(port, 4);
  packet.writeUInt16BE(port, 6);
  packet.writeUInt32BE(seconds, 8);
  socket.send(packet, GATEWAY_PORT, gateway);
  const [reply] = await once(socket, 'message');
  socket.close();
  return Buffer.from(reply).readUInt16BE(10);
}
