import { createServer } from 'node:http';
import { listen } from './listen.ts';

/** A server on loopback that gives every request the same answer. */
export interface Recorder {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** The paths and queries that it was asked for, exactly as in the requests. */
  readonly paths: readonly string[];
}

/** Starts one; it runs while the tests of the file run. */
export async function startRecorder(answer: string | Uint8Array = ''): Promise<Recorder> {
  const paths: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    paths.push(url);
    response.end(answer);
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, paths };
}
