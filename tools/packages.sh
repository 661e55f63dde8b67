# Debian packages: which are missing, and how they come. Sourced by quickstart.sh and test.sh; runs nothing by itself.
# shellcheck shell=sh disable=SC2034

# what a build needs; HDF5's serial build, since with the parallel one beside it the name alone would mean that
build_packages="build-essential cmake ninja-build pkg-config git libgsl-dev librandom123-dev libhdf5-dev libyaml-dev libdeflate-dev"
# what the scripts in Python need; they are Debian's, hence for /usr/bin/python3
picture_packages="python3 python3-xarray python3-h5netcdf python3-matplotlib"
python=/usr/bin/python3

# packages_missing PACKAGE...: prints those that are not installed
packages_missing() {
    for package in "$@"; do
        if ! dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
            printf ' %s' "$package"
        fi
    done
}

# packages_install WHAT_FOR PACKAGE...: installs what is missing, and only that; says so before. 1 when it cannot.
packages_install() {
    what_for=$1
    shift
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "This is no Debian: make sure that there is what Debian calls $*"
        return 0
    fi
    missing=$(packages_missing "$@")
    [ -n "$missing" ] || return 0
    echo "Installing for $what_for:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "That takes root. As root: apt-get install --no-install-recommends$missing" >&2
            return 1
        fi
        as_root=sudo
    fi
    log=$(mktemp) || return 1
    # the list of packages is words, not one word
    # shellcheck disable=SC2086
    if $as_root apt-get update >"$log" 2>&1 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "apt-get could not install them." >&2
    return 1
}

# seconds: the time of day as a number, for differences
seconds() {
    date +%s
}
