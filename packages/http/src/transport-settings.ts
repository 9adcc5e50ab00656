import { checkNumber } from './client/check-number.ts';

/** Options that every transport of this package has. */
export interface TransportSettings {
  /** Headers that are added to each request, e.g. for a proxy. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The longest body of a reply that is read, in bytes from 0. @default {134_217_728} */
  readonly maxBytes?: number | undefined;
}

const DEFAULT_MAX_BYTES = 128 * 1024 * 1024;

/** @throws {TypeError} When `maxBytes` is out of range: without the check, there would be no limit. */
export function readMaxBytes({ maxBytes = DEFAULT_MAX_BYTES }: TransportSettings): number {
  return checkNumber('maxBytes', maxBytes, { of: 'bytes', from: 0, to: Number.POSITIVE_INFINITY });
}
