#!/bin/sh
# Makes the root directory of an image without a distribution: root.sh JAVA_HOME DIRECTORY.
# It has a Java runtime with the modules that Peyk uses, and the C library of this machine.
set -eu
java_home=$1
root=$2

modules=java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss
modules=$modules,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs

rm -rf "$root"
mkdir -p "$root/etc" "$root/opt" "$root/tmp" "$root/var/lib/peyk"
"$java_home/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress zip-6 --output "$root/opt/java"

# What java and its libraries link to outside of themselves, under the names by which they ask for it.
find "$root/opt/java" -name '*.so' -o -path '*/bin/java' | xargs ldd 2>/dev/null |
  sed -n -e 's/.*=> \(\/[^ ]*\) (.*/\1/p' -e 's/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) (.*/\1/p' |
  grep -v "^$root" | sort -u |
  while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done

echo 'peyk:x:10001:10001:Peyk:/var/lib/peyk:/sbin/nologin' >"$root/etc/passwd"
echo 'peyk:x:10001:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
