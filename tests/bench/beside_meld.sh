#!/bin/sh
# The window beside Meld: from the start to the window, to its first paint, and the memory held at rest, with the same two seeds.
#
#   tests/bench/beside_meld.sh [PROGRAM]       PROGRAM: target/release/jiedu of this repository by default; STARTS=5
#
# Both in one run, by turns, on an Xvfb of their own, software OpenGL. Painted is a window whose picture has many colours: letters, not only
# a ground. The first turn, which brings both into memory, is not counted.
set -eu
cd "$(dirname "$0")/../.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/jiedu}
starts=${STARTS:-5}
first=seeds/youyi-2021-plan.txt
second=seeds/wusong-2021-plan.txt

for tool in meld Xvfb xdotool import identify; do
    command -v "$tool" >/dev/null || { echo "not measured: $tool is not there (apt-get install meld xvfb xdotool imagemagick)"; exit 0; }
done
[ -x "$program" ] || { echo "not measured: $program is not there (cargo build --release)"; exit 0; }

work=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
screen=$!
trap 'kill $screen 2>/dev/null; rm -rf "$work"' EXIT
while [ ! -s "$work/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$work/display")
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 GDK_BACKEND=x11 NO_AT_BRIDGE=1 GSETTINGS_BACKEND=memory
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS || true

now() { date +%s%N; }
# Milliseconds since $1.
since() { echo $((($(now) - $1) / 1000000)); }
# The process and all below it.
tree() {
    echo "$1"
    for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do tree "$child"; done
}
# Kilobytes that they hold.
resident() {
    for pid in $(tree "$1"); do sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null; done | awk '{ all += $1 } END { print all + 0 }'
}

# One start: window, paint (milliseconds), memory (kilobytes).
measure() {
    name=$1
    shift
    begun=$(now)
    "$@" >/dev/null 2>&1 &
    pid=$!
    window=
    until [ -n "$window" ]; do
        window=$(xdotool search --onlyvisible --class "$name" 2>/dev/null | tail -1 || true)
        [ "$(since "$begun")" -lt 60000 ] || { echo "failed: $name opened no window" >&2; exit 1; }
    done
    mapped=$(since "$begun")
    colours=0
    while [ "$colours" -lt 64 ]; do
        colours=$(import -silent -window "$window" "$work/shot.ppm" 2>/dev/null && identify -format %k "$work/shot.ppm" 2>/dev/null || echo 0)
        painted=$(since "$begun")
        [ "$painted" -lt 60000 ] || { echo "failed: $name painted nothing" >&2; exit 1; }
    done
    sleep 5
    held=$(resident "$pid")
    # Meld does not heed a request; the next one may not find the windows of the last.
    kill -KILL $(tree "$pid") 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    while xdotool search --onlyvisible --class "$name" >/dev/null 2>&1; do sleep 0.1; done
    echo "$mapped $painted $held"
}

ours() { rm -rf "$work/config"; measure jiedu env JIEDU_CONFIG_DIR="$work/config" "$program" "$first" "$second"; }
theirs() { measure meld env HOME="$work" XDG_CACHE_HOME="$work/cache" meld "$first" "$second"; }

ours >/dev/null
theirs >/dev/null
: >"$work/ours"
: >"$work/theirs"
k=0
while [ "$k" -lt "$starts" ]; do
    ours >>"$work/ours"
    theirs >>"$work/theirs"
    k=$((k + 1))
done
median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((starts + 1) / 2))p"; }
printf '%-34s%10s%10s%10s\n' "two seeds, $starts starts, median" jiedu Meld ratio
column=1
for what in 'to the window, ms' 'to the first paint, ms' 'memory at rest, kB'; do
    a=$(median "$work/ours" $column)
    b=$(median "$work/theirs" $column)
    printf '%-34s%10s%10s%10s\n' "$what" "$a" "$b" "$(awk "BEGIN { printf \"%.2f\", $a / $b }")"
    column=$((column + 1))
done
