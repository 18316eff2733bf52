//! Sentences of a head that say who presents the opinion, and in whose name: "Avis présenté par Mme A et M. B,
//! rapporteurs, au nom de la commission Eaux".

use crate::{
    Person, Span, commission, flow::Flow, folded::Folded, header::Part, heading::word_at, lines::Lines,
};

/// What such a sentence says.
#[derive(Default)]
pub(crate) struct Presentation {
    pub(crate) persons: Vec<Person>,
    pub(crate) commission: Option<(String, Span)>,
    /// The line after it.
    pub(crate) end: usize,
}

/// The most lines that it takes.
const MOST_LINES: usize = 5;

/// What is presented.
const SUBJECTS: [&str; 28] = [
    "un",
    "une",
    "le",
    "la",
    "l'avis",
    "avis",
    "rapport",
    "projet",
    "d'avis",
    "de",
    "du",
    "voeu",
    "contribution",
    "texte",
    "etude",
    "autosaisine",
    "auto-saisine",
    "l'autosaisine",
    "d'autosaisine",
    "d'initiative",
    "en",
    "et",
    "ceser",
    "document",
    "saisine",
    "sur",
    "travaux",
    "dossier",
];
/// What is done with it.
const VERBS: [&str; 16] = [
    "present", "prepar", "rapport", "elabor", "depos", "propos", "redig", "port", "instruit", "etabli",
    "soumis", "conduit", "pilot", "coordonn", "rendu", "realis",
];

/// Whether a folded line begins such a sentence.
pub(crate) fn begins(folded: &str) -> bool {
    if ["au nom de la commission ", "au nom des commissions "].iter().any(|words| folded.starts_with(words)) {
        return true;
    }
    if folded.starts_with("par ") && folded.contains("rapporteu") {
        return true;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let verb = words.iter().take(9).position(|word| {
        let stem = word.trim_end_matches([',', 's']).trim_end_matches('e').trim_end_matches('e');
        VERBS.contains(&stem) && word.ends_with(['e', 's', 't', 'i', 'u'])
    });
    // "Rapport" is what is presented too: the verb is the word before "par".
    let verb = verb.and_then(|first| {
        (first..words.len().min(first + 6)).find(|at| {
            let next = words.get(at + 1).copied().unwrap_or_default();
            let stem = words[*at].trim_end_matches([',', 's']).trim_end_matches('e').trim_end_matches('e');
            VERBS.contains(&stem) && (next == "par" || (next == "au" && words.get(at + 2) == Some(&"nom")))
        })
    });
    verb.is_some_and(|verb| {
        words[..verb].iter().all(|word| SUBJECTS.contains(&word.trim_end_matches([',', ':'])))
    })
}

/// Reads the sentence that begins in a line; none where it names neither a person nor a commission.
pub(crate) fn read(lines: &Lines, parts: &[Part], number: usize) -> Option<Presentation> {
    let mut last = number;
    while last + 1 < parts.len() && last < number + MOST_LINES {
        let next = lines.folded(last + 1);
        let own = matches!(
            parts[last + 1],
            Part::Text | Part::Rapporteurs | Part::Speaker | Part::Commission | Part::Name | Part::Presented
        );
        let open = [" par", ",", " et", " de", " la", " commission", " au nom"]
            .iter()
            .any(|end| lines.folded(last).ends_with(end));
        let goes_on = ["au nom d", "par ", "rapporteu", "et "].iter().any(|start| next.starts_with(start));
        let labelled = next.contains(':');
        if next.is_empty() || !own || labelled || !(open || goes_on) {
            break;
        }
        last += 1;
    }
    let flow = Flow::new(&lines.chars, lines.lines[number].start, lines.lines[last].end);
    let folded = Folded::new(&flow);
    let text = folded.text.as_str();
    if text.contains(". ") && !text.contains("m. ")
        || text.len() > 400
        || text.ends_with(['.', ';']) && text.len() > 200
    {
        return None;
    }
    let read = Presentation {
        persons: persons(lines, &flow, &folded),
        commission: commission_of(lines, &flow, &folded),
        end: last + 1,
    };
    (!read.persons.is_empty() || read.commission.is_some()).then_some(read)
}

/// The commission that a line names anywhere: "…, préparé par la commission Eaux".
pub(crate) fn commission_of(lines: &Lines, flow: &Flow, folded: &Folded) -> Option<(String, Span)> {
    let text = folded.text.as_str();
    let at = word_at(text, "commission")?;
    let before = text[..at].trim_end();
    if !["par la", "nom de la", "rapporteur de la", "rapporteure de la", "de la"]
        .iter()
        .any(|end| before.ends_with(end))
    {
        return None;
    }
    let after = at + "commission".len();
    let quoted = text[after..].trim_start().starts_with(['«', '"', '“']);
    let stops = [
        " par ",
        ", par ",
        " rapporteu",
        ", rapporteu",
        "(rapporteu",
        " – ",
        ". ",
        " presente",
        ", m. ",
        ", mme ",
        ", monsieur ",
        ", madame ",
        " et rendu ",
        " et adopte ",
        ", a ",
    ];
    let stop = stops.iter().filter_map(|stop| text[after..].find(stop)).min().filter(|_| !quoted);
    let stop = stop.map_or(text.len(), |stop| after + stop);
    let (start, end) = (flow.place(0), flow.place(folded.place(stop).min(flow.chars.len()) - 1) + 1);
    let own = Flow::new(&lines.chars, start, end);
    let (name, _) = commission::named(&own, after)?;
    Some((name, lines.paged(flow.span(folded.place(at), folded.place(stop)))))
}

/// The persons after "par", or after "rapporteur".
fn persons(lines: &Lines, flow: &Flow, folded: &Folded) -> Vec<Person> {
    let text = folded.text.as_str();
    let mut found: Vec<Person> = Vec::new();
    for (at, _) in text.match_indices("par ") {
        if at > 0 && !text[..at].ends_with([' ', ',']) {
            continue;
        }
        let mut start = at + "par ".len();
        let named =
            ["son ", "sa ", "ses ", "le ", "la ", "les ", "leur ", "leurs "].iter().find_map(|article| {
                let rest = text[start..].strip_prefix(article)?;
                let labelled =
                    ["co-rapporteu", "corapporteu", "rapporteu"].iter().any(|noun| rest.starts_with(noun));
                let word = rest.split([' ', ',']).next().unwrap_or_default().len();
                labelled.then(|| text.len() - rest[word..].trim_start_matches([' ', ',', ':']).len())
            });
        start = named.unwrap_or(start);
        let rest = &text[start..];
        if ["la ", "le ", "les ", "l'", "une ", "un "].iter().any(|article| rest.starts_with(article)) {
            continue;
        }
        let stops =
            [" commission", " au nom d", ", au nom d", " par ", " rapporteurs de ", " rapporteures de "];
        let stop =
            stops.iter().filter_map(|stop| rest.find(stop)).min().map_or(text.len(), |stop| start + stop);
        let from = folded.place(start);
        let to = folded.place(stop).min(flow.chars.len());
        let names: String = flow.chars.get(from..to).unwrap_or_default().iter().collect();
        for (name, at) in crate::rapporteur::persons(&names) {
            let role = [" rapporteu", " co-rapporteu"].iter().filter_map(|role| name.find(role)).min();
            let name = name[..role.unwrap_or(name.len())].to_owned();
            let source = lines.paged(flow.span(from + at, from + at + name.chars().count()));
            let person = Person::read(&name, source).filter(|_| crate::rapporteur::is_person(&name));
            found.extend(person.filter(|person| found.iter().all(|known| known.key != person.key)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{begins, read};
    use crate::{header::Part, lines::Lines};

    #[test]
    fn who_presents_an_opinion_is_read_with_the_commission_in_whose_name() {
        for text in [
            "Avis présenté par Mme Anne BLANC et M. Luc de la Tour, rapporteurs,\nau nom de la commission « Eaux, forêts »",
            "Rapport et avis présentés par\nAnne BLANC et Luc de la Tour\nrapporteurs de la commission Eaux, forêts",
            "présenté au nom de la commission Eaux, forêts\npar Mme Anne BLANC, M. Luc de la Tour",
            "Étude présentée par Mme Anne BLANC, rapporteure, et M. Luc de la Tour, co-rapporteur de la commission Eaux, forêts",
            "Vœu déposé par ses rapporteurs, Anne BLANC et Luc de la Tour,\nau nom de la commission Eaux, forêts",
        ] {
            let lines = Lines::new(text);
            assert!(begins(lines.folded(0)), "{text}");
            let read = read(&lines, &vec![Part::Text; lines.lines.len()], 0).unwrap_or_default();
            let names: Vec<&str> = read.persons.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, ["Anne BLANC", "Luc de la Tour"], "{text}");
            assert_eq!(read.commission.map(|(name, _)| name).as_deref(), Some("Eaux, forêts"), "{text}");
        }
    }

    #[test]
    fn a_sentence_of_the_text_presents_nobody() {
        for line in
            ["le rapport presente par ailleurs trois axes", "la region propose par la voix de son executif"]
        {
            let lines = Lines::new(line);
            assert!(read(&lines, &[Part::Text], 0).is_none() || !begins(line), "{line}");
        }
    }
}
