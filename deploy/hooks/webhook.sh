#!/bin/sh
# ON_PORT_CHANGE: posts the external port as JSON. If it fails, it is run again later.
set -eu
: "${PORT:?is set by the app that runs this}"
: "${WEBHOOK_URL:?must be the address to post to}"

# A header with a token comes from a file, because a command line can be read by others.
status=$(curl --silent --show-error --max-time 30 --output /dev/null --write-out '%{http_code}' \
  ${WEBHOOK_HEADER_FILE:+--header "@$WEBHOOK_HEADER_FILE"} \
  --header 'content-type: application/json' \
  --data "{\"port\":$PORT,\"previous_port\":${PREVIOUS_PORT:-null}}" \
  "$WEBHOOK_URL")
case $status in
  2??) ;;
  *) echo "The webhook answered $status" >&2; exit 1 ;;
esac
