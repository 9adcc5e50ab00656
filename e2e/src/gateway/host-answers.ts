import { get } from 'node:http';
import { peerAnswers } from '../peer-answers.ts';
import type { Page } from '../status-page.ts';
import { dnsAnswers } from './dns-answers.ts';
import { trafficAnswers } from './traffic-answers.ts';
import { transmissionAnswers } from './transmission-answers.ts';

/** What a host in one of the bed's network namespaces can be asked. */
export const hostAnswers = {
  ...peerAnswers,
  ...dnsAnswers,
  ...trafficAnswers,
  ...transmissionAnswers,
  page,
};

/** A page of a web server; status 0 when it does not answer. */
function page(url: string): Promise<Page> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 1_000, agent: false }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      reply.on('close', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ status: 0, body: '' }));
  });
}
