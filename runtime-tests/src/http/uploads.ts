import assert from 'node:assert/strict';
import type { HttpBody, TransferProgress } from '@portkeep/http';
import type { ContractCase } from '../contract-case.ts';
import { rejectionOf } from '../rejection.ts';
import { RUNTIME } from '../runtime.ts';
import { eachTransport } from './each-transport.ts';
import { outcomeOf } from './outcome.ts';

const LONG = { timeoutMs: 15_000 };
const SIZE = 300_000;

const BODIES: readonly {
  readonly what: string;
  readonly make: () => HttpBody;
  readonly headers: readonly RegExp[];
  /** One character for each byte. */
  readonly sent: RegExp;
}[] = [
  {
    what: 'a text',
    make: () => '{"a":"€"}',
    headers: [/^content-length: 11$/im],
    sent: /^\{"a":"\u00e2\u0082\u00ac"\}$/,
  },
  {
    what: 'a Uint8Array',
    make: () => new Uint8Array([65, 66, 255]),
    headers: [/^content-length: 3$/im],
    sent: /^AB\u00ff$/,
  },
  {
    what: 'a Blob with its type',
    make: () => new Blob(['ab'], { type: 'application/x-thing' }),
    headers: [/^content-length: 2$/im, /^content-type: application\/x-thing$/im],
    sent: /^ab$/,
  },
  {
    what: 'an empty Blob with its type',
    make: () => new Blob([], { type: 'application/x-thing' }),
    headers: [/^content-length: 0$/im, /^content-type: application\/x-thing$/im],
    sent: /^$/,
  },
  {
    what: 'a form',
    make: formOfOneFile,
    headers: [/^content-length: \d+$/im, /^content-type: multipart\/form-data; boundary=.+$/im],
    sent: /filename="a\.torrent"/,
  },
];

export const UPLOADS: readonly ContractCase[] = [
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map(
    (method): ContractCase => ({
      name: `${method} is sent with its headers`,
      run: (stage) =>
        eachTransport(stage, 'ok-after-body', async ({ transport, request, url, look }) => {
          const given = request({ method, url: `${url}a?b=c`, headers: { 'x-own': 'yes' } });
          assert.equal(await outcomeOf(transport(given, LONG)), '200 "ok"');
          const { requests, received } = await look();
          assert.deepEqual(requests, [`${method} /a?b=c HTTP/1.1`]);
          assert.match(received.join(), /x-own: yes\r\n/i);
          // Without a length, some servers answer 411.
          if (method === 'POST' || method === 'PUT') {
            assert.match(received.join(), /content-length: 0\r\n/i);
          }
        }),
    }),
  ),
  ...BODIES.map(
    ({ what, make, headers, sent }): ContractCase => ({
      name: `${what} is sent as a body of a known length`,
      run: (stage) =>
        eachTransport(stage, 'ok-after-body', async ({ transport, request, look }) => {
          const given = request({ method: 'POST', body: make() });
          assert.equal(await outcomeOf(transport(given, LONG)), '200 "ok"');
          const [head = '', ...body] = (await look()).received.join().split('\r\n\r\n');
          for (const header of headers) assert.match(head.replaceAll('\r', ''), header);
          assert.match(body.join('\r\n\r\n'), sent);
        }),
    }),
  ),
  {
    name: 'an upload is reported as it leaves, where the runtime can send its length as well',
    run: (stage) =>
      eachTransport(stage, 'ok-after-body', async ({ name, transport, request, look }) => {
        const steps: TransferProgress[] = [];
        const onProgress = (step: TransferProgress) => void steps.push(step);
        const given = request({ method: 'POST', body: formOfOneFile() });
        const exchange = transport(given, { ...LONG, onProgress });
        assert.equal(await outcomeOf(exchange), '200 "ok"');
        const received = (await look()).received.join();
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
        assert.ok(length > SIZE);
        assert.equal(received.split('\r\n\r\n').slice(1).join('\r\n\r\n').length, length);
        const uploads = steps.filter(({ direction }) => direction === 'upload');
        if (name === 'ky' && RUNTIME === 'Deno') assert.deepEqual(uploads, []);
        else {
          assert.ok(uploads.length > 2);
          const whole = { transferredBytes: length, totalBytes: length };
          assert.deepEqual(uploads.at(-1), { direction: 'upload', ...whole });
        }
      }),
  },
  {
    name: 'an upload whose onProgress throws rejects with that error and closes the connection',
    run: (stage) =>
      eachTransport(
        stage,
        'ok-after-body',
        async ({ transport, request, lookWhenClosed }) => {
          const error = new Error('of the caller');
          const onProgress = ({ direction }: TransferProgress) => {
            if (direction === 'upload') throw error;
          };
          const given = request({ method: 'POST', body: formOfOneFile() });
          assert.equal(await rejectionOf(transport(given, { ...LONG, onProgress })), error);
          assert.equal((await lookWhenClosed()).open, 0);
        },
        // Elsewhere nothing is reported.
        { names: RUNTIME === 'Deno' ? ['node'] : ['ky', 'node'] },
      ),
  },
  {
    name: 'an abort ends an upload that the server does not read',
    run: (stage) =>
      eachTransport(
        stage,
        'silent-bad',
        async ({ transport, request, url, lookWhenClosed, sawSomething }) => {
          const controller = new AbortController();
          const body = new Uint8Array(20_000_000);
          const given = request({ method: 'POST', url: `${url}bad`, body });
          const exchange = transport(given, { ...LONG, signal: controller.signal });
          const reason = { why: 'the caller said so' };
          const rejection = assert.rejects(exchange, (error) => error === reason);
          await sawSomething();
          controller.abort(reason);
          await rejection;
          assert.equal((await lookWhenClosed()).open, 0);
        },
      ),
  },
  {
    name: 'a reply that comes before the upload has ended is the reply',
    run: (stage) =>
      eachTransport(stage, 'early-413', async ({ name, transport, request, lookWhenClosed }) => {
        const body = new Uint8Array(20_000_000);
        const given = request({ method: 'POST', body });
        assert.equal(await outcomeOf(transport(given, LONG)), '413 "no"');
        // `fetch` goes on with the upload, and offers nothing to end it with.
        if (name !== 'node') return;
        const { open, received } = await lookWhenClosed();
        assert.equal(open, 0);
        assert.ok(received.join('').length < body.byteLength, 'The upload went on to its end');
      }),
  },
];

function formOfOneFile(): FormData {
  const form = new FormData();
  form.append('torrent', new File([new Uint8Array(SIZE)], 'a.torrent'));
  return form;
}
