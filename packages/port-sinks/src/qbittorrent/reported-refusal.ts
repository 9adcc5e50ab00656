/** What a running app says of qBittorrent in its status, used instead of a login by doctor. */
export class ReportedRefusal extends Error {
  override readonly name = 'ReportedRefusal';
  readonly code: string | null;
  /** Whether the password of qBittorrent may be wrong, and nothing else. */
  readonly isAboutPassword: boolean;

  constructor(message: string, code: string | null, isAboutPassword: boolean) {
    super(message);
    this.code = code;
    this.isAboutPassword = isAboutPassword;
  }
}
