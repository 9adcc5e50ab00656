import { expect, test } from 'vitest';
import { missingResource } from './missing-resource.ts';

test.each([
  ['EMFILE', 'no file descriptor is left', 'open files'],
  ['ENFILE', 'no file descriptor is left', 'open files'],
  ['ENOMEM', 'no memory is left', 'memory'],
  ['ENOBUFS', 'no memory is left', 'memory'],
  ['EAI_MEMORY', 'no memory is left', 'memory'],
  ['ENOSPC', 'no space is left on the disk', 'space'],
  ['EDQUOT', 'no space is left on the disk', 'space'],
  ['EADDRNOTAVAIL', 'this machine has no address or port left to connect from', 'IPv6'],
  ['EADDRINUSE', 'this machine has no address or port left to connect from', 'ports'],
  ['EAGAIN', 'this machine has no address or port left to connect from', 'ports'],
])('%s means that %s, and the advice fits', (code, problem, advised) => {
  const [found, advice] = missingResource(code);
  expect(found).toBe(problem);
  expect(advice).toContain(advised);
});
