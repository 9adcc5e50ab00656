import { secondsLadder } from '../src/lease/seconds-ladder.ts';
import type { PortSink } from '../src/sinks/port-sink.ts';
import type { SinkEvent } from '../src/sinks/sink-event.ts';
import { SinkPublisher } from '../src/sinks/sink-publisher.ts';
import { FakeClock } from './fake-clock.ts';

const backoff = secondsLadder([1, 2, 5, 10, 30, 60], { jitter: 0 });
/** The error of a sink that fails. */
export const down = Object.assign(new Error('the sink is down'), { code: 'SINK_DOWN' });
/** The answer of a sink that fails. */
export const fails = () => Promise.reject(down);
/** The answer of a sink that works. */
export const works = async () => {};

/** A publisher with its own clock, and the events that it reports. */
export function start(...sinks: PortSink<number>[]) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const events: SinkEvent<number>[] = [];
  const publisher = new SinkPublisher({
    sinks,
    clock,
    backoff,
    signal: stop.signal,
    onEvent: (event) => events.push(event),
  });
  return { clock, stop, events, publisher };
}
