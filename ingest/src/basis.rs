//! What a record rests on.

/// What a record rests on; promise 1 of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The text says it, at the record's source.
    Text,
    /// It follows from the context, of which the source is the place that it rests on.
    Inferred,
    /// The reference tables bundled with the program say it; the source is where the text names it.
    Reference,
}
