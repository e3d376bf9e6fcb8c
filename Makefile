# funnelsim
#
#   make            builds ./funnelsim
#   make demo       installs what is missing, builds, compares two strategies with doing nothing
#   make test       installs what is missing, builds, runs every test
#   make check      everything but the tests: format, layers, names, static analysis
#   make san        the tests under the address and undefined-behaviour sanitizers
#   make bench      the speed of the engine and of the baseline, beside SimPy's
#   make install    into $(DESTDIR)$(PREFIX); make uninstall takes it out again
#   make clean

CC     ?= cc
CFLAGS ?= -O2 -g
BUILD  ?= build
PREFIX ?= /usr/local
datadir = $(PREFIX)/share

PKGS   := gsl libconfig jansson

STD      := -std=c17 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -fno-math-errno -fopenmp
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wwrite-strings -Wvla \
            -Wstrict-prototypes -Wmissing-prototypes -Werror
COMPILE   = $(CC) $(STD) $(WARNINGS) $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LIBS      = $(shell pkg-config --libs $(PKGS)) -lcsv -lm

LIB   := $(filter-out src/cli/%,$(wildcard src/*/*.c))
CLI   := $(wildcard src/cli/*.c)
TESTS := $(wildcard tests/test_*.c) $(wildcard tests/oracles/test_*.c)
objects = $(1:%.c=$(BUILD)/%.o)

all: funnelsim

funnelsim: $(BUILD)/funnelsim
	@cp $< $@

$(BUILD)/funnelsim: $(call objects,$(CLI)) $(BUILD)/libfunnelsim.a
	$(COMPILE) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libfunnelsim.a: $(call objects,$(LIB))
	@$(RM) $@
	$(AR) rcs $@ $^

# The library and its tests may look inside src; the command line may not.
$(call objects,$(LIB) $(TESTS)): private INSIDE := -Isrc

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -Iinclude $(INSIDE) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libfunnelsim.a
	$(COMPILE) $(LDFLAGS) -o $@ $^ -lcmocka $(LIBS)

clean:
	$(RM) -r build funnelsim

.PHONY: all clean
.SECONDARY:
-include $(wildcard $(BUILD)/src/*/*.d $(BUILD)/tests/*.d $(BUILD)/tests/*/*.d)
