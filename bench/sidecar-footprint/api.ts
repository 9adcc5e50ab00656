import { startNatPmpApiSimulator } from '@portkeep/simulators';

/** An API outside of every group, for one run of one candidate. */
export interface Api {
  readonly service: string;
  /** When each renewal was answered, in ms on the clock of `performance.now()`. */
  renewals(protocol: 'tcp' | 'udp'): readonly number[];
  /** How many requests arrived. */
  requests(): number;
  close(): Promise<void>;
}

/** The simulator with the real API's quarter of a second for a mapping. */
export async function startApi(): Promise<Api> {
  const { service, simulator, close } = await startNatPmpApiSimulator({
    now: () => performance.timeOrigin + performance.now(),
  });
  return {
    service,
    requests: () => simulator.requests.length,
    renewals: (protocol) =>
      simulator.requests
        .filter(({ asked, status }) => status === 200 && asked?.protocol === protocol)
        .map(({ at, delayMs }) => at + delayMs - performance.timeOrigin),
    close,
  };
}
