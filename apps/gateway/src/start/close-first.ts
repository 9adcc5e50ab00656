import type { Kernel } from '../kernel/kernel.ts';
import { expectMeans } from './expect-means.ts';

/**
 * Makes sure that nothing passes, before anything else is done, and that all programs are there.
 *
 * @throws {ExitError} with code 78 when a program or the capability is missing.
 */
export async function closeFirst(
  kernel: Pick<Kernel, 'closeUnlessSet' | 'readState'>,
  signal: AbortSignal,
): Promise<void> {
  await expectMeans(async () => {
    await kernel.closeUnlessSet(signal);
    await kernel.readState(signal);
  });
}
