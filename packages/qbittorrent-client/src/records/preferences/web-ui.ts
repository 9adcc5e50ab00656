/** The options of the "Web UI" tab. */
export interface WebUiPreferences {
  /** The address the web interface listens on; `*` = all. */
  readonly web_ui_address?: string | undefined;
  /** The port of the web interface. */
  readonly web_ui_port?: number | undefined;
  /** Ask the router to map that port. */
  readonly web_ui_upnp?: boolean | undefined;
  /** Names that the Host header may have, `;` between them; `*` allowed. */
  readonly web_ui_domain_list?: string | undefined;
  /** Speak HTTPS. */
  readonly use_https?: boolean | undefined;
  /** The file of the certificate. Since 4.2. */
  readonly web_ui_https_cert_path?: string | undefined;
  /** The file of the private key. Since 4.2. */
  readonly web_ui_https_key_path?: string | undefined;
  /** The certificate itself. 4.1 only. */
  readonly ssl_cert?: string | undefined;
  /** The private key itself. Secret. 4.1 only. */
  readonly ssl_key?: string | undefined;
  /** The name to log in with; 3 characters and more without a colon since 5.2. */
  readonly web_ui_username?: string | undefined;
  /** The password to log in with, to be set only; 6 characters and more since 5.2. Secret. */
  readonly web_ui_password?: string | undefined;
  /** The API key in clear text, empty when there is none; cannot be set. Secret. Since 5.2. */
  readonly web_ui_api_key?: string | undefined;
  /** No login for clients on the machine itself. */
  readonly bypass_local_auth?: boolean | undefined;
  /** No login for clients in `bypass_auth_subnet_whitelist`. */
  readonly bypass_auth_subnet_whitelist_enabled?: boolean | undefined;
  /** Networks, e.g. `192.168.1.0/24`, one a line. */
  readonly bypass_auth_subnet_whitelist?: string | undefined;
  /** Failed logins after which an address is banned. Since 4.2. */
  readonly web_ui_max_auth_fail_count?: number | undefined;
  /** How long it is banned, seconds. Since 4.2. */
  readonly web_ui_ban_duration?: number | undefined;
  /** The idle time after which a session ends, seconds; 0 = never. Since 4.2. */
  readonly web_ui_session_timeout?: number | undefined;
  /** Maximum number of sessions; one more ends the oldest. Since 5.3. */
  readonly web_ui_sessions_count_limit?: number | undefined;
  /** Use another web interface. Since 4.1.5. */
  readonly alternative_webui_enabled?: boolean | undefined;
  /** The directory of the other web interface. Since 4.1.5. */
  readonly alternative_webui_path?: string | undefined;
  /** Forbid other sites to show the web interface in a frame. */
  readonly web_ui_clickjacking_protection_enabled?: boolean | undefined;
  /** Refuse requests that other sites make (CSRF). */
  readonly web_ui_csrf_protection_enabled?: boolean | undefined;
  /** With HTTPS, the cookie is sent only over HTTPS. Since 4.2. */
  readonly web_ui_secure_cookie_enabled?: boolean | undefined;
  /** Refuse requests whose Host header has another port or an unlisted name. Since 4.1.5. */
  readonly web_ui_host_header_validation_enabled?: boolean | undefined;
  /** Send the headers in `web_ui_custom_http_headers`. Since 4.2.5. */
  readonly web_ui_use_custom_http_headers_enabled?: boolean | undefined;
  /** Headers as `Name: value`, one a line. Since 4.2.5. */
  readonly web_ui_custom_http_headers?: string | undefined;
  /** Trust the proxies in `web_ui_reverse_proxies_list` to report the client's address. After 4.2. */
  readonly web_ui_reverse_proxy_enabled?: boolean | undefined;
  /** Addresses or networks of trusted reverse proxies, `;` between them. After 4.2. */
  readonly web_ui_reverse_proxies_list?: string | undefined;
  /** Keep a dynamic domain name up to date. */
  readonly dyndns_enabled?: boolean | undefined;
  /** The service of the domain name: 0 DynDNS, 1 No-IP. */
  readonly dyndns_service?: number | undefined;
  /** The name at that service. */
  readonly dyndns_username?: string | undefined;
  /** The password at that service, in clear text. Secret. */
  readonly dyndns_password?: string | undefined;
  /** The domain name. */
  readonly dyndns_domain?: string | undefined;
}
