//! Why a command ended with status 1.

/// What a command could not do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// What happened, why, and what to do next; not printed yet.
    Because(String),
    /// Printed already, before a last line that must stay the last.
    Told,
}

impl Failure {
    pub(crate) fn because(reason: impl Into<String>) -> Self {
        Self::Because(reason.into())
    }

    /// The same failure with the name of the gate's step in front.
    pub(crate) fn at_step(self, step: &str) -> Self {
        match self {
            Self::Because(reason) => {
                Self::Because(format!("The gate stopped at its step `{step}`. {reason}"))
            }
            Self::Told => Self::Told,
        }
    }
}
