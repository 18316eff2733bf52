//! Lines and columns of places in a text.

/// Where the lines of a text begin, in code points.
pub(super) struct Places(Vec<u32>);

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let feeds = text.chars().zip(1..).filter(|(char, _)| *char == '\n').map(|(_, next)| next);
        Self(std::iter::once(0).chain(feeds).collect())
    }

    /// The line and the column of a code point, both from 1.
    pub(super) fn position(&self, at: u32) -> (u32, u32) {
        let line = self.0.partition_point(|start| *start <= at).max(1);
        (u32::try_from(line).unwrap_or(u32::MAX), at - self.0[line - 1] + 1)
    }
}
