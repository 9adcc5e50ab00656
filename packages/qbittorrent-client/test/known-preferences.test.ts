import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KNOWN_PREFERENCES as known, PREFERENCES_SOURCES as sources } from './known-preferences.ts';
import { RECORDED_VERSIONS, recordedExchanges } from './recorded-exchange.ts';

const documented = sources.flatMap((source) =>
  Array.from(source.matchAll(/\*\/\n {2}readonly (\w+)\??:/g), ([, key]) => key),
);

describe('the keys of the preferences', () => {
  test.each(RECORDED_VERSIONS)('the keys of the preferences of %s are all known', (version) => {
    const reply = recordedExchanges(version).find(({ name }) => name === 'preferences');
    const keys = Object.keys(JSON.parse(reply?.response.body ?? ''));
    expect(keys.length).toBeGreaterThan(170);
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
  });

  test('the keys of the preferences that came with 5.3 are all known', () => {
    const since = [
      ...['enable_multi_connections_from_same_peer_id', 'mail_notification_encryption_type'],
      ...['max_outstanding_block_requests', 'remove_torrent_file_backup', 'share_limits_mode'],
      ...['seeding_outgoing_connections', 'store_search_jobs', 'store_search_job_results'],
      ...['torrent_files_backup_enabled', 'torrent_files_backup_dir'],
      ...['torrent_files_finished_backup_dir_enabled', 'torrent_files_finished_backup_dir'],
      ...['web_ui_sessions_count_limit', 'web_ui_password', 'start_paused', 'shutdown_timeout'],
      ...['confirm_remove_all_tags', 'confirm_remove_tracker_from_all_torrents'],
      ...['i2p_inbound_length_variance', 'i2p_outbound_length_variance', 'i2p_pex_enabled'],
      'webtorrent_stun_server',
    ];
    expect(since.filter((key) => !known.includes(key))).toEqual([]);
  });

  test('the keys of the preferences are described, each once', () => {
    expect(documented).toEqual(known);
    expect(new Set(known).size).toBe(known.length);
  });

  test('the keys of the preferences are all part of Preferences', () => {
    const whole = readFileSync(new URL('../src/records/preferences.ts', import.meta.url), 'utf8');
    const [, parts = ''] = /interface Preferences\s+extends ([^{]+)/.exec(whole) ?? [];
    const names = sources.map((source) => /interface (\w+)/.exec(source)?.[1] ?? '');
    expect(
      parts
        .split(/[,\s]+/)
        .filter(Boolean)
        .toSorted(),
    ).toEqual(names.toSorted());
  });
});
