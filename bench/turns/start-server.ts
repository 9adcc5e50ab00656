import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own, so that what is measured here is the client alone. */
export interface Server {
  readonly baseUrl: string;
  readonly stop: () => void;
}

/** Starts a program that listens on 127.0.0.1 and prints its port. */
export async function startServer(program: string, ...args: readonly string[]): Promise<Server> {
  const server = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(server.stdout, 'data');
  return {
    baseUrl: `http://127.0.0.1:${String(printed).trim()}`,
    stop: () => void server.kill(),
  };
}
