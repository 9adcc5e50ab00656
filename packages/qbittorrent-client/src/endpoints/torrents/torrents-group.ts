// Made from the rows by `npm run docs`; a test compares.
import type { Method } from '../../group.ts';
import type * as rows from './index.ts';

/** The endpoints of `torrents` as methods. */
export interface TorrentsGroup {
  /**
   * Adds torrents. Succeeds when at least one was added or is being fetched: look at `failed`.
   * @throws {QBittorrentError} `QBT_CONFLICT` when none was, e.g. because all are there already;
   * `QBT_BAD_REQUEST` when one of the files is not a .torrent file: some of the others may have been
   * added.
   */
  readonly add: Method<typeof rows.add>;
  /**
   * Adds peers to torrents; returns the outcome by info hash. Torrents that do not exist are left out.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` when none of the peers is an address.
   */
  readonly addPeers: Method<typeof rows.addPeers>;
  /** Gives torrents tags, besides those they have. Creates the tags that do not exist. */
  readonly addTags: Method<typeof rows.addTags>;
  /**
   * Adds trackers, before 5.2 to one torrent only. Since then torrents that do not exist are ignored.
   * @throws {QBittorrentError} `QBT_NOT_FOUND` before 5.2, when the torrent does not exist.
   */
  readonly addTrackers: Method<typeof rows.addTrackers>;
  /** Adds web seeds to a torrent. */
  readonly addWebSeeds: Method<typeof rows.addWebSeeds>;
  /**
   * Moves torrents to the bottom of the queue.
   * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
   */
  readonly bottomPrio: Method<typeof rows.bottomPrio>;
  /** All categories by their names. */
  readonly categories: Method<typeof rows.categories>;
  /** How many torrents there are. */
  readonly count: Method<typeof rows.count>;
  /**
   * Creates a category.
   * @throws {QBittorrentError} `QBT_CONFLICT` when there is one of that name, or the name is not
   * possible.
   */
  readonly createCategory: Method<typeof rows.createCategory>;
  /** Creates tags. One that exists stays as it is. */
  readonly createTags: Method<typeof rows.createTags>;
  /**
   * Moves torrents one place down in the queue.
   * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
   */
  readonly decreasePrio: Method<typeof rows.decreasePrio>;
  /** Deletes torrents. Those that do not exist are ignored. */
  readonly delete: Method<typeof rows.delete>;
  /** Deletes tags, also from all torrents. One that does not exist is ignored. */
  readonly deleteTags: Method<typeof rows.deleteTags>;
  /**
   * Downloads a file of a torrent.
   * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or when it is not complete.
   */
  readonly downloadFile: Method<typeof rows.downloadFile>;
  /** The download limits of torrents. */
  readonly downloadLimit: Method<typeof rows.downloadLimit>;
  /**
   * Changes a category as a whole: without `downloadPath` the one it had is lost, and so are its
   * share limits (5.2), which cannot be set from here.
   * @throws {QBittorrentError} `QBT_CONFLICT`, or since 5.2 `QBT_NOT_FOUND`, when there is no such
   * category.
   */
  readonly editCategory: Method<typeof rows.editCategory>;
  /**
   * Changes a tracker of a torrent.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the torrent does not have it, or has `newUrl`
   * already.
   */
  readonly editTracker: Method<typeof rows.editTracker>;
  /**
   * Changes a web seed of a torrent.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the torrent does not have it.
   */
  readonly editWebSeed: Method<typeof rows.editWebSeed>;
  /**
   * Exports a torrent as a .torrent file.
   * @throws {QBittorrentError} `QBT_CONFLICT` until its metadata is available.
   */
  readonly export: Method<typeof rows.export>;
  /**
   * Looks at a torrent without adding it. While there is no `info` in the result qBittorrent fetches
   * it: ask again a second later. It remembers the result until the session ends, for `saveMetadata`
   * and for `filePriorities` of `add`.
   */
  readonly fetchMetadata: Method<typeof rows.fetchMetadata>;
  /**
   * Sets the priority of files.
   * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or until the metadata of
   * the torrent is available.
   */
  readonly filePrio: Method<typeof rows.filePrio>;
  /** The files of a torrent; none while it does not know them yet. */
  readonly files: Method<typeof rows.files>;
  /**
   * Returns one torrent as `info` lists it.
   * @throws {QBittorrentError} `QBT_NOT_FOUND` when it is not listed. One that was just added may not
   * be listed yet: `MainDataStore.until` waits for it.
   */
  readonly get: Method<typeof rows.get>;
  /**
   * Moves torrents one place up in the queue.
   * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
   */
  readonly increasePrio: Method<typeof rows.increasePrio>;
  /**
   * The torrents; older servers ignore what they do not know.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` when torrents do not have the key to sort by.
   */
  readonly info: Method<typeof rows.info>;
  /**
   * What .torrent files hold, without adding them. In any order: distinguish them by `hash`.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` when one is not a .torrent file.
   */
  readonly parseMetadata: Method<typeof rows.parseMetadata>;
  /** How many peers have each piece of a torrent. */
  readonly pieceAvailability: Method<typeof rows.pieceAvailability>;
  /** The SHA-1 hashes of the pieces of a torrent. Empty until its metadata is available. */
  readonly pieceHashes: Method<typeof rows.pieceHashes>;
  /** Which pieces of a torrent are there. Empty until its metadata is available. */
  readonly pieceStates: Method<typeof rows.pieceStates>;
  /** One torrent in more detail. */
  readonly properties: Method<typeof rows.properties>;
  /** Announces to the trackers again, so that they learn a new port or address. */
  readonly reannounce: Method<typeof rows.reannounce>;
  /** Checks the files of torrents against their hashes again. */
  readonly recheck: Method<typeof rows.recheck>;
  /** Removes categories; their torrents then have none. */
  readonly removeCategories: Method<typeof rows.removeCategories>;
  /**
   * Removes tags from torrents. The tags themselves remain.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` when no tag is named; nothing was sent.
   */
  readonly removeTags: Method<typeof rows.removeTags>;
  /**
   * Removes trackers. Before 5.2 from one torrent only, or since 5.1 from `all`. Those that a torrent
   * does not have are ignored.
   * @throws {QBittorrentError} `QBT_CONFLICT` from 4.1 to 4.4, when it has none of them.
   */
  readonly removeTrackers: Method<typeof rows.removeTrackers>;
  /** Removes web seeds from a torrent. */
  readonly removeWebSeeds: Method<typeof rows.removeWebSeeds>;
  /**
   * Renames a torrent, not its files.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the name is empty.
   */
  readonly rename: Method<typeof rows.rename>;
  /**
   * Renames or moves a file of a torrent, on the disk too.
   * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such file, or the new path is not
   * possible.
   */
  readonly renameFile: Method<typeof rows.renameFile>;
  /**
   * Renames or moves a folder of a torrent, on the disk too.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the new path is not possible.
   */
  readonly renameFolder: Method<typeof rows.renameFolder>;
  /**
   * The .torrent file of what `fetchMetadata` has fetched.
   * @throws {QBittorrentError} `QBT_CONFLICT` while it is being fetched, `QBT_NOT_FOUND` when it was
   * not asked for.
   */
  readonly saveMetadata: Method<typeof rows.saveMetadata>;
  /**
   * Switches automatic torrent management on or off: with it, qBittorrent chooses by category where
   * torrents are saved. Switched on, the files may move at once.
   */
  readonly setAutoManagement: Method<typeof rows.setAutoManagement>;
  /**
   * Puts torrents into a category, or takes them out. Moves the files of torrents that are managed
   * automatically.
   * @throws {QBittorrentError} `QBT_CONFLICT` when there is no such category.
   */
  readonly setCategory: Method<typeof rows.setCategory>;
  /** Sets the comment of torrents. */
  readonly setComment: Method<typeof rows.setComment>;
  /** Sets the download limit of torrents. */
  readonly setDownloadLimit: Method<typeof rows.setDownloadLimit>;
  /**
   * Sets where torrents are kept until they are finished, empty = at the save path; those under
   * automatic management are skipped. Fails like {@link setSavePath}.
   */
  readonly setDownloadPath: Method<typeof rows.setDownloadPath>;
  /** Starts torrents, bypassing the queue when on. Off starts them as well, in the queue. */
  readonly setForceStart: Method<typeof rows.setForceStart>;
  /**
   * Moves the files of torrents and ends their automatic management.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the folder cannot be made.
   */
  readonly setLocation: Method<typeof rows.setLocation>;
  /**
   * Sets where finished torrents are saved; those under automatic management are skipped.
   * @throws {QBittorrentError} `QBT_CONFLICT` when the folder cannot be made, `QBT_FORBIDDEN` when it
   * cannot be written.
   */
  readonly setSavePath: Method<typeof rows.setSavePath>;
  /**
   * Sets all share limits of torrents: one that is left out is reset to the preferences.
   * Servers ignore those they do not know.
   */
  readonly setShareLimits: Method<typeof rows.setShareLimits>;
  /**
   * Sets what a torrent presents to its peers over TLS.
   * @throws {QBittorrentError} `QBT_BAD_REQUEST` when one of the values cannot be read.
   */
  readonly setSslParameters: Method<typeof rows.setSslParameters>;
  /** Switches super seeding: torrents offer each piece only once at first. */
  readonly setSuperSeeding: Method<typeof rows.setSuperSeeding>;
  /** Gives torrents exactly these tags and removes all others; no tags = removes all. */
  readonly setTags: Method<typeof rows.setTags>;
  /** Sets the upload limit of torrents. */
  readonly setUploadLimit: Method<typeof rows.setUploadLimit>;
  /** What a torrent presents to its peers over TLS. The result holds a private key: never log it. */
  readonly sslParameters: Method<typeof rows.sslParameters>;
  /** Starts torrents (`resume` before 5.0). */
  readonly start: Method<typeof rows.start>;
  /** Stops torrents (`pause` before 5.0). */
  readonly stop: Method<typeof rows.stop>;
  /** All tags there are, used or not. */
  readonly tags: Method<typeof rows.tags>;
  /** Toggles "first and last pieces first". */
  readonly toggleFirstLastPiecePrio: Method<typeof rows.toggleFirstLastPiecePrio>;
  /** Toggles sequential download. */
  readonly toggleSequentialDownload: Method<typeof rows.toggleSequentialDownload>;
  /**
   * Moves torrents to the top of the queue.
   * @throws {QBittorrentError} `QBT_CONFLICT` when queueing is switched off.
   */
  readonly topPrio: Method<typeof rows.topPrio>;
  /** The trackers of a torrent. DHT, PeX and LSD come first, as if they were trackers. */
  readonly trackers: Method<typeof rows.trackers>;
  /** The upload limits of torrents. */
  readonly uploadLimit: Method<typeof rows.uploadLimit>;
  /** The web seeds of a torrent. */
  readonly webSeeds: Method<typeof rows.webSeeds>;
}
