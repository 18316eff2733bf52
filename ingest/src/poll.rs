//! Where a text says how the opinion was decided: on a labelled line, on a line of its own, or in a sentence.

use std::ops::Range;

use crate::{
    Counts, Problem, Vote, ballot,
    block::blocks,
    decision::{self, Decision},
    flow::Flow,
    folded::Folded,
    head::Head,
    header::Part,
    lines::Lines,
    motion, outcome, rival,
    sentence::sentences,
};

/// Longer formulas are texts.
const LONGEST: usize = 1_500;
/// No text says more often how it was decided.
const MOST: usize = 100;

/// A place that says how the opinion was decided.
struct Poll {
    vote: Vote,
    problems: Vec<Problem>,
    weight: Weight,
    /// The lines that hold the formula and nothing else; empty where it is part of a paragraph.
    lines: Range<usize>,
}

/// How much a place has to say, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// A template that nobody filled in.
    Unfilled,
    /// A label whose formula says nothing that is known.
    Dumb,
    Bare,
    Full,
    Labelled,
}

/// The vote that a text tells of, and the lines that tell of it and belong to no section.
pub(crate) fn read(
    lines: &Lines,
    parts: &[Part],
    head: &Head,
    text: Range<usize>,
    problems: &mut Vec<Problem>,
) -> (Option<Vote>, Vec<Range<usize>>) {
    let mut polls: Vec<Poll> = Vec::new();
    // Sentences that tell of a vote besides the places that count.
    let mut said_besides: Vec<Poll> = Vec::new();
    let mut at = 0;
    while at < parts.len() && polls.len() < MOST {
        let found = match parts[at] {
            Part::Vote => labelled(lines, parts, at),
            Part::Formula => alone(lines, parts, at),
            Part::Session(_) | Part::Heading(..) if motion::stands_alone(lines.folded(at)) => {
                alone(lines, parts, at)
            }
            _ => None,
        };
        at = found.as_ref().map_or(at + 1, |poll| poll.lines.end.max(at + 1));
        polls.extend(found);
    }
    // A table of figures says what was counted, not what became of it: the sentence above it does.
    let undecided = |poll: &Poll| poll.weight < Weight::Full || poll.vote.outcome.is_none();
    if polls.iter().all(undecided) {
        let mut sentences = Vec::new();
        told(lines, head, text, &mut sentences);
        if polls.iter().all(|poll| poll.weight < Weight::Full) {
            polls.extend(sentences);
        } else {
            above(lines, &sentences, &mut polls);
            said_besides.extend(sentences);
        }
    } else {
        told(lines, head, text, &mut said_besides);
    }
    let said = |poll: &Poll| (poll.weight, poll.vote.counts.is_some(), poll.vote.majority.is_some());
    // Of two labelled lines the first counts, of two sentences the last.
    let mut best: Option<usize> = None;
    for (poll, at) in polls.iter().zip(0..) {
        let known = best.map(|best: usize| said(&polls[best]));
        let better = known.is_none_or(|known| {
            said(poll) > known
                || (said(poll) == known && poll.weight < Weight::Labelled && poll.weight > Weight::Dumb)
        });
        if better {
            best = Some(at);
        }
    }
    let own: Vec<Range<usize>> =
        polls.iter().map(|poll| poll.lines.clone()).filter(|lines| !lines.is_empty()).collect();
    let mut kept = None;
    let mut others = Vec::new();
    for (poll, at) in polls.into_iter().zip(0..) {
        if Some(at) == best || poll.weight == Weight::Unfilled {
            problems.extend(poll.problems);
        }
        if Some(at) == best {
            kept = Some((poll.vote, poll.weight));
        } else if poll.weight >= Weight::Full {
            others.push((poll.vote, poll.weight));
        }
    }
    for poll in said_besides.into_iter().filter(|poll| poll.weight >= Weight::Full) {
        // A sentence may stand on a line that was read already.
        let known = |(vote, _): &(Vote, Weight)| vote.source.start == poll.vote.source.start;
        if !others.iter().chain(&kept).any(known) {
            others.push((poll.vote, poll.weight));
        }
    }
    let vote = kept.map(|(mut vote, weight)| {
        for (other, told) in &others {
            let apart = weight == Weight::Labelled && *told == Weight::Labelled;
            rival::compare(&mut vote, other, apart, problems);
        }
        vote
    });
    (vote, own)
}

/// Joins tables of figures with the sentences right above them that say what became of the vote.
fn above(lines: &Lines, sentences: &[Poll], polls: &mut [Poll]) {
    for poll in polls.iter_mut().filter(|poll| poll.weight == Weight::Full && !poll.lines.is_empty()) {
        let near = |sentence: &&Poll| {
            let below = lines.next(sentence.lines.end);
            !sentence.lines.is_empty() && sentence.vote.outcome.is_some() && below == Some(poll.lines.start)
        };
        let Some(sentence) = sentences.iter().find(near) else { continue };
        let own = sentence.lines.start..poll.lines.end;
        let (start, end) = (lines.lines[own.start].start, lines.lines[own.end - 1].end);
        let flow = Flow::new(&lines.chars, start, end);
        if let Some(joined) = Poll::read(lines, &flow, 0, flow.chars.len(), false, own) {
            *poll = joined;
        }
    }
}

impl Poll {
    fn read(
        lines: &Lines,
        flow: &Flow,
        start: usize,
        end: usize,
        labelled: bool,
        own: Range<usize>,
    ) -> Option<Self> {
        let mut end = end.min(start + LONGEST).min(flow.chars.len());
        while end > start && matches!(flow.chars[end - 1], '.' | ';' | ',' | ' ') {
            end -= 1;
        }
        if end <= start {
            return None;
        }
        let folded = Folded::of(flow, start, end);
        let source = lines.paged(flow.span(start, end));
        let mut problems = Vec::new();
        let vote = Vote::read(flow.printed(&lines.chars, start, end), &folded.text, source, &mut problems);
        let weight = if outcome::unfilled(&folded.text) {
            Weight::Unfilled
        } else if vote.outcome.is_none() && vote.majority.is_none() && vote.counts.is_none() {
            Weight::Dumb
        } else if labelled {
            Weight::Labelled
        } else if vote.majority.is_some() || vote.counts.is_some() {
            Weight::Full
        } else {
            Weight::Bare
        };
        Some(Self { vote, problems, weight, lines: own })
    }
}

/// "Vote du CESER sur l'avis : adopté", with the lines that it runs over.
fn labelled(lines: &Lines, parts: &[Part], at: usize) -> Option<Poll> {
    let line = lines.lines[at];
    let whole = Flow::new(&lines.chars, line.start, line.end);
    let folded = Folded::new(&whole);
    let after = motion::label(&folded.text)?;
    let beside = !folded.text[after.min(folded.text.len())..].trim().is_empty();
    let (first, start) = if beside {
        (at, whole.place(folded.place(after)))
    } else {
        // The formula stands below its label.
        let next = lines.next(at + 1)?;
        let formula = matches!(parts[next], Part::Text | Part::Formula | Part::Section | Part::Vote)
            && speaks_of_votes(lines.folded(next));
        if !formula {
            return None;
        }
        (next, lines.lines[next].start)
    };
    let last = runs_to(lines, parts, first);
    let flow = Flow::new(&lines.chars, start, lines.lines[last].end);
    let open = flow.chars.iter().take_while(|char| matches!(char, ' ' | ':' | '–' | '-')).count();
    Poll::read(lines, &flow, open, flow.chars.len(), true, at..last + 1)
}

/// "AVIS ADOPTÉ À L'UNANIMITÉ", "Pour : 75 / Contre : 2" on lines of their own.
fn alone(lines: &Lines, parts: &[Part], at: usize) -> Option<Poll> {
    let last = runs_to(lines, parts, at);
    let flow = Flow::new(&lines.chars, lines.lines[at].start, lines.lines[last].end);
    let folded = Folded::of(&flow, 0, LONGEST);
    if ballot::is_row(lines.folded(at)) {
        let (counts, _) = ballot::counts(&folded.text);
        let empty = outcome::unfilled(&folded.text);
        if figures(counts) < 2 && !(figures(counts) == 1 && folded.text.contains("voix")) && !empty {
            return None;
        }
    }
    // "AVIS à l'unanimité": the noun is the page's, the formula begins behind it.
    let noun = ["avis ", "avis : ", "avis - ", "avis – "]
        .iter()
        .filter_map(|noun| folded.text.strip_prefix(noun))
        .map(|rest| folded.text.len() - rest.len());
    let behind = noun.filter(|at| {
        ["a l'unanimite", "a la majorite", "a la quasi", "unanimite", "a une "]
            .iter()
            .any(|words| folded.text[*at..].starts_with(words))
    });
    let start = behind.max().map_or(0, |at| folded.place(at));
    Poll::read(lines, &flow, start, flow.chars.len(), false, at..last + 1)
}

fn figures(counts: Counts) -> usize {
    let all = [
        counts.r#for,
        counts.against,
        counts.abstentions,
        counts.not_participating,
        counts.absent,
        counts.present,
        counts.cast,
        counts.eligible,
    ];
    all.iter().flatten().count()
}

/// The last line of a formula: what goes on in its sentence, and rows of figures below it.
fn runs_to(lines: &Lines, parts: &[Part], first: usize) -> usize {
    let mut last = first;
    let mut table = ballot::is_row(lines.folded(first));
    // Below its figures a table may say what became of it, once.
    let mut closed = false;
    while let Some(next) = lines.next(last + 1).filter(|_| last < first + 14) {
        let folded = lines.folded(next);
        let apart = next > last + 1 && !lines.page_between(last, next);
        let row = ballot::is_loose(folded) && matches!(parts[next], Part::Text | Part::Formula | Part::Vote);
        let ended = lines.last(last).is_some_and(|char| matches!(char, '.' | '!'));
        let small = lines.first(next).is_some_and(|char| {
            char.is_lowercase()
                || char.is_ascii_digit()
                || matches!(char, '(' | '-' | '–' | ';' | ',' | ':' | '/')
        });
        let goes_on = !apart && !ended && small && parts[next] != Part::Declaration;
        let close = next <= last + 2;
        let decided = motion::stands_alone(folded) && !row;
        if (row && (!apart || table || (close && last == first))) || (table && decided && close && !closed) {
            closed |= decided;
            table = true;
        } else if !goes_on {
            // A line broken for want of room goes on in a capital too: "adopté par le\nCESER".
            let full = !ended && !lines.had_room(last) && !table && speaks_of_votes(folded);
            if apart || !full || !matches!(parts[next], Part::Text | Part::Formula) {
                break;
            }
        }
        last = next;
    }
    last
}

fn speaks_of_votes(folded: &str) -> bool {
    [
        "adopt", "approuv", "rejet", "unanim", "majorit", "voix", "abst", "votant", "contre", "acte", "pour",
        "vote", "present", "suffrage",
    ]
    .iter()
    .any(|word| folded.contains(word))
}

/// Sentences of the opinion that say how it was decided.
fn told(lines: &Lines, head: &Head, text: Range<usize>, polls: &mut Vec<Poll>) {
    let blocks = blocks(lines, text);
    let most = blocks.len();
    for (block, number) in blocks.iter().zip(1..) {
        let flow = block.flow(lines);
        let sentences = sentences(&flow);
        for sentence in &sentences {
            if sentence.len() > LONGEST || polls.len() >= MOST {
                continue;
            }
            let folded = Folded::of(&flow, sentence.start, sentence.end);
            let Some(decision) = decision::decides(&flow, &folded, head.day) else { continue };
            if decision == Decision::Bare && number + 1 < most {
                continue;
            }
            // A paragraph that says nothing else is the vote's line, not the section's.
            let own = if sentences.len() == 1 && !block.item && flow.chars.len() <= 300 {
                lines_of(lines, block.start, block.end)
            } else {
                0..0
            };
            polls.extend(Poll::read(lines, &flow, sentence.start, sentence.end, false, own));
        }
    }
}

fn lines_of(lines: &Lines, start: usize, end: usize) -> Range<usize> {
    let first = lines.lines.partition_point(|line| line.end <= start);
    let last = lines.lines.partition_point(|line| line.start < end);
    first..last
}
