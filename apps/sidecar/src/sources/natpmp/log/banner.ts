import type { NatpmpValues } from '../natpmp-variables.ts';
import type { Settings } from '../settings.ts';

/** What the sidecar says about its configuration when it starts, line by line. */
export function banner(settings: Settings, values: NatpmpValues): string[] {
  const { protocols, internalPort, retries } = settings;
  const { service, apiToken, durationSeconds, refreshSeconds, maxConsecutiveFailures } = values;
  return [
    apiToken === undefined
      ? 'Warning: No API_TOKEN set - running without authentication'
      : 'Using Bearer token authentication',
    'Starting NAT-PMP refresh service...',
    `Service: ${service.href.replace(/\/$/, '')}/forward`,
    `Internal Port: ${internalPort}`,
    `Protocols: ${protocols.join(',')}`,
    `Duration: ${durationSeconds}s`,
    `Refresh Interval: ${refreshSeconds}s`,
    ...(retries === undefined
      ? []
      : [`Max Retries: ${retries.count}`, `Retry Delay: ${retries.delayMs / 1000}s`]),
    `Max Consecutive Failures: ${maxConsecutiveFailures}`,
  ];
}
