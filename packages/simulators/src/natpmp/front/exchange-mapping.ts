import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayFailure, refusal, socketFailure } from './gateway-failure.ts';
import {
  decodeMappingReply,
  encodeMappingPacket,
  type MappingPacket,
  type MappingReply,
} from './mapping-packet.ts';

const FIRST_WAIT_MS = 250;

/** Where a gateway is and how patiently it is asked. */
export interface GatewayAddress {
  readonly address: string;
  readonly port: number;
  /** Waits 250 ms for the first answer, twice as long for each further one: 9 tries are 128 s. */
  readonly tries: number;
}

/**
 * Asks a gateway for one mapping (RFC 6886, 3.1 and 3.3).
 *
 * @throws {GatewayFailure} when it refuses, is silent or cannot be asked
 * @throws the signal's reason
 */
export async function exchangeMapping(
  packet: MappingPacket,
  { address, port, tries }: GatewayAddress,
  signal: AbortSignal,
): Promise<Extract<MappingReply, { kind: 'granted' }>> {
  signal.throwIfAborted();
  const socket = createSocket('udp4');
  const done = new AbortController();
  try {
    // Connected: the kernel drops what others than the gateway send, and tells what ICMP says.
    socket.connect(port, address);
    await once(socket, 'connect', { signal });
    const waits = AbortSignal.any([signal, done.signal]);
    const reply = await Promise.race([
      replyTo(packet, socket),
      transmit(encodeMappingPacket(packet), socket, tries, waits),
    ]);
    if (reply.kind === 'refused') throw refusal(reply.resultCode);
    return reply;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof GatewayFailure ? error : socketFailure(error);
  } finally {
    done.abort();
    socket.close();
  }
}

function replyTo(packet: MappingPacket, socket: Socket): Promise<MappingReply> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (bytes) => {
      const reply = decodeMappingReply(bytes);
      if (reply?.protocol !== packet.protocol) return;
      if (reply.kind === 'refused' || reply.internalPort === packet.internalPort) resolve(reply);
    });
  });
}

async function transmit(
  bytes: Uint8Array,
  socket: Socket,
  tries: number,
  signal: AbortSignal,
): Promise<never> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    socket.send(bytes);
    await delay(FIRST_WAIT_MS * 2 ** attempt, undefined, { signal });
  }
  throw new GatewayFailure('no-reply');
}
