import type { PortSink, SinkContext } from '../src/sinks/port-sink.ts';

/** One call of `publish` as the sink saw it. */
export interface SeenPublish {
  readonly value: number;
  readonly signal: AbortSignal;
}

/** A sink that records the values it receives and answers as the test wants. */
export class RecordedSink implements PortSink<number> {
  readonly name: string;
  readonly seen: SeenPublish[] = [];
  /** The last value that was published successfully. */
  holds: number | undefined;
  /** The highest number of attempts that ran at once. */
  mostAtOnce = 0;
  /** Runs inside each publish; throw or wait to disturb it. */
  answer: (value: number, signal: AbortSignal) => Promise<void> = async () => {};
  #running = 0;

  constructor(name = 'sink') {
    this.name = name;
  }

  get values(): number[] {
    return this.seen.map(({ value }) => value);
  }

  async publish(value: number, { signal }: SinkContext): Promise<void> {
    this.seen.push({ value, signal });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#running);
    try {
      await this.answer(value, signal);
      this.holds = value;
    } finally {
      this.#running--;
    }
  }
}
