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

    /// Whether the words behind an assembly's noun name another region than the text's own: "de Bretagne".
    pub(crate) fn is_other(&self, words: &[word::Word], chars: &[char], at: usize) -> bool {
        let near =
            |at: usize| at > 0 && words.get(at).is_some_and(|word| word.start <= words[at - 1].end + 1);
        let links = LINKS.iter().filter_map(|link| word::phrase(words, at, link));
        let named = links.chain([0]).filter(|link| near(at + link)).find_map(|link| {
            let each = self.names.iter();
            each.filter(|(name, _)| word::phrase(words, at + link, name).is_some())
                .map(|(_, own)| *own)
                .next()
        });
        let france = || word::any(words, at, &["de france", "des regions de france"]).is_some();
        // A place that no table has is another one where the text's own is known by another name.
        let strange = || {
            let link = word::any(words, at, &["de la", "de l", "de", "des", "d"])?;
            let (own, _) = self.names.iter().find(|(_, own)| *own)?;
            let name = words.get(at + link)?;
            let printed = &chars[name.start..name.end];
            let place = printed[0].is_uppercase() && printed.iter().any(|char| char.is_lowercase());
            Some(place && !own.starts_with(&name.folded))
        };
        named.map_or_else(|| france() || strange().unwrap_or(false), |own| !own)
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
