/**
 * A state file as the previous version wrote it (recorded from its `once`, with the simulator of seed 1),
 * and the time at which it was written.
 */
export const RECORDED_AT = Date.parse('2026-01-14T19:30:00Z');

export const ACCOUNT = { username: 'p1234567', password: 'correct-horse' };

export const STATE_OF_EARLIER_VERSION =
  '{"version":1,"salt":"YWi4oq0CrDbVrekWxzthyA==","token":{"sealed":"0cF4QwGHjG731y6TVzVQjNcxJow8mre0puq7uCTnXB2p0c65cpOPdWgNPuQZ4wMf8PdH50r93wncTUKB+b1llY3AVKyojQpK7mEXjadis7R/ZA21ITIzw2qfmKVAgdAlqXDweVRevtHpIEHNMp908I12UTEqXvOD0Eb/bmoi6UToLfv/1QPvvNTWOgtvTit+EBqAD/xmGsBwF518","obtained_at":"2026-01-14T19:30:00.062Z"},"claim":{"port":31492,"obtained_at":"2026-01-14T19:30:00.120Z","expires_at":"2026-03-17T19:30:00.000Z","payload":"eyJleHBpcmVzX2F0IjoiMjAyNi0wMy0xN1QxOTozMDowMC4wMDA4ODQ1MzZaIiwicG9ydCI6MzE0OTIsInpvbmUiOjQsInRva2VuIjoiVCtqY29xczhZazQwUSs3M0tGUVRDY2hqUGlYU1R1U0cifQ==","signature":"rKdr/Z/6dhuekpCpGy2J10/dluBjQSpDIjBdL/XRjAnVrxGhKYbqk8a6E28wgWEen2hgKCmzk0gAKey2QSi3Bw=="},"gateway":"127.0.0.1","hostname":"Server-11555-2a","hook_port":31492,"binding":"tailscale0#5:100.64.0.7/32 tun0#7:10.9.155.222/32"}\n';
