//! Addressees: of whom something is asked, which is no part of what is asked for: "demande à la Région de créer une
//! agence" and "invite la Région à créer une agence" ask for "créer une agence".

use crate::{
    Named,
    speech::Speech,
    word::{Phrases, any},
};

/// Verbs that have an addressee behind "à".
static ASKS_OF: Phrases = Phrases::new(
    "demande; demandent; demandons; propose; proposent; proposons; recommande; recommandent; recommandons; \
     preconise; preconisent; preconisons; suggere; suggerent; suggerons; conseille; conseillent; conseillons; \
     reclame; reclament; reclamons; exige; exigent; exigeons",
);
/// Verbs that have one behind "de".
static EXPECTS_OF: Phrases = Phrases::new(
    "attend; attendent; attendons; exige; exigent; exigeons; sollicite; sollicitent; sollicitons",
);
/// Verbs whose object is the addressee, with "à" before what is asked for.
static URGES: Phrases = Phrases::new(
    "invite; invitent; invitons; exhorte; exhortent; exhortons; appelle; appellent; appelons; encourage; \
     encouragent; encourageons; engage; engageons; engagent; incite; incitons; incitent",
);
/// What begins a thing that somebody is urged to: "à une concertation", "à plus de clarté".
static URGED_TO: Phrases = Phrases::new("un; une; plus; davantage; la; l; des");
/// What begins an object: "à la Région un bilan annuel".
static OBJECTS: Phrases = Phrases::new("un; une; des; deux; trois; davantage; plus; la; le; les; l");
/// Words that end as infinitives do.
static NO_INFINITIVES: Phrases = Phrases::new(
    "agriculture; architecture; atelier; autre; avenir; cadre; cahier; caractere; carriere; centre; chambre; \
     chantier; conservatoire; contre; culture; dernier; directoire; dossier; entre; filiere; foncier; foyer; \
     frontiere; guerre; histoire; hiver; infrastructure; laboratoire; lettre; littoral; logistique; loisir; lumiere; \
     maniere; manufacture; matiere; memoire; metier; ministere; nature; nombre; notre; nourriture; observatoire; \
     ordre; ouvrier; papier; pierre; plaisir; pouvoir; premier; quartier; riviere; secretaire; sucre; structure; \
     territoire; terre; theatre; titre; trimestre; univers; verre; viticulture; votre; voiture",
);
/// The longest addressee, in words: "au Conseil régional, à l'État et aux communes du bassin".
const LONGEST: usize = 16;

impl Speech<'_> {
    /// The first word of what is asked for, behind the addressee that stands at a word; `verb` is the word that asks,
    /// where it stands before and not above a list.
    pub(crate) fn skip_addressee(&self, verb: Option<usize>, from: usize, end: usize) -> usize {
        let verb = verb.map_or("demande", |verb| self.word(verb));
        if URGES.has(verb) {
            return self.urged_behind(from, end).unwrap_or(from);
        }
        let to = ASKS_OF.has(verb) && matches!(self.word(from), "a" | "au" | "aux") && self.is_to(from);
        let of = EXPECTS_OF.has(verb) && any(self.words, from, &["de la", "de l", "du", "des"]).is_some();
        if !(to || of) || self.is_infinitive(from + 1) {
            return from;
        }
        self.asked_behind(from, end).unwrap_or(from)
    }

    /// Where what is asked for begins behind an addressee.
    fn asked_behind(&self, from: usize, end: usize) -> Option<usize> {
        for at in from + 1..end.min(from + LONGEST) {
            let gap = self.gap(at - 1);
            // "M. le Préfet" holds no end of a sentence.
            let titled = matches!(self.word(at - 1), "m" | "mm" | "mme" | "mmes");
            if gap.iter().any(|char| matches!(char, ';' | ':' | '(' | '«' | '"') || *char == '.' && !titled)
            {
                return None;
            }
            // "à la Région, à l'État et aux communes de …": a list goes on behind its comma, an aside does not.
            if gap.contains(&',') && !matches!(self.word(at), "a" | "au" | "aux" | "et" | "comme") {
                return None;
            }
            if matches!(self.word(at), "que" | "qu") {
                return Some(at + 1).filter(|next| *next < end);
            }
            if matches!(self.word(at), "de" | "d") && self.demands(at + 1) {
                return Some(at + 1);
            }
            let named = OBJECTS.has(self.word(at)) && self.named_before(at);
            if named {
                return Some(at);
            }
        }
        None
    }

    /// Where what somebody is urged to begins: "la Région à créer", "l'Exécutif à une concertation", "à créer".
    fn urged_behind(&self, from: usize, end: usize) -> Option<usize> {
        let last = end.min(from + LONGEST);
        let stops = |at: usize| {
            let titled = matches!(self.word(at), "m" | "mm" | "mme" | "mmes");
            self.gap(at)
                .iter()
                .any(|char| matches!(char, ';' | ':' | '(' | '«' | '"') || *char == '.' && !titled)
        };
        let near = |at: &usize| !(from..*at).any(stops) && self.word(*at) == "a" && self.is_to(*at);
        let to = |at: &usize| near(at) && at + 1 < end;
        let infinitive = (from..last).find(|at| to(at) && self.demands(at + 1));
        let thing = || (from..last).find(|at| to(at) && URGED_TO.has(self.word(at + 1)));
        infinitive.or_else(thing).map(|at| at + 1)
    }

    /// Whether an infinitive stands at a word, what belongs before it included: "ne pas", "y", "les".
    fn demands(&self, at: usize) -> bool {
        let mut verb = at;
        while verb < at + 3
            && matches!(
                self.word(verb),
                "ne" | "pas"
                    | "plus"
                    | "y"
                    | "en"
                    | "se"
                    | "s"
                    | "le"
                    | "la"
                    | "les"
                    | "lui"
                    | "leur"
                    | "bien"
                    | "mieux"
            )
        {
            verb += 1;
        }
        self.is_infinitive(verb)
    }

    fn is_infinitive(&self, at: usize) -> bool {
        let word = self.word(at);
        let small = self.words.get(at).is_some_and(|word| self.chars[word.start].is_lowercase());
        // "chambre de métiers", "d'agriculture"
        small
            && word.len() > 3
            && ["er", "ir", "re", "oir"].iter().any(|end| word.ends_with(end))
            && !NO_INFINITIVES.has(word)
    }

    /// Whether a known body's name ends right before a word.
    fn named_before(&self, at: usize) -> bool {
        let start = self.words[at].start;
        let before = self.places.partition_point(|place| place.at.start < start);
        self.places[..before].last().is_some_and(|place| {
            let body = matches!(place.named.first(), Some(Named::Organisation(_)));
            body && place.at.end < start && self.chars[place.at.end..start].iter().all(|char| *char == ' ')
        })
    }

    /// "a" is "à" here, and no verb.
    fn is_to(&self, at: usize) -> bool {
        self.word(at) != "a" || !matches!(self.chars[self.words[at].start], 'a' | 'A')
    }
}
