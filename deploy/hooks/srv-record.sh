#!/bin/sh
# ON_PORT_CHANGE: keeps a DNS SRV record at the external port. When this fails, it is run again later.
set -eu
: "${PORT:?is set by the app that runs this}"
: "${SRV_NAME:?must be the name of the record, such as _minecraft._tcp.example.net}"
: "${SRV_TARGET:?must be the host that the record points to, such as home.example.net}"
: "${DNS_SERVER:?must be the DNS server that has the zone}"
: "${DNS_KEY_FILE:?must be the path of a file that tsig-keygen has written}"

# One message, so that there is a record at every moment. Where the record is right already, nothing changes.
nsupdate -k "$DNS_KEY_FILE" -t 30 <<UPDATE
server $DNS_SERVER ${DNS_PORT:-53}
update delete ${SRV_NAME%.}. SRV
update add ${SRV_NAME%.}. ${SRV_TTL:-60} SRV 0 0 $PORT ${SRV_TARGET%.}.
send
UPDATE
