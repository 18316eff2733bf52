//! What texts talk about, in invented sentences of an invented region.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod cited;
mod coined;
mod fates;
mod labelled;
mod moods;
mod names;
mod pointed;
mod said;
mod told;
mod unmarked;
mod urged;
