import { execFileSync } from 'node:child_process';
import type { Page } from './status-page.ts';

const SCRIPT = `fetch(process.argv[1]).then(async (reply) => {
  console.log(JSON.stringify({ status: reply.status, body: await reply.text() }));
});`;

/** A page of a status server on the loopback of another network namespace. */
export function getInNamespace(namespace: string, listen: string, path: string): Page {
  const words = ['netns', 'exec', namespace, process.execPath, '-e', SCRIPT];
  const output = execFileSync('ip', [...words, `http://${listen}${path}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(output);
}
