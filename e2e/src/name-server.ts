import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { runProgram } from './run-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

const ZONE_CONF = new URL('../../deploy/hooks/zone.conf', import.meta.url);

/** Where Debian has the server, and only root looks for programs. */
const WITH_SERVERS = { PATH: `${process.env.PATH}:/usr/sbin` };

/** What the zone begins with: no service has a record. */
const ZONE = `$TTL 60
@ SOA ns.example.net. root.example.net. 1 3600 600 86400 60
@ NS ns
ns A 127.0.0.1
home A 127.0.0.1
`;

/** Debian's BIND on a port of loopback, with the zone and the rights that the docs show. */
export class NameServer {
  /** Of the key that may change the record. */
  readonly keyFile: string;
  readonly port: number;
  readonly #folder: string;
  #child: Child | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
    this.keyFile = join(folder, 'portkeep.key');
  }

  static async create(): Promise<NameServer> {
    const server = new NameServer(await freePort(), temporaryFolder());
    writeFileSync(server.keyFile, await runProgram(['tsig-keygen', 'portkeep'], WITH_SERVERS));
    writeFileSync(join(server.#folder, 'example.net.zone'), ZONE);
    writeFileSync(server.#configurationFile, server.#configuration());
    return server;
  }

  async start(): Promise<void> {
    // In the foreground; otherwise it could not be ended with the test.
    const words = ['named', '-g', '-n', '1', '-c', this.#configurationFile];
    const child = startChild(words, { env: { ...process.env, ...WITH_SERVERS } });
    this.#child = child;
    await waitUntil('named runs', () => {
      if (child.process.exitCode !== null) throw new Error(child.output);
      return / running$/m.test(child.output);
    });
  }

  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#child?.exited;
  }

  /** The records of a name and type, a line each. */
  async look(name: string, type: 'SRV' | 'SOA'): Promise<string> {
    const where = ['@127.0.0.1', '-p', String(this.port)];
    return (await runProgram(['dig', '+short', ...where, name, type])).trim();
  }

  /** Goes up with each change of the zone. */
  async serial(): Promise<number> {
    return Number((await this.look('example.net', 'SOA')).split(' ')[2]);
  }

  get #configurationFile(): string {
    return join(this.#folder, 'named.conf');
  }

  #configuration(): string {
    const folder = this.#folder;
    const shown = readFileSync(ZONE_CONF, 'utf8').replaceAll(/"\/[\w/]+\//g, `"${folder}/`);
    return `
options {
  directory "${folder}"; pid-file none; session-keyfile "${folder}/session.key";
  listen-on port ${this.port} { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; notify no;
};
controls { };
${shown}`;
  }
}
