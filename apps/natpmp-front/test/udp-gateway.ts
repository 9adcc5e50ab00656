import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A request as it arrived. */
export interface HeardRequest {
  readonly version: number;
  readonly opcode: number;
  readonly internalPort: number;
  readonly externalPort: number;
  readonly lifetimeSeconds: number;
  readonly from: RemoteInfo;
}

/** How this differs from the usual answer. */
export interface AnswerChanges {
  readonly version?: number;
  readonly opcode?: number;
  readonly resultCode?: number;
  readonly epochSeconds?: number;
  readonly internalPort?: number;
  readonly externalPort?: number;
  readonly lifetimeSeconds?: number;
}

/** A NAT-PMP gateway of a few lines, written from RFC 6886 without using the program's codec. */
export class UdpGateway {
  readonly heard: HeardRequest[] = [];
  /** Answers a request; by default as the RFC requires, with the suggested port or 40000. */
  onRequest: (request: HeardRequest) => void = (request) => this.answer(request);
  /** What it answers to a question for its address: a reply without its first two bytes. */
  addressReply = '0000 0000002d cb007101';
  readonly #socket: Socket = createSocket('udp4');

  static async start(): Promise<UdpGateway> {
    const gateway = new UdpGateway();
    gateway.#socket.on('message', (bytes, from) => gateway.#hear(bytes, from));
    gateway.#socket.bind(0, '127.0.0.1');
    await once(gateway.#socket, 'listening');
    return gateway;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    this.#socket.close();
  }

  /** Answers, from this socket or from another one. */
  answer(request: HeardRequest, changes: AnswerChanges = {}, socket: Socket = this.#socket): void {
    const isDeletion = request.lifetimeSeconds === 0;
    const bytes = Buffer.alloc(16);
    bytes.writeUInt8(changes.version ?? 0, 0);
    bytes.writeUInt8(changes.opcode ?? 128 + request.opcode, 1);
    bytes.writeUInt16BE(changes.resultCode ?? 0, 2);
    bytes.writeUInt32BE(changes.epochSeconds ?? 1000, 4);
    bytes.writeUInt16BE(changes.internalPort ?? request.internalPort, 8);
    const externalPort = isDeletion ? 0 : request.externalPort || 40_000;
    bytes.writeUInt16BE(changes.externalPort ?? externalPort, 10);
    bytes.writeUInt32BE(changes.lifetimeSeconds ?? request.lifetimeSeconds, 12);
    this.send(request, bytes, socket);
  }

  send(request: HeardRequest, bytes: Uint8Array, socket: Socket = this.#socket): void {
    socket.send(bytes, request.from.port, request.from.address);
  }

  #hear(bytes: Buffer, from: RemoteInfo): void {
    if (bytes.toString('hex') === '0000') {
      const reply = Buffer.from(`0080${this.addressReply}`.replaceAll(' ', ''), 'hex');
      this.#socket.send(reply, from.port, from.address);
      return;
    }
    if (bytes.length !== 12) throw new Error(`a request of ${bytes.length} bytes`);
    const request = {
      version: bytes.readUInt8(0),
      opcode: bytes.readUInt8(1),
      internalPort: bytes.readUInt16BE(4),
      externalPort: bytes.readUInt16BE(6),
      lifetimeSeconds: bytes.readUInt32BE(8),
      from,
    };
    this.heard.push(request);
    this.onRequest(request);
  }
}
