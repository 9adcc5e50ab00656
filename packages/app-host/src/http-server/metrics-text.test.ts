import { expect, test } from 'vitest';
import { metricsText } from './metrics-text.ts';

test('the metrics text has help, type and escaped labels', () => {
  const text = metricsText([
    { name: 'a', help: 'A \\ and\nmore', type: 'gauge', samples: [{ value: 1.5 }] },
    {
      name: 'b_total',
      help: 'B',
      type: 'counter',
      samples: [{ labels: { sink: 'x"y\\z\n', result: 'ok' }, value: 2 }],
    },
    { name: 'c', help: 'Nothing', type: 'gauge', samples: [] },
  ]);
  expect(text).toBe(`# HELP a A \\\\ and\\nmore
# TYPE a gauge
a 1.5
# HELP b_total B
# TYPE b_total counter
b_total{sink="x\\"y\\\\z\\n",result="ok"} 2
`);
});
