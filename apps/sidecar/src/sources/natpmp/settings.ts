import type { Protocol } from '@portkeep/natpmp-client/core';
import type { RetrySettings } from './mapping/retry-wait.ts';
import type { NatpmpValues } from './natpmp-variables.ts';
import { hostAndPort } from './service-url.ts';

const DEFAULT_RETRIES = 3;
const DEFAULT_RETRY_DELAY_S = 5;

/** What the variables mean together. */
export interface Settings extends RetrySettings {
  /** tcp first; at least one. */
  readonly protocols: readonly Protocol[];
  readonly internalPort: number;
  readonly durationSeconds: number;
  /** 0: never. */
  readonly maxConsecutiveFailures: number;
  /** `host:port` of the API. */
  readonly gateway: string;
}

/** Converts the values of the variables, which do not contradict one another, into settings. */
export function readSettings(values: NatpmpValues): Settings {
  const { enableTcp, enableUdp, durationSeconds, refreshSeconds, internalPort } = values;
  return {
    protocols: [...(enableTcp ? (['tcp'] as const) : []), ...(enableUdp ? (['udp'] as const) : [])],
    internalPort,
    durationSeconds,
    maxConsecutiveFailures: values.maxConsecutiveFailures,
    gateway: hostAndPort(values.service),
    refreshMs: refreshSeconds * 1_000,
    retries: retriesOf(values),
  };
}

function retriesOf({ maxRetries, retryDelaySeconds }: NatpmpValues): RetrySettings['retries'] {
  if (maxRetries === undefined && retryDelaySeconds === undefined) return undefined;
  return {
    count: maxRetries ?? DEFAULT_RETRIES,
    delayMs: (retryDelaySeconds ?? DEFAULT_RETRY_DELAY_S) * 1_000,
  };
}
