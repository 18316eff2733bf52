//! Quotations: what stands between quotation marks, those inside it included.

use std::ops::Range;

/// Longer ones were opened by mistake.
const LONGEST: usize = 1500;

/// The characters between the mark at `open` and the one that closes it; none where no mark opens there.
pub(crate) fn quoted(chars: &[char], open: usize) -> Option<Range<usize>> {
    let mark = *chars.get(open)?;
    let end = chars.len().min(open + LONGEST);
    let close = match mark {
        '«' => '»',
        '“' => '”',
        '"' => return straight(chars, open, end),
        _ => return None,
    };
    let mut depth = 0usize;
    for at in open..end {
        if chars[at] == mark {
            depth += 1;
        } else if chars[at] == close {
            depth -= 1;
            if depth == 0 {
                return Some(trimmed(chars, open + 1..at));
            }
        }
    }
    None
}

/// Where a stretch ends with the marks right behind it that close what it opens: "le plan « Sources vives" and " »".
pub(crate) fn unclosed(chars: &[char], at: Range<usize>) -> usize {
    let mut end = at.end.min(chars.len());
    loop {
        let blank = chars[end..].iter().take(2).take_while(|char| char.is_whitespace()).count();
        let Some(close) = chars.get(end + blank) else { return end };
        let within = chars.get(at.start..end).unwrap_or_default();
        let count = |mark: char| within.iter().filter(|char| **char == mark).count();
        let opened = match close {
            '»' => count('«') > count('»'),
            '”' => count('“') > count('”'),
            ')' => count('(') > count(')'),
            ']' => count('[') > count(']'),
            '"' => blank == 0 && count('"') % 2 == 1,
            _ => false,
        };
        if !opened {
            return end;
        }
        end += blank + 1;
    }
}

/// Straight marks look alike: one after a blank opens, one after a letter closes.
fn straight(chars: &[char], open: usize, end: usize) -> Option<Range<usize>> {
    let mut depth = 0usize;
    for at in open..end {
        if chars[at] != '"' {
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let opens = before
            .is_none_or(|char| char.is_whitespace() || matches!(char, '(' | '[' | '\'' | '\u{2019}'))
            && chars.get(at + 1).is_some_and(|char| !char.is_whitespace());
        if opens || at == open {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return Some(trimmed(chars, open + 1..at));
            }
        }
    }
    // One that is never closed: the first mark after it closes it.
    let close = (open + 1..end).find(|at| chars[*at] == '"')?;
    Some(trimmed(chars, open + 1..close))
}

fn trimmed(chars: &[char], range: Range<usize>) -> Range<usize> {
    let blank = |at: &usize| chars[*at].is_whitespace();
    let start = range.clone().find(|at| !blank(at)).unwrap_or(range.end);
    let end = range.clone().rev().find(|at| !blank(at)).map_or(start, |at| at + 1);
    start..end
}

#[cfg(test)]
mod tests {
    use super::quoted;

    fn inside(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let open = chars.iter().position(|char| matches!(char, '"' | '«' | '“'))?;
        quoted(&chars, open).map(|range| chars[range].iter().collect())
    }

    #[test]
    fn quotations_hold_quotations() {
        let nested = "n° 2 \"Faire du \"bac\" une \"ligne sûre\" du lac\". Puis \"rien\".";
        assert_eq!(inside(nested).as_deref(), Some("Faire du \"bac\" une \"ligne sûre\" du lac"));
        assert_eq!(inside("« le « bac » » et « rien »").as_deref(), Some("le « bac »"));
        assert_eq!(inside("un \"bac"), None);
    }
}
