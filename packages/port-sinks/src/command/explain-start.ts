import type { Advised } from '@portkeep/app-host/errors';
import { codeOf, isOutOfResources, messageOfCode } from '@portkeep/app-host/system-error';
import { missingResource } from '@portkeep/http/client';

/** Explains why a program whose file looks right cannot be started. */
export function explainStart(program: string, error: Error): Advised {
  const code = codeOf(error) ?? '';
  if (isOutOfResources(error)) {
    const [problem, advice] = missingResource(code);
    return { problem: `${problem} (${code})`, advice };
  }
  switch (code) {
    case 'ENOENT':
      return {
        problem: `${program}: it was built for another system, whose loader is missing here`,
        advice: 'use a program for this image',
      };
    case 'EAGAIN':
      return {
        problem: 'no further process may be started here',
        advice: 'raise the limit of processes (`pids_limit` in compose, TasksMax in systemd)',
      };
    case 'ENOEXEC':
      return {
        problem: `${program}: it does not begin with a line such as #!/bin/sh, or was built for another processor`,
        advice: 'add that line, or use a program for this machine',
      };
    default:
      return {
        problem: `${program}: ${messageOfCode(error) ?? error.message}`,
        advice: 'check the command',
      };
  }
}
