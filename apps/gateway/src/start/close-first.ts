import { EXIT_CONFIGURATION, ExitError } from '@portkeep/app-host';
import type { Kernel } from '../kernel/kernel.ts';
import { KernelError } from '../kernel/kernel-error.ts';

/** Only a change of the installation helps. */
const FINAL = new Set<unknown>(['KERNEL_PROGRAM_MISSING', 'KERNEL_NOT_PERMITTED']);

/**
 * Makes sure that nothing passes, before anything else is done, and that all programs are there.
 *
 * @throws {ExitError} with code 78 when a program or the capability is missing.
 */
export async function closeFirst(
  kernel: Pick<Kernel, 'closeUnlessSet' | 'readState'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await kernel.closeUnlessSet(signal);
    await kernel.readState(signal);
  } catch (error) {
    if (!(error instanceof KernelError) || !FINAL.has(error.code)) throw error;
    throw ExitError.because(EXIT_CONFIGURATION, error);
  }
}
