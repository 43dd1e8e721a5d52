//! The stages of a day, one a file.

mod harvest;
pub mod moves;
pub mod onset;
pub mod plan;
mod rest;
mod travel;
pub mod waking;
pub mod ways;

/// The stages of a day, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the timeline says happens today.
    Events,
    /// Who becomes displaced today.
    Onset,
    /// What the rules make of it, for every place.
    Plan,
    /// Who goes where.
    Move,
    /// Who is home again, and who stays for good.
    Settle,
    /// What is counted and told.
    Observe,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 6] = [
        Self::Events,
        Self::Onset,
        Self::Plan,
        Self::Move,
        Self::Settle,
        Self::Observe,
    ];

    /// The word for it in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Onset => "onset",
            Self::Plan => "plan",
            Self::Move => "move",
            Self::Settle => "settle",
            Self::Observe => "observe",
        }
    }
}

/// Told when a stage begins; whoever wants to know how long it takes brings the clock.
pub trait Watch {
    /// A stage begins, and the one before it ends.
    fn enter(&mut self, stage: Stage);
}

/// Nobody watches.
impl Watch for () {
    fn enter(&mut self, _stage: Stage) {}
}
