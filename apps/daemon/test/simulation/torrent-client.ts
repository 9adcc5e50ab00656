/** A program that needs the port; it can be made to fail. */
export class TorrentClient {
  /** Every port that it was sent, oldest first. */
  readonly deliveries: { readonly port: number; readonly tunnelIdentity: string }[] = [];
  up = true;

  get port(): number | undefined {
    return this.deliveries.at(-1)?.port;
  }

  get tunnelIdentity(): string | undefined {
    return this.deliveries.at(-1)?.tunnelIdentity;
  }

  async listen(port: number, tunnelIdentity: string): Promise<void> {
    if (!this.up) throw Object.assign(new Error('It does not answer'), { code: 'ECONNREFUSED' });
    this.deliveries.push({ port, tunnelIdentity });
  }
}
