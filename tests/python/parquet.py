"""Reads each table of a folder of results as CSV and as Parquet, and fails where they differ."""

import csv
import json
import math
import sys
from pathlib import Path

import duckdb
import pandas
import pyarrow.parquet

# By the unit of a column: the type by PyArrow and by DuckDB.
TYPES = {"date": ("date32[day]", "DATE"), "text": ("string", "VARCHAR")}
NUMBER = ("double", "DOUBLE")


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def described(folder):
    """The columns of each table with their units, by columns.csv."""
    tables = {}
    for row in rows(folder / "columns.csv"):
        if row["column"]:
            table = tables.setdefault(row["file"].removesuffix(".csv"), {})
            table[row["column"]] = row["unit"]
    return tables


def same(told, *numbers):
    first, *others = numbers
    if not all(math.isclose(first, other, abs_tol=1e-9) for other in others):
        sys.exit(f"{told}: {numbers}")


def check(folder, table, units):
    path = folder / f"{table}.parquet"
    schema = pyarrow.parquet.read_schema(path)
    frame = pandas.read_parquet(path)
    duck = duckdb.connect()
    types = {row[0]: row[1] for row in duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()}
    read_rows = duck.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    cells = rows(folder / f"{table}.csv")
    if list(frame.columns) != list(units) or list(types) != list(units):
        sys.exit(f"{table}: the columns are {list(frame.columns)}, not {list(units)}")
    same(f"{table}: rows", len(cells), len(frame), len(read_rows))

    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    kept = json.loads(schema.metadata[b"refuge"])
    if any(kept[key] != run[key] for key in ("refuge_version", "scenario", "scenario_hash", "seed")):
        sys.exit(f"{table}: the metadata are {kept}")
    kept = {column["column"]: column["unit"] for column in json.loads(schema.metadata[b"refuge_columns"])}
    if kept != units:
        sys.exit(f"{table}: the units are {kept}")

    for index, (name, unit) in enumerate(units.items()):
        told = f"{table}: {name}"
        both = (str(schema.field(name).type), types[name])
        if both != TYPES.get(unit, NUMBER):
            sys.exit(f"{told}: the types are {both}")
        texts = [row[name] for row in cells]
        read = [row[index] for row in read_rows]
        if unit == "text":
            if texts != read or texts != list(frame[name]):
                sys.exit(f"{told}: the texts differ")
        elif unit == "date":
            if texts != ["" if date is None else date.isoformat() for date in read]:
                sys.exit(f"{told}: the dates differ")
        else:
            numbers = [float(text) for text in texts if text]
            known = [number for number in read if number is not None]
            same(f"{told}: numbers", len(numbers), len(known), frame[name].count())
            same(f"{told}: sum", math.fsum(numbers), math.fsum(known), frame[name].sum())


def main():
    folder = Path(sys.argv[1])
    tables = described(folder)
    for table, units in tables.items():
        check(folder, table, units)
    print(f"{len(tables)} tables are the same")


main()
