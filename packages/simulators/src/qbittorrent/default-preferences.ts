import { DIALECTS, type QBittorrentDialect } from './dialect.ts';

/** The value of one preference. The type of the default is the type a patch is converted to. */
export type PreferenceValue = string | number | boolean;

/** The settings of a fresh installation. */
export interface InitialPreferences {
  readonly port: number;
  readonly listenPort: number;
  readonly username: string;
  readonly apiKey: string;
}

/**
 * A subset of what `app/preferences` returns, with the values of a fresh installation. The secrets
 * are invented: they are here because a client must keep them out of its log.
 */
export function defaultPreferences(
  dialect: QBittorrentDialect,
  server: InitialPreferences,
): Record<string, PreferenceValue> {
  const traits = DIALECTS[dialect];
  return {
    anonymous_mode: false,
    banned_IPs: '',
    ...(traits.announcePort ? { announce_port: 0 } : {}),
    announce_ip: '',
    bittorrent_protocol: 0,
    bypass_auth_subnet_whitelist: '',
    bypass_auth_subnet_whitelist_enabled: false,
    bypass_local_auth: false,
    current_interface_address: '',
    ...(traits.announcePort ? { current_interface_name: '' } : {}),
    current_network_interface: '',
    dht: true,
    dl_limit: 0,
    dyndns_password: 'simulated-dyndns-secret',
    encryption: 0,
    listen_port: server.listenPort,
    locale: 'en',
    lsd: true,
    mail_notification_password: 'simulated-mail-secret',
    max_connec: 500,
    outgoing_ports_max: 0,
    outgoing_ports_min: 0,
    pex: true,
    proxy_ip: '',
    proxy_password: 'simulated-proxy-secret',
    proxy_port: 8080,
    // A number up to 4.5, its name since 4.6.
    proxy_type: dialect === '4.5' ? 0 : 'None',
    queueing_enabled: true,
    random_port: false,
    reannounce_when_address_changed: false,
    save_path: '/downloads',
    up_limit: 0,
    upnp: true,
    upnp_lease_duration: 0,
    use_https: false,
    web_ui_address: '*',
    ...(traits.authorizationHeader ? { web_ui_api_key: server.apiKey } : {}),
    web_ui_ban_duration: 3600,
    web_ui_csrf_protection_enabled: true,
    web_ui_domain_list: '*',
    web_ui_host_header_validation_enabled: true,
    web_ui_max_auth_fail_count: 5,
    web_ui_port: server.port,
    web_ui_reverse_proxy_enabled: false,
    web_ui_secure_cookie_enabled: true,
    web_ui_session_timeout: 3600,
    web_ui_upnp: false,
    web_ui_username: server.username,
  };
}
