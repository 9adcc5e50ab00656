/** Variables that weaken a process, or redirect its requests; only `localhost`, the stage, is spared. */
export const BAD_ENVIRONMENT: Readonly<Record<string, string>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_NO_WARNINGS: '1',
  NODE_OPTIONS: [
    '--insecure-http-parser',
    '--max-http-header-size=100000000',
    '--tls-min-v1.0',
    '--tls-cipher-list=DEFAULT@SECLEVEL=0',
  ].join(' '),
  NODE_USE_ENV_PROXY: '1',
  HTTP_PROXY: 'http://127.0.0.1:1',
  HTTPS_PROXY: 'http://127.0.0.1:1',
  http_proxy: 'http://127.0.0.1:1',
  https_proxy: 'http://127.0.0.1:1',
  NO_PROXY: 'localhost',
  no_proxy: 'localhost',
};
