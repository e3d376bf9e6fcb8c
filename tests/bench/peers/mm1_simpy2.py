# SPDX-License-Identifier: GPL-3.0-or-later
"""The same M/M/1 as in mm1.c, written as SimPy's own manual writes it: everybody
who comes is a process that requests the server, holds it and releases it. For
SimPy 2, whose module is called SimPy; mm1_simpy.py is for later ones."""

import random
import time

import SimPy
from SimPy.Simulation import (Process, Resource, Simulation, Tally, hold,
                              release, request)

OBJECTS = 100000


class Person(Process):
    def stay(self, server, services, stays):
        came = self.sim.now()
        yield request, self, server
        yield hold, self, services.expovariate(1.0)
        yield release, self, server
        stays.observe(self.sim.now() - came)
        if stays.count() == OBJECTS:
            self.sim.stopSimulation()


class Street(Process):
    def send(self, server, stays):
        gaps, services = random.Random(42), random.Random(43)
        while True:
            yield hold, self, gaps.expovariate(0.9)
            person = Person(sim=self.sim)
            self.sim.activate(person, person.stay(server, services, stays))


simulation = Simulation()
simulation.initialize()
tally = Tally(sim=simulation)
street = Street(sim=simulation)
simulation.activate(street, street.send(Resource(sim=simulation), tally))

start = time.process_time()
simulation.simulate(until=100 * OBJECTS)
took = time.process_time() - start

name = "SimPy " + SimPy.__version__
print("mm1_per_second,%s,%.0f" % (name, OBJECTS / took))
print("mm1_hours,%s,%.3f" % (name, tally.mean()))
