#!/bin/sh
# Makes the root directory of an image without a distribution: root.sh JAVA_HOME DIRECTORY ARCHITECTURE SYSTEM.
# It has a Java runtime with the modules that Peyk uses, and the C library. Both are those of this machine if SYSTEM is /.
# Otherwise they are for ARCHITECTURE (amd64 or arm64), from SYSTEM: the root directory of a system with a JDK.
set -eu
java_home=$1
root=$2
architecture=$3
system=${4%/}

fail() {
  echo "The image cannot be made: $1" >&2
  exit 1
}

# The shared libraries and the loader that the ELF files ask for, by the names by which they ask.
asked_for() {
  readelf --wide --dynamic --program-headers "$@" 2>/dev/null |
    sed -n -e 's/.*(NEEDED).*\[\(.*\)\]/\1/p' -e 's/.*program interpreter: \(.*\)\]/\1/p' | sort -u
}

# Copies what the ELF files ask for from another system, and what that asks for in turn.
copy_asked_for() {
  asked_for "$@" | while read -r library; do
    [ -z "$(find "$root" -name "${library##*/}")" ] || continue
    file=$(find "$system"/lib* "$system"/usr/lib* -maxdepth 2 -name "${library##*/}" 2>/dev/null | sort | head -n 1)
    [ -n "$file" ] || fail "$system has no ${library##*/}"
    case $library in
    /*) copy=$library ;;
    *) copy=${file#"$system"} copy=${copy#/usr} ;;
    esac
    mkdir -p "$root${copy%/*}"
    cp -L "$file" "$root$copy"
    copy_asked_for "$root$copy"
  done
}

modules=java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss
modules=$modules,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs

if [ -n "$system" ]; then
  command -v readelf >/dev/null || fail 'readelf is missing (package binutils)'
  jmods=$(find "$system"/usr/lib/jvm/*/ -maxdepth 2 -path '*/jmods/java.base.jmod' 2>/dev/null | sort | tail -n 1)
  [ -n "$jmods" ] || fail "no JDK in $system/usr/lib/jvm has a directory jmods"
  set -- --module-path "${jmods%/*}"
else
  set --
fi

rm -rf "$root"
mkdir -p "$root/etc" "$root/opt" "$root/tmp" "$root/var/lib/peyk"
"$java_home/bin/jlink" "$@" --add-modules "$modules" --no-header-files --no-man-pages --exclude-files '**.debuginfo' \
  --compress zip-6 --output "$root/opt/java"

case $architecture in
amd64) machine=62 ;;
arm64) machine=183 ;;
*) fail "the architecture is amd64 or arm64, not $architecture" ;;
esac
[ "$(od -An -tu2 -j18 -N2 "$root/opt/java/bin/java" | tr -d ' ')" = "$machine" ] ||
  fail "the JDK of ${system:-this machine} is not one for $architecture"

# What java and its libraries link to outside of themselves, under the names by which they ask for it.
elf=$(find "$root/opt/java" -name '*.so' -o -path '*/bin/java')
if [ -n "$system" ]; then
  copy_asked_for $elf
else
  ldd $elf 2>/dev/null |
    sed -n -e 's/.*=> \(\/[^ ]*\) (.*/\1/p' -e 's/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) (.*/\1/p' |
    grep -v "^$root" | sort -u |
    while read -r library; do
      mkdir -p "$root$(dirname "$library")"
      cp -L "$library" "$root$library"
    done
fi

echo 'peyk:x:10001:10001:Peyk:/var/lib/peyk:/sbin/nologin' >"$root/etc/passwd"
echo 'peyk:x:10001:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
