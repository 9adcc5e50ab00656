import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explainRefusal, type Refusal } from '../files/explain-refusal.ts';
import { makeFolder } from '../files/make-folder.ts';
import { codeOf, isOutOfResources } from '../system-error.ts';
import { askOwner } from './ask-owner.ts';
import { type LockSocket, placeLockSocket } from './lock-socket.ts';

/** The outcome of one attempt to take a lock. */
export type TakeOutcome =
  | { readonly kind: 'held'; readonly socket: LockSocket }
  /** Another process has it. */
  | { readonly kind: 'busy' }
  /** The socket was placed, but nothing answered there. */
  | { readonly kind: 'unanswered' }
  /** Nothing can be created in the folder; an existing file in it may be writable anyway. */
  | ({ readonly kind: 'closed' } & Refusal)
  | ({ readonly kind: 'unwritable' } & Refusal)
  | { readonly kind: 'unsupported'; readonly why: string };

/** Two processes that take a dead lock at the same moment notice each other after this time. */
const SETTLE_MS = 200;

/** Tries once to take the lock at the path for the process with the id. */
export async function takeLock(path: string, id: string): Promise<TakeOutcome> {
  try {
    await makeFolder(dirname(path));
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    // An instance of another user may have been able to create it.
    if (await isHeld(path)) return { kind: 'busy' };
    return { kind: 'closed', ...explainRefusal(path, error) };
  }
  try {
    const placed = await placeLockSocket(path, id);
    if (placed === 'busy') return { kind: 'busy' };
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const owner = await askOwner(path).catch((error: unknown) => {
      placed.close();
      throw error;
    });
    if (owner.kind === 'owner' && owner.id === id) return { kind: 'held', socket: placed };
    placed.close();
    return { kind: owner.kind === 'none' ? 'unanswered' : 'busy' };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT' || isOutOfResources(error)) {
      return { kind: 'unwritable', ...explainRefusal(path, error) };
    }
    return { kind: 'unsupported', why: `the folder takes no sockets (${code})` };
  }
}

async function isHeld(path: string): Promise<boolean> {
  try {
    const { kind } = await askOwner(path);
    return kind === 'owner' || kind === 'another';
  } catch {
    return false;
  }
}
