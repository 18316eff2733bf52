//! Regions after the name of a body: "Conseil régional de Bretagne" is another region's.

use crate::{
    OrganisationKind, Territory,
    directory::{Target, is_regional},
    naming::Names,
    place::Place,
    reference::REGIONS,
    text::fold,
    word,
};

/// The names of regions, folded, and which of them is the text's own.
pub(crate) struct Regions {
    names: Vec<(String, bool)>,
}

/// What may stand between a body and its region.
const LINKS: [&str; 7] = ["de la", "de l", "de", "du", "des", "d", "en"];

impl Regions {
    pub(crate) fn new(territory: &Territory) -> Self {
        let known = REGIONS.iter().map(|region| (fold(region.name), region.code == territory.code));
        let own = territory.name.iter().map(|name| (fold(name), true));
        Self { names: own.chain(known).filter(|(name, _)| !name.is_empty()).collect() }
    }

    /// Takes the region's name into a body's place; false where the region is another one.
    pub(crate) fn settle(&self, names: &Names, place: &mut Place<Target>) -> bool {
        let Some(kind) = place.named.iter().find_map(|target| is_regional(*target)) else { return true };
        let words = names.words();
        let next = words.partition_point(|word| word.start < place.at.end);
        let links = LINKS.iter().filter_map(|link| word::phrase(words, next, link));
        for link in links.chain([0]) {
            let at = next + link;
            let found =
                self.names.iter().find_map(|(name, own)| Some((word::phrase(words, at, name)?, *own)));
            let france =
                kind == OrganisationKind::ConsultativeAssembly && word::phrase(words, at, "france").is_some();
            let Some((count, own)) = found.or(france.then_some((1, false))) else { continue };
            let end = words[at + count - 1].end;
            let between = &names.flow().chars[place.at.end..words[at].start];
            let joins = |char: &char| matches!(char, ' ' | '-' | '\'' | '\u{2019}') || char.is_alphabetic();
            if !between.iter().all(joins) {
                continue;
            }
            // "la CGT en Bretagne" may be any.
            if own {
                place.at.end = end;
            }
            return own || link_is(words, next, "en");
        }
        true
    }
}

fn link_is(words: &[word::Word], at: usize, link: &str) -> bool {
    words.get(at).is_some_and(|word| word.folded == link)
}
