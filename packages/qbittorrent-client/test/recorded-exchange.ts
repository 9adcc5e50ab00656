import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** The real servers whose answers were recorded. */
export const RECORDED_VERSIONS = ['4.5.2', '5.1.4', '5.2.3'] as const;

/** One of them. */
export type RecordedVersion = (typeof RECORDED_VERSIONS)[number];

/** Their Web APIs. */
export const RECORDED_API: Readonly<Record<RecordedVersion, string>> = {
  '4.5.2': '2.8.19',
  '5.1.4': '2.11.4',
  '5.2.3': '2.15.1',
};

const ExchangeSchema = v.object({
  number: v.number(),
  name: v.string(),
  request: v.object({
    method: v.string(),
    path: v.string(),
    headers: v.record(v.string(), v.string()),
    form: v.nullable(v.record(v.string(), v.string())),
    files: v.nullable(
      v.array(v.object({ field: v.string(), filename: v.string(), bytes: v.number() })),
    ),
  }),
  response: v.object({
    status: v.number(),
    headers: v.array(v.tuple([v.string(), v.string()])),
    body: v.string(),
  }),
});

/** What was sent to a real server, and what came back. */
export type RecordedExchange = v.InferOutput<typeof ExchangeSchema>;

/** All exchanges with one server, in the order in which they happened. */
export function recordedExchanges(version: RecordedVersion): readonly RecordedExchange[] {
  const file = new URL(`recorded/${version}.jsonl`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => v.parse(ExchangeSchema, JSON.parse(line)));
}
