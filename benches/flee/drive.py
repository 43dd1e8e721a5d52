"""Runs an instance with the Python package `flee` and prints its agent-days and CPU seconds.

Usage: drive.py INSTANCE SETTINGS. The package of PyPI prints as it goes, so the figures come last, on a line of their own.
"""

import sys
import time

from flee import InputGeography, flee, spawning
from flee.datamanager import handle_refugee_data, read_period

instance, settings = sys.argv[1:3]
files = f"{instance}/input_csv"
began = time.process_time()

start, days = read_period.read_conflict_period(f"{files}/sim_period.csv")
flee.SimulationSettings.ReadFromYML(settings)
flee.SimulationSettings.ConflictInputFile = f"{files}/conflicts.csv"
people = int(flee.SimulationSettings.optimisations["PopulationScaleDownFactor"])

world = flee.Ecosystem()
geography = InputGeography.InputGeography()
geography.ReadConflictInputCSV(flee.SimulationSettings.ConflictInputFile)
geography.ReadLocationsFromCSV(f"{files}/locations.csv")
geography.ReadLinksFromCSV(f"{files}/routes.csv")
geography.ReadClosuresFromCSV(f"{files}/closures.csv")
world, places = geography.StoreInputGeographyInEcosystem(world)
counted = handle_refugee_data.RefugeeTable(
    csvformat="generic",
    data_directory=f"{instance}/source_data",
    start_date=start,
    data_layout="data_layout.csv",
    population_scaledown_factor=people,
)
counted.ReadL1Corrections(f"{files}/registration_corrections.csv")
for name in world.get_camp_names():
    spawning.add_initial_refugees(world, counted, places[name])

agent_days = 0
for day in range(days):
    geography.AddNewConflictZones(world, day)
    spawning.spawn_daily_displaced(world, day, counted)
    spawning.refresh_spawn_weights(world)
    world.enact_border_closures(day)
    world.evolve()
    agent_days += len(world.agents)
print(f"agent-days {agent_days} seconds {time.process_time() - began:.3f}")
