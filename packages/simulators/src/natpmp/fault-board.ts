import { type ActiveFault, FaultSlot } from '../fault-slot.ts';
import {
  NATPMP_EXCHANGE_FAULTS,
  type NatPmpExchangeFault,
  type NatPmpFaults,
  type NatPmpFaultTarget,
} from './faults.ts';

/** The fault in force of each target, if any. */
export type ActiveNatPmpFaults = {
  readonly [T in keyof NatPmpFaults]: ActiveFault<NatPmpFaults[T]> | undefined;
};

/** One {@link FaultSlot} for each target. */
export class NatPmpFaultBoard {
  readonly slots: { readonly [T in NatPmpFaultTarget]: FaultSlot<NatPmpFaults[T]> } = {
    service: new FaultSlot(),
    forward: new FaultSlot(),
    health: new FaultSlot(),
  };

  get active(): ActiveNatPmpFaults {
    const { service, forward, health } = this.slots;
    return { service: service.active, forward: forward.active, health: health.active };
  }

  clear(): void {
    for (const slot of Object.values(this.slots)) slot.clear();
  }

  /** Uses up a fault of the exchange: first the path's own, then one of the whole service. */
  takeExchange(path: string): ActiveFault<NatPmpExchangeFault> | undefined {
    const { service, forward, health } = this.slots;
    const own = path === '/forward' ? forward : path === '/health' ? health : undefined;
    return own?.take(NATPMP_EXCHANGE_FAULTS) ?? service.take(NATPMP_EXCHANGE_FAULTS);
  }
}
