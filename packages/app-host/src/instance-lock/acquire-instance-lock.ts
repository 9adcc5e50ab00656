import type { InstanceLock, InstanceLockOptions } from './instance-lock.ts';
export declare function acquireInstanceLock(
  stateFile: string,
  options: InstanceLockOptions,
): Promise<InstanceLock>;
