import type { SimulatedReply } from '../simulated-http.ts';

type Reply = Extract<SimulatedReply, { kind: 'reply' }>;

/** A JSON answer, indented by 4 spaces as the servers print it. */
export function jsonReply(status: number, value: unknown): Reply {
  return {
    kind: 'reply',
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(value, null, 4)}\n`,
  };
}

/** A JSON answer on one line, as the account API prints it. */
export function compactJsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    kind: 'reply',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** What servers say about a token that they do not accept, with various statuses. */
export function loginFailed(status: number): Reply {
  return jsonReply(status, { status: 'ERROR', message: 'Login failed!' });
}

/** A plain text answer. */
export function textReply(status: number, body: string): Reply {
  return { kind: 'reply', status, headers: { 'content-type': 'text/plain' }, body };
}

/** The answer with the server's time in it. */
export function dated(reply: SimulatedReply, at: number): SimulatedReply {
  if (!('headers' in reply)) return reply;
  return { ...reply, headers: { ...reply.headers, date: new Date(at).toUTCString() } };
}

/** The HTML page that a reverse proxy puts in place of an answer. */
export function htmlReply(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const heading = `${status} ${title}`;
  return {
    kind: 'reply',
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}
