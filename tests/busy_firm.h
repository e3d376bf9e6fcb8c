/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * busy_firm.h - a small firm in which everything happens, for the tests of those
 * who look at people: referrals, asks with gifts and rewards, prospecting,
 * meetings, new business with clients, returns, pains, bad debt, a service pool
 * that is too small, and a change in the middle of a month.
 */
#ifndef FUNNELSIM_TESTS_BUSY_FIRM_H
#define FUNNELSIM_TESTS_BUSY_FIRM_H

/* 27 months from 2026-01; with BUSY_ASKS behind it clients are asked for referrals, too. */
#define BUSY_FIRM(NAME)                                                                            \
    "name = \"" NAME "\"; start = \"2026-01-01\"; months = 27;\n"                                  \
    "sources = ({ name = \"website\"; kind = \"inbound\"; leads_per_month = 20; cost_each = 30;\n" \
    "             pita = 0.3; },\n"                                                                \
    "           { name = \"cold calls\"; kind = \"outbound\"; found_per_hour = 0.3;\n"             \
    "             cost_per_month = 77; },\n"                                                       \
    "           { name = \"word of mouth\"; kind = \"referral\"; });\n"                            \
    "stages = ({ name = \"Talk\"; hours = 1; go_on = \"50 %\"; meeting = \"visit\"; },\n"          \
    "          { name = \"Offer\"; hours = 3; go_on = \"50 %\"; days = 7; });\n"                   \
    "meetings = { target_per_month = 40;\n"                                                        \
    "             kinds = ({ name = \"visit\"; refers = 0.2; },\n"                                 \
    "                      { name = \"review\"; when = \"spare_time\"; refers = 0.3;\n"            \
    "                        opens = 0.3; }); };\n"                                                \
    "today = { clients = 12; pita_clients = 3; open_deals = 6; };\n"                               \
    "clients = { service_hours = 6; never_pays = 0.05; cancels_per_year = 0.1; };\n"               \
    "service = { hours_per_month = 40; cost_per_month = 3000; spills = 0.5; longest_wait = 2; "    \
    "};\n"                                                                                         \
    "pita = { hours_factor = 2; late_factor = 2; };\n"                                             \
    "referrals = { engaged = 6; content = 4; complacent = 2; disgruntled = 1;\n"                   \
    "              asked_content = 0.9; };\n"                                                      \
    "slack = { policy = \"prospect\"; };\n"                                                        \
    "returns = { share = 0.5; after = 3; };\n"                                                     \
    "costs = { overhead = 1000; };\n"                                                              \
    "reps = { count = 5; commission = 0.08; salary = 60000; };\n"

#define BUSY_ASKS                                                                                  \
    "ask = { policy = \"everybody\"; per_client_year = 2; gift_per_ask = 20;\n"                    \
    "        reward_per_accepted_referral = 150; };\n"

#endif
