import { openSync } from 'node:fs';
import { takeLock } from '../src/lock/take-lock.ts';

// Run with a low limit: uses up all descriptors except for a given number, and tries to take the lock.
const [path = '', leave = '0'] = process.argv.slice(2);
const taken: number[] = [];
const reserve = Array.from({ length: Number(leave) }, () => openSync('/dev/null', 'r'));
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  const { closeSync } = process.getBuiltinModule('node:fs');
  for (const descriptor of reserve) closeSync(descriptor);
}
const { kind, ...rest } = await takeLock(path, 'me');
process.stdout.write(JSON.stringify({ kind, why: 'why' in rest ? rest.why : undefined }));
process.exit(0);
