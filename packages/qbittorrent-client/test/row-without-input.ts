import type { AnyEndpoint } from '../src/protocol/endpoint.ts';

/** A row as every server has it and without its input, for tests that look at all rows. */
export function withoutInput({ formerly: _, removed: __, ...row }: AnyEndpoint): AnyEndpoint {
  return {
    ...row,
    since: '2.0.0',
    dialects: false,
    ...(row.params && { params: () => ({}) }),
    ...(row.form && { form: () => new FormData() }),
  };
}
