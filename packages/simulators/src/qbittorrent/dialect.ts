/** The qBittorrent release line that is imitated: 4.5.2, 5.1.4 or 5.2.3. */
export type QBittorrentDialect = '4.5' | '5.1' | '5.2';

/** Everything in which the recorded servers differ, so that no other file checks the version. */
export interface DialectTraits {
  readonly version: string;
  readonly webApiVersion: string;
  readonly qt: string;
  /** Whether `app/buildInfo` has `platform`, from 5.0 on. */
  readonly platform: boolean;
  /** HEAD is answered like GET without the body, else 405. */
  readonly headAllowed: boolean;
  /** Status of PUT, OPTIONS and the like, refused before anything else is looked at. */
  readonly unknownMethodStatus: 400 | 501;
  readonly unknownActionText: 'Not Found' | 'Endpoint does not exist';
  /** A missing parameter is named in the text of the 400. */
  readonly namesMissingParameters: boolean;
  /** A login answers 204 or 401 instead of 200 with `Ok.` or `Fails.`; the cookie is `QBT_SID_<port>`. */
  readonly statusLogin: boolean;
  /** `Authorization: Bearer` and `Basic` are understood. */
  readonly authorizationHeader: boolean;
  readonly announcePort: boolean;
  readonly externalAddress: boolean;
  /** `setPreferences` refuses a too short user name or password. */
  readonly checksCredentials: boolean;
}

const older = {
  platform: true,
  headAllowed: true,
  unknownMethodStatus: 501,
  unknownActionText: 'Not Found',
  namesMissingParameters: false,
  statusLogin: false,
  authorizationHeader: false,
  announcePort: true,
  externalAddress: true,
  checksCredentials: false,
} as const;

/** Read from exchanges recorded with the three releases. */
export const DIALECTS: Readonly<Record<QBittorrentDialect, DialectTraits>> = {
  '4.5': {
    ...older,
    version: 'v4.5.2',
    webApiVersion: '2.8.19',
    qt: '5.15.8',
    platform: false,
    headAllowed: false,
    unknownMethodStatus: 400,
    announcePort: false,
    externalAddress: false,
  },
  '5.1': { ...older, version: 'v5.1.4', webApiVersion: '2.11.4', qt: '6.4.2' },
  '5.2': {
    ...older,
    version: 'v5.2.3',
    webApiVersion: '2.15.1',
    qt: '6.4.2',
    unknownActionText: 'Endpoint does not exist',
    namesMissingParameters: true,
    statusLogin: true,
    authorizationHeader: true,
    checksCredentials: true,
  },
};
