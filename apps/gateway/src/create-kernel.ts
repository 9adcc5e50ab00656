import type { App } from '@portkeep/app-host';
import { Kernel } from './kernel/kernel.ts';
import { programRunner, type RunProgram } from './kernel/run-program.ts';
import { surroundingsOf } from './rules/surroundings.ts';
import type { Lan } from './values/lan.ts';
import type { GatewayVariables } from './variables.ts';

/** The kernel behind nft, ip and wg; does no I/O. */
export function createKernel(
  { values }: Pick<App<GatewayVariables>, 'values'>,
  lan: Lan,
  run: RunProgram = programRunner(),
): Kernel {
  return new Kernel(surroundingsOf(values, lan), run);
}
