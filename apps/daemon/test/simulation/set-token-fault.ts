import { isPiaFault, type PiaSimulator } from '@portkeep/simulators';

/** Sets the fault of the login service that has this name. */
export function setTokenFault(pia: PiaSimulator, fault: string): void {
  if (!isPiaFault('token', fault)) throw new Error(`There is no fault '${fault}'`);
  pia.setFault('token', fault);
}
