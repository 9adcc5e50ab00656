/** A program that needs the port; it can be made to fail. */
export class TorrentClient {
  /** Every port that it was sent, oldest first. */
  readonly told: { readonly port: number; readonly tunnelIdentity: string }[] = [];
  up = true;

  get port(): number | undefined {
    return this.told.at(-1)?.port;
  }

  get tunnelIdentity(): string | undefined {
    return this.told.at(-1)?.tunnelIdentity;
  }

  async listen(port: number, tunnelIdentity: string): Promise<void> {
    if (!this.up) throw Object.assign(new Error('It does not answer'), { code: 'ECONNREFUSED' });
    this.told.push({ port, tunnelIdentity });
  }
}
