# sis-tui: make help tells what can be made.
.DEFAULT_GOAL := all
.SUFFIXES:

PREFIX ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC = gcc
endif
B ?= build
# V=1 shows every command.
Q = $(if $(V),,@echo "  $(@:$(B)/%=%)";)
VERSION := 0.1.0

PACKAGES_BUILD = gcc libc6-dev pkg-config libncurses-dev libsqlite3-dev libconfig-dev libsodium-dev \
	libutf8proc-dev libcjson-dev
PACKAGES_CHECK = libcmocka-dev libvterm-dev
PACKAGES_LINT = clang clang-format clang-tidy cppcheck libclang-rt-14-dev
NEED = sh tests/tools/need
# What is asked for says which packages it takes. They are there before anything is built: whatever is
# compiled or linked waits for this one step, so that no second make has to be started behind it.
GOALS := $(or $(MAKECMDGOALS),all)
NEED_FIRST := $(firstword $(if $(filter lint format fuzz,$(GOALS)),need-lint) \
	$(if $(filter check asan bench,$(GOALS)),need-check) \
	$(if $(filter all run install,$(GOALS)),need-build))

# pkg-config --cflags ncursesw is left out on purpose: it defines _XOPEN_SOURCE=600, which clashes.
LIBS = -lncursesw -ltinfo -lsqlite3 -lconfig -lsodium -lcjson -lutf8proc -lm
STANDARD = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DNCURSES_WIDECHAR=1
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wwrite-strings -Wpointer-arith -Wcast-qual -Wvla -Wformat=2 \
	-Wswitch-enum -Wundef -Wconversion -fno-common -Werror
ifdef SANITIZE
HARDENING = -O1 -g -fno-omit-frame-pointer -fsanitize=$(SANITIZE) -fno-sanitize-recover=all
LINK_HARDENING = -fsanitize=$(SANITIZE)
else
HARDENING = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK_HARDENING = -pie -Wl,-z,relro,-z,now
endif
CPPFLAGS_ALL = -Iinclude -Isrc -I$(B)/gen -DSIS_VERSION='"$(VERSION)"' \
	-DSIS_FORMS_DIR='"$(PREFIX)/share/sis-tui/forms"' $(CPPFLAGS)
CFLAGS_ALL = $(STANDARD) $(WARNINGS) $(HARDENING) $(CFLAGS)
LDFLAGS_ALL = $(LINK_HARDENING) $(LDFLAGS)

LIB_SRC := $(sort $(wildcard src/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/obj/%.o)
TESTLIB_SRC := $(sort $(wildcard tests/lib/*.c))
TESTLIB_OBJ := $(TESTLIB_SRC:%.c=$(B)/obj/%.o)
UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
UNIT := $(UNIT_SRC:tests/unit/%.c=$(B)/unit/%)
E2E_SRC := $(sort $(wildcard tests/e2e/*.c))
E2E := $(E2E_SRC:tests/e2e/%.c=$(B)/e2e/%)
FUZZ_SRC := $(sort $(wildcard tests/fuzz/*.c))
FUZZ := $(FUZZ_SRC:tests/fuzz/%.c=$(B)/fuzz/%)
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
BENCH := $(BENCH_SRC:tests/bench/%.c=$(B)/bench/%)
CHECKS := $(sort $(wildcard tests/tools/check_*))
SOURCES = $(sort $(wildcard src/*.c src/*/*.[ch] include/sis/*/*.h tests/*/*.[ch]))

.PHONY: all run check unit e2e golden lint format asan fuzz bench install uninstall clean help \
	need-build need-check need-lint always

all: $(B)/sis-tui | $(NEED_FIRST) ## build build/sis-tui

run: all ## install what is missing, build, start practice mode
	@$(B)/sis-tui --practice --forms forms

check: $(UNIT) $(E2E) $(B)/sis-tui | $(NEED_FIRST) ## install what is missing, build, run all tests
	@B=$(B) sh tests/tools/run check $(UNIT) $(CHECKS) $(E2E)

unit: $(UNIT) $(B)/sis-tui ## run the unit and screen tests
	@B=$(B) sh tests/tools/run unit $(UNIT) $(CHECKS)

e2e: $(E2E) $(B)/sis-tui ## run the real program in a terminal of its own
	@B=$(B) sh tests/tools/run e2e $(E2E)

golden: $(UNIT) $(E2E) $(B)/sis-tui ## rewrite the golden screens; the diff is the review
	@GOLDEN_WRITE=1 B=$(B) sh tests/tools/run golden $(UNIT) $(E2E)

lint: $(B)/gen/conf_default.h | $(NEED_FIRST) ## format, layers, banned calls, lengths, texts, clang-tidy, cppcheck
	@B=$(B) sh tests/tools/lint

format: | $(NEED_FIRST) ## lay out the code as .clang-format says
	@clang-format -i $(SOURCES)

asan: | $(NEED_FIRST) ## all tests with address, leak and undefined-behaviour checks
	@$(MAKE) --no-print-directory check B=build/asan SANITIZE=address,undefined

fuzz: | $(NEED_FIRST) ## fuzz every door for FUZZ_SECONDS each (10)
	@$(MAKE) --no-print-directory $(FUZZ:$(B)/%=build/fuzzed/%) B=build/fuzzed CC=clang \
		SANITIZE=fuzzer-no-link,address,undefined
	@B=build/fuzzed sh tests/tools/fuzz

bench: $(BENCH) $(B)/sis-tui | $(NEED_FIRST) ## measure beside named references; prints a table, never fails
	@B=$(B) sh tests/tools/bench

install: all ## install below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sis-tui/forms/letters \
		$(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/doc/sis-tui
	install -m 755 $(B)/sis-tui $(DESTDIR)$(PREFIX)/bin/sis-tui
	install -m 644 forms/*.cfg forms/README.md $(DESTDIR)$(PREFIX)/share/sis-tui/forms
	install -m 644 forms/letters/*.cfg $(DESTDIR)$(PREFIX)/share/sis-tui/forms/letters
	install -m 644 src/sis-tui.1 $(DESTDIR)$(PREFIX)/share/man/man1/sis-tui.1
	install -m 644 README.md sis-tui.conf.example $(DESTDIR)$(PREFIX)/share/doc/sis-tui

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/sis-tui $(DESTDIR)$(PREFIX)/share/man/man1/sis-tui.1
	rm -rf $(DESTDIR)$(PREFIX)/share/sis-tui $(DESTDIR)$(PREFIX)/share/doc/sis-tui

clean: ## remove what was built
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z][a-z0-9-]*\):.*## /\1: /p' Makefile | awk -F': ' '{ printf "make %-10s %s\n", $$1, $$2 }'

need-build:
	@$(NEED) $(PACKAGES_BUILD)
need-check:
	@$(NEED) $(PACKAGES_BUILD) $(PACKAGES_CHECK)
need-lint:
	@$(NEED) $(PACKAGES_BUILD) $(PACKAGES_CHECK) $(PACKAGES_LINT)

$(B)/sis-tui: $(B)/obj/src/main.o $(B)/libsis.a | $(NEED_FIRST)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(B)/obj/src/main.o $(B)/libsis.a $(LIBS)

$(B)/libsis.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)ar qcs $@ $(LIB_OBJ)

$(B)/libtest.a: $(TESTLIB_OBJ)
	@rm -f $@
	$(Q)ar qcs $@ $(TESTLIB_OBJ)

$(B)/unit/%: $(B)/obj/tests/unit/%.o $(B)/libtest.a $(B)/libsis.a | $(NEED_FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libtest.a $(B)/libsis.a $(LIBS) -lcmocka -lvterm -lutil

$(B)/e2e/%: $(B)/obj/tests/e2e/%.o $(B)/libtest.a $(B)/libsis.a | $(NEED_FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libtest.a $(B)/libsis.a $(LIBS) -lcmocka -lvterm -lutil

$(B)/bench/%: $(B)/obj/tests/bench/%.o $(B)/libtest.a $(B)/libsis.a | $(NEED_FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $< $(B)/libtest.a $(B)/libsis.a $(LIBS) -lcmocka -lvterm -lutil

$(B)/fuzz/%: $(B)/obj/tests/fuzz/%.o $(B)/libsis.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer,address,undefined -o $@ $< $(B)/libsis.a $(LIBS)

$(B)/gen/conf_default.h: sis-tui.conf.example tests/tools/embed | $(NEED_FIRST)
	@mkdir -p $(@D)
	@sh tests/tools/embed $< >$@

# Where the forms are installed is compiled in: with another PREFIX it is compiled anew.
$(B)/gen/prefix: always
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@
$(B)/obj/src/app/config.o: $(B)/gen/conf_default.h $(B)/gen/prefix

$(B)/obj/%.o: %.c Makefile | $(NEED_FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) -Itests/lib $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

.PRECIOUS: $(B)/obj/%.o
.SECONDARY:
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
