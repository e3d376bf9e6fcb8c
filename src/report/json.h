/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h - what jansson leaves open when results become JSON.
 *
 * A document is built with jansson itself: objects keep the order in which
 * their keys were set, and integers are exact. Three things are settled here.
 * Text from a file may hold bytes that JSON forbids, and jansson then gives no
 * value at all: it is cleaned first. A real that is not finite has no form in
 * JSON: it becomes null. And a document is written with two spaces of indent,
 * one value a line, reals with 9 significant digits, money to the cent, so that the same results
 * are the same bytes and differ line by line from others.
 */
#ifndef FUNNELSIM_REPORT_JSON_H
#define FUNNELSIM_REPORT_JSON_H

#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include <funnelsim/status.h>

#include "base/units.h"

/* `text`, cleaned as in report/label.h; NULL when memory runs out. A new reference. */
json_t *fnl_json_text(const char *text);

/* `value`, or null where it is not finite; NULL when memory runs out. A new reference. */
json_t *fnl_json_real(double value);

/* An amount in major units, to the minor unit up to 15 digits. As above. */
json_t *fnl_json_money(fnl_money amount);

/* A seed: a number, or a text where it is too large for every reader of JSON. As above. */
json_t *fnl_json_seed(uint64_t seed);

/*
 * Writes `document` and a line feed to `stream`. Takes NULL for a document
 * that could not be built, and says that memory ran out; what goes wrong with
 * the stream stays recorded in it.
 */
fnl_status fnl_json_write(const json_t *document, FILE *stream, struct fnl_error *error);

#endif
