# The habits of this repository; `just` lists them.

[private]
default:
    @just --list --unsorted

# Run the flagship scenario, or another one.
[group('use')]
run scenario="scenarios/idlib-2020" *options:
    cargo run --release -- run {{ scenario }} {{ options }}

# Run a synthetic world of a given size.
[group('use')]
world people="1000000" places="1000" days="100":
    cargo run --release --example world -- {{ people }} {{ places }} {{ days }}

# Make the pictures of the README from the flagship, with what `scripts/test` installs.
[group('use')]
pictures:
    cargo run --release -- run scenarios/idlib-2020 --replicates 20 --out target/pictures
    node tests/browser/pictures.mjs target/pictures docs/pictures

# Run every test.
[group('check')]
test *options:
    scripts/test {{ options }}

# Look for faults that the compiler lets pass.
[group('check')]
lint:
    cargo clippy --workspace --all-targets --locked -- -D warnings

# Format the code.
[group('check')]
fmt:
    cargo fmt --all

# Everything that a change must pass.
[group('check')]
ci:
    .ci/run

# Measure.
[group('measure')]
bench *options:
    cargo bench {{ options }}
