import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SimulatedAnswer, SimulatedReply } from '../simulated-http.ts';

const DRIP_INTERVAL_MS = 200;

/**
 * Turns a reply into bytes, or into what happens to the connection.
 *
 * @param socket the TCP connection below TLS
 */
export function sendReply(reply: SimulatedReply, response: ServerResponse, socket: Socket): void {
  switch (reply.kind) {
    case 'reply':
      answer(reply, response);
      return;
    case 'cut-off':
      writeHead(reply, response);
      response.write(reply.body.slice(0, reply.body.length / 2), () => socket.destroy());
      return;
    case 'slow-drip':
      drip(reply, response);
      return;
    case 'hang':
      return;
    case 'empty-reply':
      socket.destroy();
      return;
    default:
      socket.resetAndDestroy();
  }
}

function answer(reply: SimulatedAnswer, response: ServerResponse): void {
  const timer = setTimeout(() => {
    writeHead(reply, response);
    response.end(reply.body);
  }, reply.delayMs ?? 0);
  response.on('close', () => clearTimeout(timer));
}

function writeHead({ status, headers, body }: SimulatedAnswer, response: ServerResponse): void {
  // One exchange per connection: each request gets the state and the faults of its own moment.
  response.shouldKeepAlive = false;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status !== 204) response.setHeader('content-length', Buffer.byteLength(body));
}

function drip(reply: SimulatedAnswer, response: ServerResponse): void {
  const bytes = Buffer.from(reply.body);
  let sent = 0;
  writeHead(reply, response);
  response.flushHeaders();
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent >= bytes.length) response.end();
  }, DRIP_INTERVAL_MS);
  response.on('close', () => clearInterval(timer));
}
