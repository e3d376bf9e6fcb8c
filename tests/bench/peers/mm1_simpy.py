# SPDX-License-Identifier: GPL-3.0-or-later
"""The same M/M/1 as in mm1.c, written as SimPy's own manual writes it: everybody
who comes is a process that requests the server and holds it. For SimPy 3 and 4,
whose module is called simpy; mm1_simpy2.py is for the one before."""

import random
import time

import simpy

OBJECTS = 100000


class Stays:
    def __init__(self, env):
        self.full = env.event()
        self.total = 0.0
        self.count = 0

    def observe(self, stay):
        self.total += stay
        self.count += 1
        if self.count == OBJECTS:
            self.full.succeed()


def stay(env, server, services, stays):
    came = env.now
    with server.request() as turn:
        yield turn
        yield env.timeout(services.expovariate(1.0))
    stays.observe(env.now - came)


def send(env, server, stays):
    gaps, services = random.Random(42), random.Random(43)
    while True:
        yield env.timeout(gaps.expovariate(0.9))
        env.process(stay(env, server, services, stays))


environment = simpy.Environment()
everybody = Stays(environment)
environment.process(send(environment, simpy.Resource(environment), everybody))

start = time.process_time()
environment.run(until=everybody.full)
took = time.process_time() - start

name = "SimPy " + simpy.__version__
print("mm1_per_second,%s,%.0f" % (name, OBJECTS / took))
print("mm1_hours,%s,%.3f" % (name, everybody.total / OBJECTS))
