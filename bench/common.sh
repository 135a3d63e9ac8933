# Read by bench/start and bench/pages: the JDK, the clock, the demo's start and stop, what a record begins with.
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
need=25
pid= # of the application that runs now; nothing else is ever signalled
work=$(mktemp -d)

fail() {
  echo "$1" >&2
  exit 1
}

major() { # as in the script breakroom
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() { # as in the script breakroom, so that both applications and the client run on one JDK
  on_path=$(command -v javac || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for home in "${BREAKROOM_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" \
      /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    v=$(major "$home")
    if [ -n "$v" ] && [ "$v" -ge "$need" ]; then echo "$home"; return; fi
  done
}

now() { date +%s%3N; }

answers() { # whether the sign-in page of the application on port $1 is there
  [ "$(curl -s -o /dev/null -w '%{http_code}' --max-time 5 "http://127.0.0.1:$1/sign-in" || true)" = 200 ]
}

launch() { # launch PORT COMMAND...: returns at the first 200, the milliseconds in $took
  at=$1
  shift
  ! answers "$at" || fail "Something answers on port $at already; name another with --port."
  began=$(now)
  "$@" >"$work/log" 2>&1 &
  pid=$!
  until answers "$at"; do
    kill -0 "$pid" 2>/dev/null || fail "It ended before it answered: $(tail -5 "$work/log")"
    [ $(($(now) - began)) -lt "${patience:-600000}" ] || fail "No answer in time: $(tail -5 "$work/log")"
    sleep 0.02
  done
  took=$(($(now) - began))
}

halt() { # SIGTERM, and waits: the database must be shut down cleanly before the next start
  [ -n "$pid" ] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  pid=
}

tidy() {
  halt
  rm -rf "$work"
}
trap tidy EXIT
trap 'exit 130' INT TERM

load() { cut -d' ' -f1-3 /proc/loadavg; }

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

heading() { # heading TITLE COMMAND LOAD_BEFORE LOAD_AFTER
  commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)
  [ -z "$(git status --porcelain -- pom.xml src breakroom 2>/dev/null)" ] || commit="$commit, with changes not committed"
  cat <<END
# $1

- Date: $(date -u '+%Y-%m-%d %H:%M UTC'); commit: $commit
- Machine: $(nproc) cores, $(awk '/^MemTotal/ { printf "%.1f GB", $2 * 1024 / 1e9 }' /proc/meminfo) memory, $(uname -sr)
- JDK: $("$jdk/bin/java" -version 2>&1 | sed -n 2p)
- Load average before: $3; after: $4
- Command: \`$2\`

END
}

record() { # record NAME: keeps what stdin says, and shows it
  if [ -z "$keep" ]; then cat; return; fi
  mkdir -p bench/results
  file=bench/results/$(date -u +%F)-$1.md
  tee "$file"
  echo "Recorded in $file" >&2
}
