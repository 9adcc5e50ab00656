/** One line of `torrents/info`, cut down to what port forwarding tools look at. */
export interface SimulatedTorrent {
  readonly hash: string;
  readonly name: string;
  readonly state: 'uploading' | 'stalledUP';
  readonly progress: 1;
  readonly size: number;
  readonly category: string;
  readonly tags: string;
  readonly save_path: string;
}

/** `count` finished torrents with made-up hashes. */
export function simulatedTorrents(count: number): readonly SimulatedTorrent[] {
  return Array.from({ length: count }, (_, index) => ({
    hash: (index + 1).toString(16).padStart(40, '0'),
    name: `torrent ${index + 1}`,
    state: index % 2 === 0 ? ('stalledUP' as const) : ('uploading' as const),
    progress: 1 as const,
    size: 1_048_576 * (index + 1),
    category: '',
    tags: '',
    save_path: '/downloads',
  }));
}
