/** A file as long as the one that was sent. */
export const fileOf = (bytes: number, name: string): File =>
  new File([new Uint8Array(bytes)], name);
