# SPDX-License-Identifier: GPL-3.0-or-later
#
# funnelsim
#
#   make            builds ./funnelsim
#   make fast       the same, made faster by what a trial run has shown (gcc only)
#   make demo       installs what is missing, builds, compares two strategies with doing nothing
#   make test       installs what is missing, builds, runs every test; TESTS='test_agenda' runs one
#   make san        the tests under the address and undefined-behaviour sanitizers
#   make check      everything but the tests: format, layers (what may stand in which folder),
#                   names (noun = file = prefix = test), scripts (shellcheck), clang (a second
#                   compiler), analyzer, tidy and cppcheck (static analysis by gcc, clang and
#                   cppcheck), installed (what make install leaves behind works). Each is a target.
#   make claims     settles every claim in scenarios/claims, the general ones in every pack too,
#                   looks for boundaries, and writes scenarios/claims/RESULTS.md; takes long
#   make mpi        installs what is missing and builds ./funnelsim-mpi, which several processes on
#                   one machine or many run together: mpirun -n 8 ./funnelsim-mpi run baseline
#   make bench      the speed of the engine and of a firm as it grows, beside SimPy's; ROUNDS=5
#   make bench-count    instructions an event against those written down; RECORD=1 writes them
#   make bench-profile  where they go, by layer and file
#   make bench-scale    measures the cost model of tests/bench/SCALE.md anew; takes minutes
#   make packages   installs what building and drawing need; .ci/packages knows the names
#   make install    into $(DESTDIR)$(PREFIX); make uninstall takes it out again
#   make clean
#   make help       prints this
#
# CC, CPPFLAGS, CFLAGS and LDFLAGS are yours. BUILD is the folder for all that is made; V=1 shows
# the commands.

CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build
# One folder has one name, for what depends on what is written down by name.
override BUILD := $(patsubst $(CURDIR)/%,%,$(abspath $(BUILD)))
PREFIX  ?= /usr/local
TESTS   ?= test_* *.test
VERSION := $(strip $(file < VERSION))
Q       := $(if $(V),,@)

# As many jobs as processors where the command line does not say how many. Several goals are met one
# after the other: `make clean test` means what it says.
ifeq ($(MAKELEVEL)$(word 2,$(MAKECMDGOALS)),0)
MAKEFLAGS += -j$(shell nproc)
endif
MAKEFLAGS += --no-print-directory

# pkg-config may be missing, or a package: $(BUILD)/command says so before anything is compiled.
PKGS     := gsl libconfig jansson
STD      := -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fno-math-errno -fopenmp
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wwrite-strings -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes -Werror
DEFINES  := -DFNL_VERSION=\"$(VERSION)\" -DFNL_DATADIR=\"$(PREFIX)/share/funnelsim\"
FLAGS    := $(STD) $(DEFINES) $(shell pkg-config --cflags $(PKGS) 2>/dev/null) -Iinclude
OPTIONS   = $(FLAGS) $(WARNINGS) $(CPPFLAGS) $(CFLAGS)
COMPILE   = $(CC) $(OPTIONS)
# The wrappers of the two usual MPIs are told which compiler to wrap.
COMPILE_MPI = OMPI_CC='$(CC)' MPICH_CC='$(CC)' mpicc $(OPTIONS)
LIBS     := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lm

HEADERS  := $(wildcard include/funnelsim/*.h)
LIB      := $(filter-out src/cli/%,$(wildcard src/*/*.c))
CLI      := $(wildcard src/cli/*.c)
TEST_C   := $(foreach t,$(TESTS),$(wildcard tests/$t.c tests/oracles/$t.c))
TEST_SH  := $(foreach t,$(TESTS),$(wildcard tests/$t.sh))
BENCH    := $(wildcard tests/bench/*.c)
# What several tests share: every other C file beside them.
HELPERS  := $(filter-out tests/test_% tests/oracles/test_%,$(wildcard tests/*.c tests/oracles/*.c))
objects   = $(1:%.c=$(BUILD)/%.o)
programs  = $(1:%.c=$(BUILD)/%)

all: funnelsim

funnelsim funnelsim-mpi: %: $(BUILD)/% FORCE
	@cmp -s $< $@ || cp -f $< $@

# --- compiling -----------------------------------------------------------------------------------

# What lives through futures is many small functions in many files: they are compiled for speed and,
# where a program is linked for use, put together across files; tests are linked without, which is
# quicker. The functions fill small structs and pass them on. gcc's usual tuning for x86 clears such a
# struct by an instruction that is slow to start, the one chosen here does it word by word; and fields
# joined into vectors would have to be waited for. No number changes, and any processor can run it. Only
# with flags of our own choice and a compiler that can do both ways.
HOT     := base engine random stats model policy observe
PROFILE :=
WHOLE   :=
SPEED   :=
# $(call able,FLAGS): these flags, if the compiler takes them all.
able     = $(shell echo 'int main(void) { return 0; }' | \
             $(CC) -Werror $1 -x c -o /dev/null - 2>/dev/null && echo $1)
ifeq ($(origin CFLAGS),file)
WHOLE   := $(call able,-O3 -flto=auto -ffat-lto-objects -fno-tree-vectorize)
WHOLE   := $(strip $(if $(WHOLE),$(WHOLE) $(call able,-mtune=skylake)) $(PROFILE))
endif

# Everything is made again when the command that makes it changes.
COMMAND = $(COMPILE) $(WHOLE) $(LDFLAGS) $(LIBS) of $(shell $(CC) --version 2>/dev/null | head -n 1)
$(BUILD)/command: FORCE
	@mkdir -p $(@D)
	@echo '$(COMMAND)' | cmp -s - $@ || { .ci/packages -n build && echo '$(COMMAND)' >$@; }

$(call objects,$(filter $(HOT:%=src/%/%),$(LIB)) $(BENCH)): private SPEED := $(WHOLE)
$(BUILD)/funnelsim $(BUILD)/funnelsim-mpi $(call programs,$(BENCH)): private SPEED := $(WHOLE)

# The library and its tests may look inside src; the command line may not.
$(call objects,$(LIB)): private INSIDE := -Isrc
$(BUILD)/tests/%.o: private INSIDE := -Isrc -Itests

$(BUILD)/%.o: %.c $(BUILD)/command
	@mkdir -p $(@D)
	@echo '  CC    $@'
	$(Q)$(COMPILE) $(SPEED) $(INSIDE) -MMD -MP -c -o $@ $<

# The folders are there so that a source that was removed leaves its archive too.
$(BUILD)/libfunnelsim.a: $(call objects,$(LIB)) $(wildcard src/*)
$(BUILD)/tests/helpers.a: $(call objects,$(HELPERS)) $(wildcard tests tests/oracles)
%.a:
	@mkdir -p $(@D)
	@echo '  AR    $@'
	@$(RM) $@
	$(Q)$(AR) qcs $@ $(filter %.o,$^)

$(BUILD)/funnelsim: $(call objects,$(CLI)) $(BUILD)/libfunnelsim.a
	@echo '  LINK  $@'
	$(Q)$(COMPILE) $(SPEED) $(LDFLAGS) -o $@ $^ $(LIBS)

# The one part of the command line that has something to reckon.
$(BUILD)/tests/test_pace: $(BUILD)/src/cli/pace.o

# One source differs, and stands before the archive that has it, too.
$(BUILD)/mpi/ranks.o: src/experiment/ranks.c $(BUILD)/command
	@mkdir -p $(@D)
	@echo '  MPICC $@'
	$(Q)$(COMPILE_MPI) -DFNL_MPI -Isrc -MMD -MP -c -o $@ $<

$(BUILD)/funnelsim-mpi: $(call objects,$(CLI)) $(BUILD)/mpi/ranks.o $(BUILD)/libfunnelsim.a
	@echo '  LINK  $@'
	$(Q)$(COMPILE_MPI) $(SPEED) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/tests/helpers.a $(BUILD)/libfunnelsim.a
	@echo '  LINK  $@'
	$(Q)$(COMPILE) $(or $(SPEED),$(if $(WHOLE),-fno-lto)) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

# --- running -------------------------------------------------------------------------------------

# First the packages, then make afresh, which sees what has become available.
packages:
	@.ci/packages build figures

# Compiled a second time with what a run of the first has shown: which way branches go, and what is
# worth putting together. For long studies.
TRIAL   := -fprofile-generate
TRAINED := -fprofile-use -fprofile-partial-training -Wno-missing-profile
fast: packages
	@test '$(origin CFLAGS)' = file && $(CC) --version | grep -q 'Free Software Foundation' || \
	    { echo 'make fast: it takes gcc and flags of our own choice: leave CC and CFLAGS out' >&2; \
	      exit 1; }
	@mkdir -p $(BUILD)/fast && find $(BUILD)/fast -name '*.gcda' -delete
	@$(MAKE) $(BUILD)/fast/funnelsim BUILD=$(BUILD)/fast PROFILE='$(TRIAL)'
	@for s in scenarios/baseline.cfg $(wildcard scenarios/packs/*.cfg); do \
	    $(BUILD)/fast/funnelsim run $$s -n 5 -j 1 --seed 42 --quiet --out - >/dev/null || exit; done
	@find $(BUILD)/fast -name '*.gcda' | grep -q . || \
	    { echo 'make fast: the trial run has shown nothing' >&2; exit 1; }
	@$(MAKE) $(BUILD)/fast/funnelsim BUILD=$(BUILD)/fast PROFILE='$(TRAINED)'
	cp -f $(BUILD)/fast/funnelsim funnelsim
	@echo 'made a faster ./funnelsim; make and make install know the usual one alone'

demo: packages
	@$(MAKE) all
	./funnelsim compare --base scenarios/baseline.cfg more-leads referrals --seed 42 --out out/compare

mpi:
	@.ci/packages build mpi
	@$(MAKE) funnelsim-mpi

test:
	@.ci/packages build figures test mpi
	@$(MAKE) run-tests

run-tests: $(BUILD)/funnelsim $(BUILD)/funnelsim-mpi $(call programs,$(TEST_C))
	@FUNNELSIM=$(abspath $<) tests/run.sh $(call programs,$(TEST_C)) $(TEST_SH)

SANITIZE := -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all
# Sanitizers take their time, and the claims have much to live through.
san:
	@TEST_SECONDS=1800 $(MAKE) test BUILD=$(BUILD)/san CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)'

# What came out otherwise than expected is in the page; here it is a failure too.
claims: all
	./funnelsim claims $(wildcard scenarios/claims/*.cfg) --boundaries --seed 42 --most 400 \
	    $(patsubst %,--also %,$(wildcard scenarios/packs/*.cfg)) \
	    --format md --out scenarios/claims/RESULTS.md

bench:
	@.ci/packages build test bench count
	@$(MAKE) run-bench

# What the scripts count with, because they say what it was made with.
BENCHES := run-bench run-bench-count run-bench-profile run-bench-scale
$(BENCHES): $(BUILD)/funnelsim $(call programs,$(BENCH))
$(BENCHES): private export FUNNELSIM = $(abspath $<)
$(BENCHES): private export CC := $(CC)
$(BENCHES): private export CFLAGS := $(strip $(CFLAGS) $(WHOLE))

run-bench:
	@tests/bench/run $(BUILD)/tests/bench

bench-count bench-profile bench-scale:
	@.ci/packages build test count
	@$(MAKE) run-$@

run-bench-count:
	@tests/bench/count $(BUILD)/tests/bench

run-bench-profile:
	@tests/bench/profile $(BUILD)/tests/bench

run-bench-scale:
	@tests/bench/scale $(BUILD)/tests/bench

# --- checking ------------------------------------------------------------------------------------

CHECKS := format layers names scripts clang analyzer tidy cppcheck installed
check:
	@.ci/packages build figures test mpi check
	@$(MAKE) --keep-going --output-sync $(CHECKS)
	@echo 'check: $(CHECKS): all fine'

format:
	@clang-format --dry-run -Werror $(HEADERS) $(wildcard src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

RANKS := base=0 engine=1 random=1 stats=1 model=2 policy=3 observe=3 scenario=4 experiment=5 \
         calibrate=6 report=7 cli=8
layers:
	@awk -v ranks='$(RANKS)' -f tests/layers.awk $(HEADERS) $(wildcard src/*/*.[ch])

# Of objects only the names are asked, so these are made quickly. Every header must also compile by
# itself, a public one without a look inside.
names:
	@$(MAKE) $(BUILD)/names/libfunnelsim.a BUILD=$(BUILD)/names CFLAGS=-O0
	@tests/names.sh $(BUILD)/names/libfunnelsim.a
	@$(CC) $(FLAGS) -fsyntax-only -x c $(HEADERS)
	@$(CC) $(FLAGS) -Isrc -fsyntax-only -x c $(wildcard src/*/*.h)

scripts:
	@shellcheck .ci/run .ci/packages $(wildcard examples/*.sbatch tests/*.sh) \
	    $(addprefix tests/bench/,run count profile scale)

clang:
	@$(MAKE) compiled BUILD=$(BUILD)/clang CC=clang

compiled: $(BUILD)/funnelsim $(BUILD)/funnelsim-mpi $(call programs,$(TEST_C) $(BENCH))

analyzer:
	@$(MAKE) $(BUILD)/analyzer/funnelsim BUILD=$(BUILD)/analyzer CC=gcc CFLAGS='-O2 -fanalyzer'

# A file is read again when its object is made again: when anything that it includes has changed.
tidy: $(LIB:%.c=$(BUILD)/%.tidy) $(CLI:%.c=$(BUILD)/%.tidy)
$(BUILD)/%.tidy: %.c $(BUILD)/%.o .clang-tidy
	@echo '  TIDY  $<'
	$(Q)clang-tidy --quiet $< -- $(FLAGS) -Isrc 2>$@.log || { cat $@.log; false; }
	@touch $@

# The suppressed two are its own troubles with C99's initialisers.
cppcheck:
	@mkdir -p $(BUILD)/cppcheck
	@cppcheck --quiet --error-exitcode=1 --cppcheck-build-dir=$(BUILD)/cppcheck --std=c11 \
	    --enable=warning,performance,portability --inline-suppr --suppress=legacyUninitvar \
	    --suppress=internalAstError $(DEFINES) -Iinclude -Isrc src

installed: all
	+@MAKE='$(MAKE)' COMPILE='$(CC) $(CFLAGS)' PREFIX='$(PREFIX)' tests/installed.sh

# --- installing ----------------------------------------------------------------------------------

# There is a program for ranks where one was made.
MPI := $(wildcard $(BUILD)/funnelsim-mpi)

# What goes where under $(PREFIX), as source:place.
INSTALLED := $(BUILD)/funnelsim:bin/funnelsim $(BUILD)/libfunnelsim.a:lib/libfunnelsim.a \
             $(BUILD)/funnelsim.pc:lib/pkgconfig/funnelsim.pc \
             $(BUILD)/funnelsim.1:share/man/man1/funnelsim.1 $(foreach h,$(HEADERS),$h:$h) \
             $(foreach m,$(MPI),$m:bin/$(notdir $m)) \
             $(foreach f,$(wildcard examples/* plots/*.gp scenarios/*.cfg \
             scenarios/*/*.cfg scenarios/claims/*/*.cfg scenarios/claims/*.csv),$f:share/funnelsim/$f)

install: $(BUILD)/funnelsim $(MPI) $(BUILD)/funnelsim.pc $(BUILD)/funnelsim.1
	@for f in $(INSTALLED); do \
	    install -D -m 644 $${f%%:*} $(DESTDIR)$(PREFIX)/$${f#*:} || exit; done
	@chmod 755 $(DESTDIR)$(PREFIX)/bin/funnelsim*
	@echo 'installed $(DESTDIR)$(PREFIX)/bin/funnelsim, its manual, library and scenarios'

# Takes our files, and of our own folders those in which nothing of anybody's is left.
uninstall:
	@$(RM) $(foreach f,$(INSTALLED),$(DESTDIR)$(PREFIX)/$(lastword $(subst :, ,$f)))
	@for d in include share; do test ! -d $(DESTDIR)$(PREFIX)/$$d/funnelsim || \
	    find $(DESTDIR)$(PREFIX)/$$d/funnelsim -depth -type d -empty -delete; done
	@echo 'took funnelsim out of $(DESTDIR)$(PREFIX)'

$(BUILD)/funnelsim.pc: $(BUILD)/command
	@printf '%s\n' 'prefix=$(PREFIX)' 'Name: funnelsim' 'Description: simulates a sales funnel' \
	    'Version: $(VERSION)' 'Requires: $(PKGS)' 'Cflags: -I$${prefix}/include' \
	    'Libs: -L$${prefix}/lib -lfunnelsim -lcsv -lm -fopenmp' >$@

# The program knows its own manual.
$(BUILD)/funnelsim.1: $(BUILD)/funnelsim
	@$< manual >$@

clean:
	$(RM) -r $(BUILD) funnelsim funnelsim-mpi

# The comment at the top of this file.
help:
	@sed -n '3,/^$$/s/^# \{0,1\}//p' Makefile

FORCE:
.PHONY: FORCE all packages fast demo mpi test run-tests san claims bench bench-count bench-profile \
        bench-scale $(BENCHES) check $(CHECKS) compiled install uninstall clean help
.SECONDARY:
-include $(patsubst %.o,%.d,$(BUILD)/mpi/ranks.o \
                            $(call objects,$(LIB) $(CLI) $(TEST_C) $(HELPERS) $(BENCH)))
