import { problemOf } from '../src/errors/advice-of.ts';
import { acquireInstanceLock } from '../src/lock/acquire-instance-lock.ts';

/** Takes the lock of the state file named in argv and reports its progress on standard output. */
const lock = await acquireInstanceLock(process.argv[2] ?? '', {
  signal: new AbortController().signal,
  onWaiting: (reason) => console.log(`waiting: ${problemOf(reason)}`),
  warn: (message) => console.log(`warning: ${message}`),
});
console.log('held');
lock.lost.addEventListener('abort', () => console.log('lost'));
process.on('SIGTERM', () => {
  lock.release();
  process.exit(0);
});
setInterval(() => {}, 1_000);
