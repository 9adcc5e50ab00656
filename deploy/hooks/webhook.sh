#!/bin/sh
# ON_PORT_CHANGE: posts the external port as JSON. When this fails, it is run again later.
set -eu
: "${PORT:?is set by the app that runs this}"
: "${WEBHOOK_URL:?must be the address to post to}"

if [ -n "${WEBHOOK_HEADER_FILE:-}" ] && ! [ -r "$WEBHOOK_HEADER_FILE" ]; then
  echo "WEBHOOK_HEADER_FILE cannot be read: check its path and owner" >&2
  exit 1
fi

# Either may hold a secret, and others can read a command line: the header is in a file, the address on stdin.
status=$(printf 'url = "%s"\n' "$WEBHOOK_URL" | curl --config - --globoff \
  --silent --show-error --max-time 30 --output /dev/null --write-out '%{http_code}' \
  ${WEBHOOK_HEADER_FILE:+--header "@$WEBHOOK_HEADER_FILE"} \
  --header 'content-type: application/json' \
  --data "{\"port\":$PORT,\"previous_port\":${PREVIOUS_PORT:-null}}")
case $status in
  2??) ;;
  *) echo "The webhook answered $status" >&2; exit 1 ;;
esac
