/** One sample of a metric: its labels and its value. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly value: number;
}

/** One metric with all its samples. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly samples: readonly Sample[];
}

/** Formats metrics in the Prometheus text format 0.0.4. A metric without samples is left out. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) => {
      const head = `# HELP ${name} ${escapeText(help)}\n# TYPE ${name} ${type}\n`;
      return head + samples.map((sample) => `${name}${sampleText(sample)}\n`).join('');
    })
    .join('');
}

function sampleText({ labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(
    ([name, text]) => `${name}="${escapeText(text).replaceAll('"', '\\"')}"`,
  );
  const number = value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
  return pairs.length === 0 ? ` ${number}` : `{${pairs.join(',')}} ${number}`;
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
