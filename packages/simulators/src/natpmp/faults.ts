/** Faults of whatever is in front of the API: nothing reaches the gateway. */
export const NATPMP_EXCHANGE_FAULTS = [
  'not-json',
  'html-502',
  'rate-limited',
  'hang',
  'reset',
  'slow',
] as const;
export type NatPmpExchangeFault = (typeof NATPMP_EXCHANGE_FAULTS)[number];

/** Refusals of `/forward` before the gateway is asked, and correct requests that are refused. */
export const NATPMP_REFUSAL_FAULTS = ['unauthorized', 'bad-request', 'client-failed'] as const;
export type NatPmpRefusalFault = (typeof NATPMP_REFUSAL_FAULTS)[number];

/** Faults of the gateway, and of the way back from it. */
export const NATPMP_GATEWAY_FAULTS = [
  'gateway-refused',
  'gateway-silent',
  'gateway-rebooted',
  'reply-lost',
  'zero-port',
  'wrong-protocol',
  'wrong-internal-port',
  'max-duration-zero',
  'port-change-on-renewal',
  'tcp-udp-mismatch',
] as const;
export type NatPmpGatewayFault = (typeof NATPMP_GATEWAY_FAULTS)[number];

/** Which faults each target can have; `service` is every request, whatever its path. */
export interface NatPmpFaults {
  readonly service: NatPmpExchangeFault | 'refuse';
  readonly forward: NatPmpExchangeFault | NatPmpRefusalFault | NatPmpGatewayFault;
  readonly health: NatPmpExchangeFault;
}
export type NatPmpFaultTarget = keyof NatPmpFaults;

const faultsByTarget: { readonly [T in NatPmpFaultTarget]: readonly NatPmpFaults[T][] } = {
  service: [...NATPMP_EXCHANGE_FAULTS, 'refuse'],
  forward: [...NATPMP_EXCHANGE_FAULTS, ...NATPMP_REFUSAL_FAULTS, ...NATPMP_GATEWAY_FAULTS],
  health: NATPMP_EXCHANGE_FAULTS,
};

/** The fault names of each target, as the control API lists them. */
export const NATPMP_FAULTS: Readonly<Record<NatPmpFaultTarget, readonly string[]>> = faultsByTarget;

/** Whether the text names a target of {@link NatPmpFaults}. */
export function isNatPmpFaultTarget(target: string): target is NatPmpFaultTarget {
  return Object.hasOwn(faultsByTarget, target);
}

/** Whether the text names a fault that this target can have. */
export function isNatPmpFault<T extends NatPmpFaultTarget>(
  target: T,
  fault: string,
): fault is NatPmpFaults[T] {
  return NATPMP_FAULTS[target].includes(fault);
}
