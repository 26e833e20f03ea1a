# Finds a JDK of at least version 25; mvnw and bin/peyk source this file.

# Is there a Java 25 or newer in directory $1, with the program $2 in its bin?
java_is_new_enough() {
  [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
  java_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${java_major:-0}" -ge 25 ]
}

# Exports JAVA_HOME: the one that is set if it will do, else the Java on the PATH, else one from the usual places.
find_jdk() {
  java_on_path=$(readlink -f "$(command -v java)" 2>/dev/null) || java_on_path=
  for java_home in "${JAVA_HOME:-}" "${java_on_path%/bin/java}" \
    "$(/usr/libexec/java_home -v 25+ 2>/dev/null)" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.asdf/installs/java/*; do
    if java_is_new_enough "$java_home" "$1"; then
      JAVA_HOME=$java_home
      export JAVA_HOME
      return
    fi
  done
  echo "Peyk needs Java 25: install a JDK 25 or newer (for example from https://adoptium.net), or set JAVA_HOME to one." >&2
  exit 1
}
