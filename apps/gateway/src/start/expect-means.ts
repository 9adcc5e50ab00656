import { EXIT_CONFIGURATION, ExitError } from '@portkeep/app-host';
import { KernelError } from '../kernel/kernel-error.ts';

/** Only a change of the installation helps. */
const FINAL = new Set<unknown>(['KERNEL_PROGRAM_MISSING', 'KERNEL_NOT_PERMITTED']);

/**
 * Does work that needs the programs and the capability.
 *
 * @throws {ExitError} with code 78 when a program or the capability is missing.
 */
export async function expectMeans<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KernelError) || !FINAL.has(error.code)) throw error;
    throw ExitError.because(EXIT_CONFIGURATION, error);
  }
}
