# SPDX-License-Identifier: GPL-3.0-or-later
"""funnel.cfg as one writes it with SimPy 3 and 4, whose module is called simpy."""

import simpy

import funnel


def pay(env, book):
    for day in funnel.bills(book.luck, env.now):
        if day > env.now:
            yield env.timeout(day - env.now)
        book.revenue += funnel.PRICE


def walk(env, rep, book):
    for hours, go_on, days in funnel.STAGES:
        gap = days(book.luck)
        if gap > 0:
            yield env.timeout(gap)
        with rep.request() as turn:
            yield turn
            yield env.timeout(hours / 24)
        if book.luck.random() >= go_on:
            return
    book.won += 1
    env.process(pay(env, book))


def send(env, book):
    reps = [simpy.Resource(env) for _ in range(funnel.REPS)]
    for day in funnel.arrivals(book.luck):
        yield env.timeout(day - env.now)
        env.process(walk(env, reps[book.people % funnel.REPS], book))
        book.people += 1


def run(book):
    environment = simpy.Environment()
    environment.process(send(environment, book))
    environment.run(until=funnel.END)


funnel.tell("SimPy " + simpy.__version__, run)
