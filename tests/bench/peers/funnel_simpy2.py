# SPDX-License-Identifier: GPL-3.0-or-later
"""funnel.cfg as one writes it with SimPy 2, whose module is called SimPy."""

import SimPy
from SimPy.Simulation import Process, Resource, Simulation, hold, release, request

import funnel


class Client(Process):
    def pay(self, book):
        for day in funnel.bills(book.luck, self.sim.now()):
            if day > self.sim.now():
                yield hold, self, day - self.sim.now()
            book.revenue += funnel.PRICE


class Person(Process):
    def walk(self, rep, book):
        for hours, go_on, days in funnel.STAGES:
            gap = days(book.luck)
            if gap > 0:
                yield hold, self, gap
            yield request, self, rep
            yield hold, self, hours / 24
            yield release, self, rep
            if book.luck.random() >= go_on:
                return
        book.won += 1
        client = Client(sim=self.sim)
        self.sim.activate(client, client.pay(book))


class Street(Process):
    def send(self, book):
        reps = [Resource(sim=self.sim) for _ in range(funnel.REPS)]
        for day in funnel.arrivals(book.luck):
            yield hold, self, day - self.sim.now()
            person = Person(sim=self.sim)
            self.sim.activate(person, person.walk(reps[book.people % funnel.REPS], book))
            book.people += 1


def run(book):
    simulation = Simulation()
    simulation.initialize()
    street = Street(sim=simulation)
    simulation.activate(street, street.send(book))
    simulation.simulate(until=funnel.END)


funnel.tell("SimPy " + SimPy.__version__, run)
