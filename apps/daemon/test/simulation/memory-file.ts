/** A file that the daemon writes; it can be made unwritable. */
export class MemoryFile {
  contents: string | undefined;
  writable = true;
  writes = 0;

  async write(text: string): Promise<void> {
    if (!this.writable) throw Object.assign(new Error('Cannot write'), { code: 'EACCES' });
    this.contents = text;
    this.writes += 1;
  }
}
