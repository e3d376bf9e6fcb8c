# SPDX-License-Identifier: GPL-3.0-or-later
#
# layers.awk - what may stand in which folder.
#
#   awk -v ranks='base=0 engine=1 ...' -f tests/layers.awk include/funnelsim/*.h src/*/*.[ch]
#
# A folder of src/ may include only folders of lower rank and itself; folders of
# the same rank are strangers. A public header funnelsim/NOUN.h belongs to the
# folder that has NOUN.c; one without a source ranks with the highest that it
# includes. The command line sees public headers alone. Some headers and some
# calls are at home in a few folders only (below), and no way leads from policy/
# to the truth about a lead, not even through other headers.

BEGIN {
    count = split(ranks, pair, " ")
    for (i = 1; i <= count; i++) {
        split(pair[i], part, "=")
        rank[part[1]] = part[2]
    }

    header("gsl/.*", "random stats calibrate")
    header("Random123/.*", "random")
    header("libconfig\\.h", "scenario")
    header("(omp|mpi|pthread|threads)\\.h", "experiment")
    header("argp\\.h", "cli")

    text("#[ \t]*pragma[ \t]+omp", "experiment", "threads live in experiment/")
    text("\"gnuplot\"", "report", "gnuplot is started in report/")
    call("popen|system|v?fork|exec[lv]p?e?|posix_spawnp?", "report", "processes are started in report/")
    call("exit|_exit|_Exit|abort", "cli report", "only the command line ends the process")
    call("malloc|calloc|realloc|reallocarray|aligned_alloc|strn?dup|v?asprintf", "base",
         "base/memory.h is the one door to the heap")
    call("printf|vprintf|puts|putchar|perror", "cli", "the library prints only to a stream that it is given")
    text("(^|[^A-Za-z0-9_])stderr([^A-Za-z0-9_]|$)", "cli",
         "the library prints only to a stream that it is given")
    text("(^|[^A-Za-z0-9_])stdout([^A-Za-z0-9_]|$)", "cli report",
         "only report/ writes files, one of which is called -")
    call("s?rand|s?random|[dl]rand48", "", "chance comes from random/stream.h")
    call("setlocale", "", "results know no locale")

    for (i = 1; i < ARGC; i++)
        if (match(ARGV[i], /^src\/.*\.c$/))
            home[noun(ARGV[i])] = folder(ARGV[i])
}

# Headers whose whole name fits `pattern` are at home in `folders`.
function header(pattern, folders)
{
    headers++
    header_pattern[headers] = "^(" pattern ")$"
    header_folders[headers] = folders
}

# Code that fits `pattern` is at home in `folders`.
function text(pattern, folders, reason)
{
    texts++
    text_pattern[texts] = pattern
    text_folders[texts] = folders
    text_reason[texts] = reason
}

# A call of one of the functions `names`; not of a member or of a longer name.
function call(names, folders, reason)
{
    text("(^|[^A-Za-z0-9_.>])(" names ")[ \t]*\\(", folders, reason)
}

function folder(path,    part)
{
    split(path, part, "/")
    return part[2]
}

function noun(path)
{
    sub(/.*\//, "", path)
    sub(/\.[ch]$/, "", path)
    return path
}

function among(word, words)
{
    return index(" " words " ", " " word " ") > 0
}

function complain(where, what)
{
    print where ": " what
    bad = 1
}

FNR == 1 { in_comment = 0 }

# The line without its comments.
{
    code = ""
    rest = $0
    while (rest != "") {
        mark = index(rest, in_comment ? "*/" : "/*")
        if (!in_comment)
            code = code (mark ? substr(rest, 1, mark - 1) : rest)
        rest = mark ? substr(rest, mark + 2) : ""
        if (mark)
            in_comment = !in_comment
    }
    sub(/\/\/.*/, "", code)
}

code ~ /^[ \t]*#[ \t]*include/ {
    name = code
    gsub(/^[^<"]*[<"]|[>"][^>"]*$/, "", name)
    where = FILENAME ":" FNR
    for (i = 1; i <= headers; i++)
        if (name ~ header_pattern[i] && !among(folder(FILENAME), header_folders[i]))
            complain(where, "<" name "> is at home in " header_folders[i])
    if (code ~ /"/ || name ~ /^funnelsim\//) {
        includes++
        from[includes] = FILENAME
        at[includes] = where
        to[includes] = name
    }
    next
}

{
    for (i = 1; i <= texts; i++)
        if (code ~ text_pattern[i] && !among(folder(FILENAME), text_folders[i]))
            complain(FILENAME ":" FNR, text_reason[i])
}

# The folder that a public header belongs to, or "".
function owner(name)
{
    return (noun(name) in home) ? home[noun(name)] : ""
}

# Of a header as it is written in an include line; -1 below all folders.
function rank_of(name,    part, highest, i)
{
    split(name, part, "/")
    if (part[1] in rank)
        return rank[part[1]]
    if (owner(name) != "")
        return rank[owner(name)]
    highest = -1
    for (i = 1; i <= includes; i++)
        if (from[i] == "include/" name && rank_of(to[i]) > highest)
            highest = rank_of(to[i])
    return highest
}

# Whether a file in folder `here` may include `name`.
function may_include(here, file, name,    part)
{
    split(name, part, "/")
    if (here == "cli")
        return part[1] == "funnelsim" || part[2] == ""
    if (here == "funnelsim")
        return part[1] == "funnelsim" && rank_of(substr(file, 9)) >= rank_of(name)
    if (part[1] == here)
        return 1
    if (part[1] == "funnelsim")
        return rank_of(name) < rank[here] || owner(name) == here ||
               (owner(name) == "" && rank_of(name) == rank[here])
    return (part[1] in rank) && rank_of(name) < rank[here]
}

# Complains when `file` leads to model/truth.h; `way` is how we came to it.
function seek_truth(file, way,    i, next_file)
{
    if (file in sought)
        return
    sought[file] = 1
    for (i = 1; i <= includes; i++) {
        if (from[i] != file)
            continue
        if (to[i] == "model/truth.h")
            complain(way, "a policy must not know the truth (model/truth.h)")
        next_file = (to[i] ~ /^funnelsim\// ? "include/" : "src/") to[i]
        seek_truth(next_file, way " -> " to[i])
    }
}

END {
    for (i = 1; i <= includes; i++)
        if (!may_include(folder(from[i]), from[i], to[i]))
            complain(at[i], folder(from[i]) " must not include " to[i])
    for (i = 1; i < ARGC; i++)
        if (ARGV[i] ~ /^src\/policy\//)
            seek_truth(ARGV[i], ARGV[i])
    exit bad
}
