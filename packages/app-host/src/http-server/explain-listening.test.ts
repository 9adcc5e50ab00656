import { expect, test } from 'vitest';
import { explainListening } from './explain-listening.ts';

const explained = (code: string) => explainListening(Object.assign(new Error('x'), { code }));

test.each([
  ['EADDRINUSE', 'the address is in use'],
  ['EADDRNOTAVAIL', 'this machine has no such address'],
  ['EAFNOSUPPORT', 'this machine has no addresses of that kind'],
  ['EACCES', 'permission denied'],
  ['EODD', 'EODD'],
])('the advice for %s when a server cannot listen is another address', (code, why) => {
  expect(explained(code)).toEqual({ why });
});

test.each([
  ['EMFILE', 'no file descriptor is left', 'open files'],
  ['ENFILE', 'no file descriptor is left', 'open files'],
  ['ENOMEM', 'no memory is left', 'memory'],
  ['ENOBUFS', 'no memory is left', 'memory'],
])('the address is not blamed for %s when a server cannot listen', (code, problem, advised) => {
  const { why, advice } = explained(code);
  expect(why).toBe(`${problem} (${code})`);
  expect(advice).toContain(advised);
});
