import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExitError } from '../app/exit-error.ts';
import { UnwritableError } from '../doctor/check-writable.ts';
import { ConfigurationError } from '../environment/configuration-error.ts';
import { FileError } from '../files/file-error.ts';
import { UnfitFileError } from '../files/unfit-file-error.ts';
import { InstanceLockError } from '../lock/instance-lock-error.ts';
import { errorFacts } from '../log/error-facts.ts';
import { problemOf } from './advice-of.ts';
import type { AdvisedError } from './advised-error.ts';

const ROOT = join(import.meta.dirname, '../../../..');

function coded(code: string): Error {
  return Object.assign(new Error('the system says'), { code });
}

const ERRORS: readonly AdvisedError[] = [
  new ExitError(1, 'Gave up', 'start again'),
  ExitError.because(1, new UnwritableError('Cannot write /x', 'mount a folder'), 'Gave up'),
  ExitError.because(1, coded('EIO')),
  new ConfigurationError(['A is required', 'B must be a port']),
  new UnwritableError('Cannot write /x', 'mount a folder'),
  new UnfitFileError('it is a pipe and not a file', 'remove it'),
  new FileError('read', '/x', new UnfitFileError('it is a pipe', 'remove it')),
  InstanceLockError.inUse('/config/state.json'),
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EBUSY'].map(
    (code) => new FileError('write', '/config/port.txt', coded(code)),
  ),
  ...['EEXIST', 'EXDEV', 'EIO', 'ELOOP', 'ENAMETOOLONG', 'ENXIO', 'EAGAIN', 'EODD'].map(
    (code) => new FileError('read', '/config/port.txt', coded(code)),
  ),
];

describe.each(ERRORS.map((error) => [error.message, error] as const))(
  'the error "%s"',
  (_, error) => {
    test('each error consists of a problem and the advice, which is a field in the JSON log', () => {
      expect(error.advice).toMatch(/^[a-z].*[^.;]$/);
      expect(problemOf(error)).not.toBe('');
      expect(error.message).toBe(`${problemOf(error)}; ${error.advice}`);
      expect(errorFacts(error)).toMatchObject({ message: error.message, advice: error.advice });
    });
  },
);

test('every error class of the apps has advice, and those of the app host are tested here', () => {
  const paths = globSync('{packages/{app-host,port-app,port-sinks,pia-lease},apps/*}/src/**/*.ts', {
    cwd: ROOT,
  });
  const sources = paths.filter((path) => !path.endsWith('.test.ts'));
  const found = sources.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return [...text.matchAll(/class (\w+) extends (\w*Error)\b/g)].map(([, name, parent]) => ({
      name,
      parent,
      path,
    }));
  });
  const roots = found.filter(({ parent }) => parent === 'Error').map(({ name }) => name);
  // ReportedRefusal repeats the words of another process, whose advice they end with.
  expect(roots.sort()).toEqual(['AdvisedError', 'ReportedRefusal']);
  const own = found.filter(
    ({ path, parent }) => path.startsWith('packages/app-host') && parent !== 'Error',
  );
  const walked = new Set(ERRORS.map((error) => error.constructor.name));
  expect(own.map(({ name }) => name).sort()).toEqual([...walked].sort());
});
