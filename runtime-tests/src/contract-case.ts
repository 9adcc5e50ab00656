import type { Stage } from './stage.ts';

/** One behaviour that every runtime must show. */
export interface ContractCase {
  readonly name: string;
  run(stage: Stage): Promise<void>;
}

/** Cases by what they are about. */
export type ContractGroups = Readonly<Record<string, readonly ContractCase[]>>;
