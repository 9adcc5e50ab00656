/** The e-mails and programs of the "Downloads" tab. */
export interface NotificationPreferences {
  /** Send an e-mail when a download is complete. */
  readonly mail_notification_enabled?: boolean | undefined;
  /** Who the e-mail is from. Since 4.1.5. */
  readonly mail_notification_sender?: string | undefined;
  /** Who the e-mail is for. */
  readonly mail_notification_email?: string | undefined;
  /** The mail server. */
  readonly mail_notification_smtp?: string | undefined;
  /** The mail server wants TLS. Before 5.3; since, `mail_notification_encryption_type`. */
  readonly mail_notification_ssl_enabled?: boolean | undefined;
  /** The encryption the mail server wants. Since 5.3. */
  readonly mail_notification_encryption_type?:
    | 'None'
    | 'STARTTLS'
    | 'SMTPS'
    | (string & {})
    | undefined;
  /** The mail server wants a login. */
  readonly mail_notification_auth_enabled?: boolean | undefined;
  /** The name at the mail server. */
  readonly mail_notification_username?: string | undefined;
  /** The password at the mail server, in clear text. Secret. */
  readonly mail_notification_password?: string | undefined;
  /** Run a program for every new torrent. After 4.2. */
  readonly autorun_on_torrent_added_enabled?: boolean | undefined;
  /** That program's command line; `%N` is the name, and more. After 4.2. */
  readonly autorun_on_torrent_added_program?: string | undefined;
  /** Run a program for every finished torrent. */
  readonly autorun_enabled?: boolean | undefined;
  /** That program's command line; `%N` is the name, and more. */
  readonly autorun_program?: string | undefined;
}
