import { request as httpRequest } from 'node:http';
import type { RunningPiaSimulator } from '../src/pia/start-pia-simulator.ts';

/** Logs in at the account API with the right password; gives the token. */
export async function logIn(pia: RunningPiaSimulator): Promise<string> {
  const { PIA_USER: username = '', PIA_PASS: password = '' } = pia.environment;
  const { body } = await post(pia.tokenUrl, String(new URLSearchParams({ username, password })));
  return JSON.parse(body).token;
}

function post(url: string, body: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    httpRequest(url, { method: 'POST', headers, agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode, body: text }));
    })
      .on('error', reject)
      .end(body);
  });
}
