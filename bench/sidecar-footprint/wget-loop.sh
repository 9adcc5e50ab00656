#!/bin/sh
# The renewal loop in POSIX shell with the wget of BusyBox: the minimum that maps, renews, reports the
# port and stops at once. It starts only wget and sleep.
# No -T: with it Debian 12's wget crashes.
trap 'exit 0' TERM INT
port=
while :; do
  for protocol in tcp udp; do
    if reply=$(wget -q -O - --header 'Content-Type: application/json' --post-data \
      "{\"internal_port\":$INTERNAL_PORT,\"protocol\":\"$protocol\",\"duration\":$DURATION}" \
      "http://$NATPMP_SERVICE/forward"); then
      echo "$protocol mapping successful: $reply"
      external=${reply#*\"external_port\":}
      external=${external%%[!0-9]*}
      if [ "$protocol" = tcp ] && [ "$external" != "$port" ]; then
        echo "$external" >"$PORT_FILE" && port=$external
      fi
    else
      echo "$protocol mapping failed"
    fi
  done
  sleep "$REFRESH_INTERVAL" &
  wait $!
done
