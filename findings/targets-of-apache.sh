#!/usr/bin/env bash
# One redirect to an address in Hangul, said to Apache by each of its three directives, percent-encoded and as it is.
#
# One would guess: a target is an address, the header Location takes it encoded (RFC 9110, 10.2.2), so that encoded is right in
# all three, and Hangul as it stands at the server's mercy.
#
# Real: encoded is right in one of three, Hangul in two.
#   Redirect       sends what is written: encoded is right, and Hangul leaves as bytes of UTF-8, which are no URI.
#   RedirectMatch  encodes what is written: encoded is encoded twice (%25EA), and leads nowhere; Hangul is right.
#   RewriteRule    reads % and a digit as a group of the last RewriteCond, which is empty here, before it encodes: of %EA%B8%80,
#                  the letter 글, nothing but %EA, %B8 and 0 is left. With the flag NE, which documentation gives for targets
#                  that are encoded already, that is what is sent, /%EA%B80/, and without it %25EA%25B80. A letter whose bytes
#                  all begin with A to F, as 갠 (EA B0 A0), is right with NE, so that a test with one proves nothing: 8,612 of
#                  the 11,172 syllables have a byte that begins with 8 or 9. Hangul is right, and \% keeps a percent sign.
#
# Versions: apache2-bin 2.4.71-1~deb12u1 with libapr1 1.7.2-3+deb12u1 and libaprutil1 1.6.3-1+deb12u1 (Debian 12, amd64), unpacked without
# being installed. The server listens on 127.0.0.1 and is ended. Needs apt-get and curl.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; [ -z "$server" ] || wait "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"

apt-get download -qq -o APT::Sandbox::User=root apache2-bin=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1
for package in *.deb; do dpkg-deb -x "$package" .; done
modules=$folder/usr/lib/apache2/modules
export LD_LIBRARY_PATH="$folder/usr/lib/x86_64-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir empty
cat >apache.conf <<CONF
ServerRoot $folder
ServerName localhost
Listen 127.0.0.1:$port
PidFile $folder/pid
ErrorLog $folder/errors
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule alias_module $modules/mod_alias.so
LoadModule rewrite_module $modules/mod_rewrite.so
DocumentRoot $folder/empty
RewriteEngine On
Redirect 301 /redirect/encoded /%EA%B8%80/
Redirect 301 /redirect/hangul /글/
RedirectMatch 301 ^/match/encoded$ /%EA%B8%80/
RedirectMatch 301 ^/match/hangul$ /글/
RewriteRule ^/rewrite/encoded$ /%EA%B8%80/ [R=301,L]
RewriteRule ^/rewrite/encoded-ne$ /%EA%B8%80/ [R=301,L,NE]
RewriteRule ^/rewrite/encoded-ne-other$ /%EA%B0%A0/ [R=301,L,NE]
RewriteRule ^/rewrite/escaped-ne$ /\%EA\%B8\%80/ [R=301,L,NE]
RewriteRule ^/rewrite/hangul$ /글/ [R=301,L]
CONF
usr/sbin/apache2 -X -f "$folder/apache.conf" &
server=$!
for _ in $(seq 50); do
  curl -s -o /dev/null "http://127.0.0.1:$port/" && break
  sleep 0.1
done

for path in redirect/encoded redirect/hangul match/encoded match/hangul rewrite/encoded rewrite/encoded-ne \
  rewrite/encoded-ne-other rewrite/escaped-ne rewrite/hangul; do
  printf '%s: %s\n' "$path" "$(curl -s -o /dev/null -D - "http://127.0.0.1:$port/$path" | tr -d '\r' | sed -n "s,^Location: http://[^/]*,,p")"
done >seen

cat >expected <<'TEXT'
redirect/encoded: /%EA%B8%80/
redirect/hangul: /글/
match/encoded: /%25EA%25B8%2580/
match/hangul: /%ea%b8%80/
rewrite/encoded: /%25EA%25B80/
rewrite/encoded-ne: /%EA%B80/
rewrite/encoded-ne-other: /%EA%B0%A0/
rewrite/escaped-ne: /%EA%B8%80/
rewrite/hangul: /%ea%b8%80/
TEXT
usr/sbin/apache2 -v | head -n 1
cat seen
diff -u expected seen && echo 'As described above.'
