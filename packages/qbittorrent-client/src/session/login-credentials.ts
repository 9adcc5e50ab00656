import type { SecretValue } from '@portkeep/http';

/** User name and password of the Web UI. */
export interface PasswordAuth {
  /** The user name. qBittorrent's default is `admin`. */
  readonly username: SecretValue;
  /** The password. Any character is fine. */
  readonly password: SecretValue;
}

/** An API key, known to qBittorrent since 5.2. */
export interface ApiKeyAuth {
  /** The key: `qbt_` and 28 characters, made in the Web UI's options. */
  readonly apiKey: SecretValue;
}

/** How the client proves who it is. Leave it out where qBittorrent bypasses the login. */
export type QBittorrentAuth = PasswordAuth | ApiKeyAuth;
