import { expect, test } from 'vitest';
import { explainStart } from './explain-start.ts';

const explained = (code: string) =>
  explainStart('/hook', Object.assign(new Error('spawn'), { code }));

test.each([
  ['EMFILE', 'no file descriptor is left (EMFILE)', 'open files'],
  ['ENFILE', 'no file descriptor is left (ENFILE)', 'open files'],
  ['ENOMEM', 'no memory is left (ENOMEM)', 'memory'],
  ['EAGAIN', 'no further process may be started here', 'limit of processes'],
])('a hook that cannot start because of %s is not blamed for it', (code, problem, advised) => {
  const { problem: found, advice } = explained(code);
  expect(found).toBe(problem);
  expect(advice).toContain(advised);
  expect(found + advice).not.toContain('/hook');
});

test.each([
  ['ENOENT', /^\/hook: it was built for another system/],
  ['ENOEXEC', /^\/hook: it does not begin with a line such as/],
  ['EODD', /^\/hook: EODD$/],
])('the error %s is explained as a fault of the program', (code, problem) => {
  expect(explained(code).problem).toMatch(problem);
});
