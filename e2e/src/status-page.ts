/** An answer of a daemon's status server. */
export interface Page {
  readonly status: number;
  readonly body: string;
}

/** The status server at a port of loopback. */
export class StatusPage {
  readonly listen: string;

  constructor(port: number) {
    this.listen = `127.0.0.1:${port}`;
  }

  /** @throws {TypeError} when no server answers. */
  async get(path: string): Promise<Page> {
    const reply = await fetch(`http://${this.listen}${path}`);
    return { status: reply.status, body: await reply.text() };
  }

  /** Only the status code; 0 when no server answers. */
  async code(path: string): Promise<number> {
    return this.get(path).then(
      ({ status }) => status,
      () => 0,
    );
  }

  /** The value of a metric, labels included in the name; `undefined` when it is not there. */
  async metric(name: string): Promise<number | undefined> {
    const { body } = await this.get('/metrics');
    const line = body.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length));
  }
}
