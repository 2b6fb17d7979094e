#!/bin/sh
# SPDX-License-Identifier: MIT
# Each public header compiles when it is the only one included, as C11 and as C++17, with gcc and
# clang, with 32-bit and 16-bit wchar_t, without a warning. lm.h also serves a small program.
#
#   headers_test.sh [INCLUDE_DIR]      one line per failure; exit 0, 1, or 77 without a compiler

include=${1:-$(dirname "$0")/../../include}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
checked=0 failed=0

cat > "$work/program.c" <<'END'
#include <lm.h>
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
static WCHAR server[] = L"\\\\fs1";
#else
static WCHAR server[] = u"\\\\fs1";
#endif
NET_API_STATUS program(DWORD *total);
NET_API_STATUS program(DWORD *total)
{
    SHARE_INFO_2 *share = NULL;
    DWORD read = 0, resume = 0;
    NET_API_STATUS status = NetShareEnum(server, 2, (LPBYTE *)&share, MAX_PREFERRED_LENGTH, &read,
                                         total, &resume);
    if (status == ERROR_MORE_DATA || status == NERR_Success)
        for (DWORD i = 0; i < read; i++)
            if ((share[i].shi2_type & STYPE_SPECIAL) != 0 &&
                share[i].shi2_max_uses == SHI_USES_UNLIMITED)
                status = ERROR_INVALID_LEVEL;
    NetApiBufferFree(share);
    return status;
}
END
sed 's/#include <lm.h>/#include <windows.h>\n&/' "$work/program.c" > "$work/windows_program.c"
for header in "$include"/*.h; do
    name=$(basename "$header")
    printf '#include <%s>\n#include <%s>\ntypedef int not_empty;\n' "$name" "$name" \
        > "$work/alone_${name%.h}.c"
done

try() { # COMPILER STANDARD LANGUAGE FLAG...
    compiler=$1 standard=$2 language=$3
    shift 3
    for source in "$work"/*.c; do
        checked=$((checked + 1))
        "$compiler" -std="$standard" -x "$language" "$@" -I "$include" -Wall -Wextra -Wpedantic \
            -Wshadow -Wconversion -Werror -fsyntax-only "$source" > "$work/out" 2>&1 && continue
        failed=$((failed + 1))
        echo "$(basename "$source" .c): $compiler -std=$standard $*: $(grep -m 1 -E 'error' "$work/out")"
    done
}

for compilers in gcc:g++ clang:clang++; do
    for wide in -fno-short-wchar -fshort-wchar; do
        for unicode in -UUNICODE -DUNICODE; do
            command -v "${compilers%:*}" > /dev/null && try "${compilers%:*}" c11 c $wide $unicode
            command -v "${compilers#*:}" > /dev/null && try "${compilers#*:}" c++17 c++ $wide $unicode
        done
    done
done

if [ $checked -eq 0 ]; then
    echo "headers: skipped, no compiler"
    exit 77
fi
echo "headers: $checked compiled, $failed failed"
[ $failed -eq 0 ]
