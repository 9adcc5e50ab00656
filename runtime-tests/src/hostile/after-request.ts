import type { Socket } from 'node:net';

/** Calls back for each request, once its head has come. */
export function afterRequest(answer: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    let head = '';
    socket.on('data', (data) => {
      head += data.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      head = '';
      answer(socket);
    });
  };
}

/** Answers each request with the text, and leaves the connection open. */
export function reply(text: string): (socket: Socket) => void {
  return afterRequest((socket) => void socket.write(text, 'latin1'));
}

/** Answers with the text and ends the connection. */
export function replyAndEnd(text: string): (socket: Socket) => void {
  return afterRequest((socket) => void socket.end(text, 'latin1'));
}

/** Answers with the start, and then with the same piece until the client goes away. */
export function replyEndlessly(start: string, piece: string): (socket: Socket) => void {
  return afterRequest((socket) => {
    socket.write(start, 'latin1');
    const block = Buffer.from(piece.repeat(Math.ceil(16_384 / piece.length)), 'latin1');
    const flood = () => {
      while (socket.writable && socket.write(block));
    };
    socket.on('drain', flood);
    flood();
  });
}
