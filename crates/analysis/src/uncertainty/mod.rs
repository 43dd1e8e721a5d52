//! Settings that are not known for certain: which values replicates draw, and what part of the
//! spread of results these bring.
//!
//! Replicates come in pairs. The two of a pair share a draw of all uncertain settings and differ in
//! their random numbers, so that the spread within pairs is noise and what is left between them
//! comes from the settings.

mod draws;
mod inverse;
mod parts;

pub(crate) use draws::{drawn, drawn_world};
pub(crate) use parts::Parts;
