import { once } from 'node:events';
import { createServer } from 'node:http';

const SESSION = 'X-Transmission-Session-Id';
const ID = 'a-session-that-is-known';
const ports: number[] = [];

/** What a host can be asked about its Transmission. */
export const transmissionAnswers = {
  /** Starts a stand-in for Transmission's RPC: no session id, no service. */
  async startTransmission(address: string): Promise<void> {
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      if (request.url !== '/transmission/rpc') return response.writeHead(404).end();
      if (request.headers[SESSION.toLowerCase()] !== ID) {
        return response.writeHead(409, { [SESSION]: ID }).end('<h1>409: Conflict</h1>');
      }
      const { method, arguments: values } = JSON.parse(body);
      if (method === 'session-set') ports.push(values['peer-port']);
      return response.writeHead(200).end(JSON.stringify({ result: 'success', arguments: {} }));
    });
    await once(server.listen(80, address), 'listening');
  },

  /** The peer ports that were set, in order. */
  transmissionPorts(): readonly number[] {
    return ports;
  },
};
