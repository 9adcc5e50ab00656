import type { SecretValue } from '@portkeep/http';

/** What a reverse proxy in front of qBittorrent asks for, as HTTP Basic authentication. */
export interface BasicAuth {
  /** The user name; it must not have a colon in it. */
  readonly username: SecretValue;
  /** The password. Any character is fine. */
  readonly password: SecretValue;
}
