import { expect, test } from 'vitest';
import { Secret } from '../environment/secret.ts';
import { AdvisedError } from '../errors/advised-error.ts';
import { hideSecrets } from './hide-secrets.ts';
import { createLog, type LogOptions } from './log.ts';

function written(options: Partial<LogOptions>): {
  lines: string[];
  log: ReturnType<typeof createLog>;
} {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    format: 'json',
    color: false,
    write: (line) => lines.push(line),
    hide: hideSecrets([Secret.of('hunter 2')]),
    now: () => Date.UTC(2026, 0, 14, 19, 30),
    ...options,
  });
  return { lines, log };
}

test('a JSON line starts with time, level and message, and ends with a newline', () => {
  const { lines, log } = written({});
  log.warn('Port changed', { port: 1, since: new Date(0) });
  expect(lines).toEqual([
    '{"time":"2026-01-14T19:30:00Z","level":"warn","message":"Port changed","port":1,"since":"1970-01-01T00:00:00.000Z"}\n',
  ]);
});

test('a plain JSON log has no indentation and no blank lines, and the usual one keeps both', () => {
  const plain = written({ plain: true });
  const usual = written({});
  for (const { log } of [plain, usual]) {
    log.info('  indented ');
    log.info(' \t ');
  }
  const messages = ({ lines }: { lines: string[] }) =>
    lines.map((line) => JSON.parse(line).message);
  expect(messages(plain)).toEqual(['indented']);
  expect(messages(usual)).toEqual(['  indented ', ' \t ']);
});

test('a plain text log keeps the indentation and the blank lines of the message', () => {
  const { lines, log } = written({ plain: true, format: 'text' });
  log.info('  indented ');
  log.info('  ');
  expect(lines).toEqual(['  indented \n', '  \n']);
});

test('a field cannot replace one that every JSON line has', () => {
  const { lines, log } = written({});
  log.info('real', { message: 'false', level: 'x' });
  expect(JSON.parse(lines.join())).toMatchObject({
    message: 'real',
    message_: 'false',
    level: 'info',
  });
});

test('an error in a JSON log is an object with code, message and cause', () => {
  const { lines, log } = written({});
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  log.error('Failed', {
    error: Object.assign(new Error('No gateway', { cause }), { code: 'PIA_X' }),
  });
  expect(JSON.parse(lines.join())).toMatchObject({
    error: {
      code: 'PIA_X',
      message: 'No gateway',
      cause: { code: 'ECONNREFUSED', message: 'refused' },
    },
  });
});

test('an error has its advice as a field in a JSON log, and is one readable text in a text log', () => {
  const error = Object.assign(new AdvisedError('No gateway', 'start the VPN'), {
    code: 'NO_TUNNEL',
  });
  const json = written({});
  json.log.warn('Failed', { error });
  expect(JSON.parse(json.lines.join())).toMatchObject({
    error: { code: 'NO_TUNNEL', message: 'No gateway; start the VPN', advice: 'start the VPN' },
  });
  const text = written({ format: 'text' });
  text.log.warn('Failed', { error });
  expect(text.lines.join()).toContain('WARN Failed error="NO_TUNNEL: No gateway; start the VPN"\n');
});

test('the field advice appears only in JSON, because in text the message ends with it', () => {
  const json = written({});
  json.log.warn('No gateway; start the VPN', { advice: 'start the VPN' });
  expect(JSON.parse(json.lines.join())).toMatchObject({ advice: 'start the VPN' });
  const text = written({ format: 'text' });
  text.log.warn('No gateway; start the VPN', { advice: 'start the VPN', port: 1 });
  expect(text.lines.join()).toMatch(/Z WARN No gateway; start the VPN port=1\n$/);
});

test.each(['text', 'json'] as const)('the log in the format %s shows no secret', (format) => {
  const { lines, log } = written({ format });
  log.info('hunter 2', { a: 'hunter%202', b: { c: new Error('hunter+2') }, 'hunter 2': 1 });
  expect(lines.join()).not.toMatch(/hunter/);
});

test('log lines below the level are dropped', () => {
  const { lines, log } = written({ level: 'warn' });
  log.debug('d');
  log.info('i');
  log.warn('w');
  log.error('e');
  expect(lines).toHaveLength(2);
});

test('a plain log writes only the message as text, and a whole entry without indentation as JSON', () => {
  const text = written({ format: 'text', plain: true, color: true });
  text.log.info('  hunter 2 mapped\r', { port: 1 });
  text.log.debug('dropped');
  expect(text.lines).toEqual(['  *** mapped\\r\n']);
  const json = written({ plain: true });
  json.log.info('  mapped', { port: 1 });
  expect(json.lines).toEqual([
    '{"time":"2026-01-14T19:30:00Z","level":"info","message":"mapped","port":1}\n',
  ]);
});

test('a plain log writes a blank line in text, and nothing for it in JSON', () => {
  const text = written({ format: 'text', plain: true });
  text.log.info('');
  expect(text.lines).toEqual(['\n']);
  const json = written({ plain: true });
  json.log.info('');
  expect(json.lines).toEqual([]);
});
