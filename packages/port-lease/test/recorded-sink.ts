import type { PortSink, SinkContext } from '../src/port-sink.ts';

/** One publish as the sink saw it. */
export interface SeenPublish {
  readonly value: number;
  readonly signal: AbortSignal;
}

/** A sink that writes down what reaches it and answers as told. */
export class RecordedSink implements PortSink<number> {
  readonly name: string;
  readonly seen: SeenPublish[] = [];
  /** What it holds: the last value that was published successfully. */
  holds: number | undefined;
  /** Most attempts that ever ran at once. */
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
