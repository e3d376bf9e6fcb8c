# SPDX-License-Identifier: GPL-3.0-or-later
#
# table.awk - the table of the benchmarks, from the rows `round,what,case,number` that
# tests/bench/run has gathered. Ends with 1 when a funnel came out otherwise than in another
# simulator.

BEGIN { FS = "," }

function median(values, count,    i, j, x) {
    for (i = 2; i <= count; i++) {
        x = values[i]
        for (j = i - 1; j > 0 && values[j] > x; j--) values[j + 1] = values[j]
        values[j + 1] = x
    }
    return count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
}

function of(name,    round, values, count) {
    for (round = 1; round <= rounds; round++)
        if ((round, name) in number) values[++count] = number[round, name]
    return median(values, count)
}

# Of the rounds in which there are both.
function ratio(a, b,    round, values, count) {
    for (round = 1; round <= rounds; round++)
        if (((round, a) in number) && ((round, b) in number))
            values[++count] = number[round, a] / number[round, b]
    return count ? median(values, count) : 0
}

function has(name) { return name in known }

function whole(x,    text) {
    for (text = sprintf("%.0f", x); match(text, /^[0-9][0-9][0-9][0-9]+/);)
        text = substr(text, 1, RLENGTH - 3) "," substr(text, RLENGTH - 2)
    return text
}

function decimal(x) { return sprintf("%.1f", x) }
function factor(x) { return sprintf("%.*f x", x < 10 ? 2 : 0, x) }
function aim(text, met) { return "aim: " text (met ? "" : ", MISSED") }

function line(title, a, b, c, d, last) {
    title = sprintf("%-35s%11s%11s%11s%11s  %s", title, a, b, c, d, last)
    sub(/ +$/, "", title)
    print title
}

function heading(title, a, b, c, d, last) {
    print ""
    line(title, a, b, c, d, last)
}

function is_simpy(name) { return name ~ /^SimPy / }

# --- one section each ----------------------------------------------------------------------------

# The fastest of the SimPys is the one to be compared with.
function fastest_simpy(    i, best) {
    for (i = 1; i <= case_count; i++)
        if (is_simpy(cases[i]) && has("mm1_per_second " cases[i]) &&
            (best == "" || of("mm1_per_second " cases[i]) > of("mm1_per_second " best)))
            best = cases[i]
    return best
}

function mm1(    i, x) {
    heading("One server, 0.9 an hour (M/M/1)", "objects/s", "mean stay")
    line("  funnelsim", whole(of("mm1_per_second funnelsim")),
         decimal(of("mm1_hours funnelsim")) " h", "", "", "in theory 10 h")
    for (i = 1; i <= case_count; i++)
        if (is_simpy(cases[i]))
            line("  " cases[i], whole(of("mm1_per_second " cases[i])),
                 decimal(of("mm1_hours " cases[i])) " h")
    if (simpy != "") {
        x = ratio("mm1_per_second funnelsim", "mm1_per_second " simpy)
        line("  funnelsim against " simpy, factor(x), "", "", "", aim("100 x", x >= 100))
    }
}

# How many standard errors two means are apart; the luck is that of the first round.
function apart(what, a, b,    error) {
    error = sqrt(number[1, what "_error " a] ^ 2 + number[1, what "_error " b] ^ 2)
    return (number[1, what " " a] - number[1, what " " b]) / error
}

function told(what, name) {
    return whole(number[1, what " " name]) " +-" whole(number[1, what "_error " name])
}

function agree(name,    whats, i, x, worst) {
    split("people won revenue", whats, " ")
    for (i = 1; i in whats; i++) {
        x = apart(whats[i], "funnelsim", name)
        if (x < 0) x = -x
        if (x > worst) worst = x
    }
    if (worst > 4) differs = 1
    return sprintf("%.1f standard errors apart at most; %s", worst,
                   worst > 4 ? "4 is too many: THEY DIFFER" : "they agree")
}

function funnel_line(name) {
    line("  " name, whole(1000 / of("ms " name)), whole(of("ns_person " name)),
         whole(number[1, "people " name]), whole(number[1, "won " name]),
         "  revenue " told("revenue", name))
}

function funnel(    i) {
    heading("The same funnel in both", "futures/s", "ns/person", "people", "won")
    funnel_line("funnelsim")
    for (i = 1; i <= case_count; i++)
        if (is_simpy(cases[i]) && has("ms " cases[i])) {
            funnel_line(cases[i])
            line("  funnelsim against " cases[i], factor(ratio("ms " cases[i], "ms funnelsim")),
                 factor(ratio("ns_person " cases[i], "ns_person funnelsim")), "", "",
                 "  " agree(cases[i]))
        }
}

function sizes(title, what, unit, last) {
    line("  " title, whole(of(what " firm_1") / unit), whole(of(what " firm_10") / unit),
         whole(of(what " firm_100") / unit), whole(of(what " firm_500") / unit), last)
}

function firm(    x, round) {
    heading("A future of baseline.cfg", "as it is", "10 x", "100 x", "500 x", "100 x : 1")
    x = ratio("ns firm_100", "ns firm_1")
    sizes("ns an event", "ns", 1, factor(x) "  " aim("under 2 x", x < 2))
    sizes("ms a future", "ms", 1, factor(ratio("ms firm_100", "ms firm_1")))
    sizes("events", "events", 1, factor(ratio("events firm_100", "events firm_1")))
    sizes("people on their way, at most", "on_their_way", 1,
          factor(ratio("on_their_way firm_100", "on_their_way firm_1")))
    sizes("and clients, and events planned", "records", 1,
          factor(ratio("records firm_100", "records firm_1")))
    sizes("memory, kB", "bytes", 1024, factor(ratio("bytes firm_100", "bytes firm_1")))
    x = ratio("bytes firm_100", "records firm_100") / ratio("bytes firm_1", "records firm_1")
    line("  bytes for each of these", whole(ratio("bytes firm_1", "records firm_1")),
         whole(ratio("bytes firm_10", "records firm_10")),
         whole(ratio("bytes firm_100", "records firm_100")),
         whole(ratio("bytes firm_500", "records firm_500")),
         factor(x) "  " aim("under 2 x", x < 2))
    if (simpy != "") {
        for (round = 1; round <= rounds; round++)
            if ((round, "mm1_per_second " simpy) in number)
                number[round, "simpy_ns"] = 1e9 / number[round, "mm1_per_second " simpy]
        x = ratio("simpy_ns", "ns firm_1")
        line("  events while SimPy does an object", decimal(x), "", "", "", aim("40", x >= 40))
        if (has("processor fast_1"))
            line("  the same by make fast", decimal(x * ratio("processor threads_1", "processor fast_1")))
    }
}

function grown(title, name) {
    line("  " title, decimal(of("ns " name)), sprintf("%.2f", of("ms " name)),
         whole(of("events " name)), sprintf("%.2f", of("peak_kb " name) / 1024))
}

function several(what, unit, steps,    count, i, list) {
    count = split(steps, list, " ")
    for (i = 1; i <= count; i++)
        if (has("ns " what "_" list[i])) grown(sprintf(unit, list[i]), what "_" list[i])
}

function growth() {
    heading("One thing grows (once)", "ns/event", "ms/future", "events", "peak MB")
    several("people", "people x %s, 12 months", "1 10 100 1000")
    several("months", "%s months", "12 24 60 120 240")
    several("reps", "%s reps", "1 10 100 1000")
    several("sources", "%s sources, reduced funnel", "1 10 100")
    several("strategies", "%s strategies, 10 futures", "1 10 100")
}

# Bytes that months have added since 24, in all, for the series, and for all else by client.
function steady(    list, count, i, name, more, series, clients) {
    heading("The same clients month after month", "bytes", "series", "the rest", "per client")
    count = split("24 60 120 240", list, " ")
    for (i = 1; i <= count; i++) {
        name = " steady_" list[i]
        more = of("bytes" name) - of("row_bytes" name)
        clients = of("clients_ever" name) - of("clients_ever steady_24")
        series = more - (of("bytes steady_24") - of("row_bytes steady_24"))
        line("  " list[i] " months", whole(of("bytes" name)), whole(of("row_bytes" name)),
             whole(more), clients > 0 ? whole(series / clients) : "",
             list[i] == 240 ? "  " aim("256 at most", series / clients <= 256) : "")
    }
}

function crowd(what, title, least,    count, x) {
    if (!has("wall " what "_1")) return
    heading(title, "seconds", "faster", "processor", "peak MB")
    for (count = 1; has("wall " what "_" count); count *= 2) {
        x = ratio("wall threads_1", "wall " what "_" count)
        line("  " count, sprintf("%.2f", of("wall " what "_" count)),
             count > 1 || what != "threads" ? factor(x) : "",
             sprintf("%.2f s", of("processor " what "_" count)),
             decimal(of("peak_kb " what "_" count) / 1024),
             count == 2 ? "  " aim(least " x", x >= least) : "")
    }
}

function hold(    x) {
    heading("An event out, one in; pending", "10", "100", "1,000", "100,000", "1,000,000")
    line("  agenda, ns", decimal(of("hold 10")), decimal(of("hold 100")),
         decimal(of("hold 1000")), decimal(of("hold 100000")), sprintf("%9.1f", of("hold 1000000")))
    line("  plain binary heap, ns", "", decimal(of("binary_heap 100")))
    x = ratio("hold 100000", "binary_heap 100")
    line("  100,000 : plain heap of 100", "", "", "", factor(x), aim("at most 1.3 x", x <= 1.3))
}

function draws(    i) {
    print "\nA draw from a stream of its own, ns"
    for (i = 1; i <= draw_count; i++)
        printf "  %-20s%7.1f%s", drawn[i], of("draw " drawn[i]),
               i % 3 && i < draw_count ? "   " : "\n"
}

function instructions(    i) {
    print "\nInstructions an event (make bench-count compares them)"
    for (i = 1; i <= counted_count; i++)
        line("  " counted[i], whole(of("instructions " counted[i])))
}

# --- reading -------------------------------------------------------------------------------------

FNR > 1 {
    name = $2 " " $3
    number[$1, name] = $4
    if ($1 > rounds) rounds = $1
    if (!($3 in seen)) { seen[$3]; cases[++case_count] = $3 }
    if (name in known) next
    known[name]
    if ($2 == "draw") drawn[++draw_count] = $3
    if ($2 == "instructions") counted[++counted_count] = $3
}

END {
    simpy = fastest_simpy()
    mm1()
    funnel()
    firm()
    growth()
    steady()
    crowd("threads", "Threads: run baseline -n 400", 1.9)
    crowd("fast", "The same by make fast")
    crowd("ranks", "Ranks (against one thread)", 1.9)
    hold()
    if (draw_count) draws()
    if (counted_count) instructions()
    exit differs
}
