import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, forwardBody } from './running-front.ts';

let place: FrontBeforeUdpGateway;
beforeAll(async () => {
  place = await FrontBeforeUdpGateway.create({ API_TOKEN: 'secret' });
});
afterAll(() => {
  place.close();
});

interface RawReply {
  readonly status: number;
  /** Names as they were written. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends bytes as they are; the body is latin1, one character for each byte. */
async function send(head: string, headers: readonly string[], body = ''): Promise<RawReply> {
  const { port } = place.front.address;
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  const lines = [head, 'host: front', 'connection: close', ...headers];
  if (body !== '') lines.push(`content-length: ${body.length}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  let text = '';
  socket.on('data', (more) => {
    text += more;
  });
  await once(socket, 'close');
  const [, status, fields = '', content = ''] =
    /^HTTP\/1\.1 (\d+) [^\r]*\r\n(.*?)\r\n\r\n(.*)$/s.exec(text) ?? [];
  return {
    status: Number(status),
    headers: Object.fromEntries(fields.split('\r\n').map((line) => line.split(': '))),
    body: content,
  };
}

const JSON_TYPE = 'content-type: application/json';
const TOKEN = 'authorization: Bearer secret';
const POST = 'POST /forward HTTP/1.1';
const GOOD = forwardBody('tcp', 7001);
const MIB_2 = 2 * 1024 * 1024;
const SYNTAX = 'Failed to parse the request body as JSON: ';
const DATA = 'Failed to deserialize the JSON body into the target type: ';
const BAD_PROTOCOL = '{"error":"protocol must be tcp or udp"}';
const NOT_JSON = 'Expected request with `Content-Type: application/json`';

/** What `natpmp-http-api` 1.0.1 answers, whether a token is sent or not. */
const IN_TEXT: readonly (readonly [
  what: string,
  type: string,
  body: string,
  status: number,
  text: string,
])[] = [
  ['no body', JSON_TYPE, '', 400, `${SYNTAX}EOF while parsing a value at line 1 column 0`],
  [
    'a name without quotes',
    JSON_TYPE,
    '{a',
    400,
    `${SYNTAX}key must be a string at line 1 column 2`,
  ],
  [
    'a missing field',
    JSON_TYPE,
    '{"internal_port":7001,"protocol":"tcp"}',
    422,
    `${DATA}missing field \`duration\` at line 1 column 39`,
  ],
  [
    'a port too high',
    JSON_TYPE,
    '{"internal_port":70000,"protocol":"tcp","duration":60}',
    422,
    `${DATA}internal_port: invalid value: integer \`70000\`, expected u16 at line 1 column 22`,
  ],
  [
    'a port in quotes',
    JSON_TYPE,
    '{"internal_port":"7001","protocol":"tcp","duration":60}',
    422,
    `${DATA}internal_port: invalid type: string "7001", expected u16 at line 1 column 23`,
  ],
  [
    'the port -0',
    JSON_TYPE,
    '{"internal_port":-0,"protocol":"tcp","duration":60}',
    422,
    `${DATA}internal_port: invalid type: floating point \`-0.0\`, expected u16 at line 1 column 19`,
  ],
  [
    'a port with a leading zero',
    JSON_TYPE,
    '{"internal_port":06881,"protocol":"tcp","duration":60}',
    400,
    `${SYNTAX}internal_port: invalid number at line 1 column 19`,
  ],
  [
    'a field twice',
    JSON_TYPE,
    '{"duration":60,"duration":60}',
    422,
    `${DATA}duplicate field \`duration\` at line 1 column 25`,
  ],
  [
    'invalid UTF-8 in the protocol',
    JSON_TYPE,
    '{"internal_port":7001,"protocol":"t\xffp","duration":60}',
    400,
    `${SYNTAX}protocol: invalid unicode code point at line 1 column 38`,
  ],
  [
    'half a surrogate pair in the protocol',
    JSON_TYPE,
    '{"protocol":"\\ud800","internal_port":7001,"duration":60}',
    400,
    `${SYNTAX}protocol: unexpected end of hex escape at line 1 column 20`,
  ],
  [
    'a byte order mark',
    JSON_TYPE,
    `\xef\xbb\xbf${GOOD}`,
    400,
    `${SYNTAX}expected value at line 1 column 1`,
  ],
  ['no content type', 'x: y', GOOD, 415, NOT_JSON],
  ['a form', 'content-type: application/x-www-form-urlencoded', GOOD, 415, NOT_JSON],
  ['two semicolons', 'content-type: application/json;;', GOOD, 415, NOT_JSON],
  [
    'a space before the semicolon',
    'content-type: application/json ; charset=utf-8',
    GOOD,
    415,
    NOT_JSON,
  ],
  [
    'one byte more than 2 MiB',
    JSON_TYPE,
    GOOD.padEnd(MIB_2 + 1),
    413,
    'Failed to buffer the request body: length limit exceeded',
  ],
];

describe.each([
  ['with the token', [TOKEN]],
  ['without the token', []],
] as const)('in a request %s', (_, token) => {
  test.each(IN_TEXT)(
    '%s is refused as the original refuses it',
    async (_what, type, body, status, text) => {
      const reply = await send(POST, [type, ...token], body);
      expect([reply.status, reply.body]).toEqual([status, text]);
      expect(reply.headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'content-length': String(text.length),
      });
    },
  );
});

test.each([
  ['a token that is wrong', ['authorization: Bearer other'], GOOD, 401, '{"error":"Unauthorized"}'],
  [
    'a scheme in lower case',
    ['authorization: bearer secret'],
    GOOD,
    401,
    '{"error":"Unauthorized"}',
  ],
  [
    'two spaces before the token',
    ['authorization: Bearer  secret'],
    GOOD,
    401,
    '{"error":"Unauthorized"}',
  ],
  ['no token', [], forwardBody('both', 7001), 401, '{"error":"Unauthorized"}'],
  ['another protocol', [TOKEN], forwardBody('both', 7001), 400, BAD_PROTOCOL],
  ['the protocol sctp', [TOKEN], forwardBody('sctp', 7001), 400, BAD_PROTOCOL],
  ['a space in the protocol', [TOKEN], forwardBody(' tcp', 7001), 400, BAD_PROTOCOL],
] as const)('%s is refused as the original refuses it', async (_, headers, body, status, text) => {
  const reply = await send(POST, [JSON_TYPE, ...headers], body);
  expect([reply.status, reply.body]).toEqual([status, text]);
  expect(reply.headers).toMatchObject({ 'content-type': 'application/json' });
  expect(reply.headers).not.toHaveProperty('www-authenticate');
});

test.each([
  ['GET /forward', 405, 'POST'],
  ['OPTIONS /forward', 405, 'POST'],
  ['DELETE /forward', 405, 'POST'],
  ['HEAD /forward', 405, 'POST'],
  ['POST /health', 405, 'GET,HEAD'],
  ['POST /v1/address', 405, 'GET,HEAD'],
  ['POST /forward/', 404, undefined],
  ['GET //', 404, undefined],
  ['GET /', 404, undefined],
])('%s gets status %d, without a body or a content type', async (line, status, allow) => {
  const reply = await send(`${line} HTTP/1.1`, [TOKEN]);
  expect([reply.status, reply.body, reply.headers.allow]).toEqual([status, '', allow]);
  expect(reply.headers).not.toHaveProperty('content-type');
  // With this, a browser sends no request for a page from elsewhere.
  expect(Object.keys(reply.headers).join()).not.toContain('access-control');
});

test.each([
  ['a charset', 'content-type: application/json; charset=utf-8', GOOD],
  ['a semicolon at the end', 'content-type: application/json;', GOOD],
  ['JSON by its suffix', 'content-type: application/vnd.api+json', GOOD],
  ['an array', JSON_TYPE, '[7001,"tcp",60]'],
  ['a protocol in capitals', JSON_TYPE, forwardBody('TCP', 7001)],
  ['a field that is not known', JSON_TYPE, GOOD.replace('{', '{"external_port":"\xff",')],
  ['2 MiB', JSON_TYPE, GOOD.padEnd(MIB_2)],
])('%s is accepted as by the original', async (_, type, body) => {
  const reply = await send(POST, [type, TOKEN], body);
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/json']);
  expect(reply.body).toBe(
    '{"internal_port":7001,"external_port":40000,"protocol":"tcp","duration":60,"lifetime":60,"epoch":1000}',
  );
});

test('the health of the API is reported without a token, and to HEAD without a body', async () => {
  const got = await send('GET /health HTTP/1.1', []);
  expect([got.status, got.headers['content-type']]).toEqual([200, 'application/json']);
  expect(got.body).toMatch(/^\{"status":"healthy","timestamp":"[\d-]+T[\d:]+\.\d{9}\+00:00"\}$/);
  const head = await send('HEAD /health?x=1 HTTP/1.1', []);
  expect([head.status, head.body]).toEqual([200, '']);
  expect(head.headers['content-length']).toBe(got.headers['content-length']);
});
