//! Asking: the verbs by which speakers ask for something, and where what they ask for begins.

use crate::{
    content::ONCE_MORE,
    passage::{Passage, Sentence},
    speech::{ADVERBS, Speech},
    word::{Phrases, any, find},
};

/// Verbs that ask, in the forms of those who speak for themselves.
pub(crate) static VERBS: Phrases = Phrases::new(
    "preconise; preconisent; preconisons; recommande; recommandent; recommandons; demande; demandent; \
     demandons; propose; proposent; proposons; suggere; suggerent; suggerons; invite; invitent; invitons; \
     souhaite; souhaitent; souhaitons; souhaiterait; souhaiteraient; souhaiterions; appelle; appellent; \
     appelons; sollicite; sollicitent; sollicitons; exhorte; exhortent; exhortons; reclame; reclament; \
     reclamons; exige; exigent; exigeons; revendique; revendiquent; revendiquons; prone; pronent; \
     pronons; conseille; conseillent; conseillons; encourage; encouragent; encourageons; aimerait; \
     aimerions; voudrait; voudrions; plaide",
);
/// Verbs that ask only with these words after them.
pub(crate) const WITH: [(&str, &[&str]); 31] = [
    ("attend", &["de la region", "du conseil regional", "de l executif", "de l etat", "que", "qu"]),
    ("attendons", &["de la region", "du conseil regional", "de l executif", "de l etat", "que", "qu"]),
    ("attendent", &["de la region", "du conseil regional", "de l executif", "de l etat", "que", "qu"]),
    ("tient", &["a ce que", "a ce qu"]),
    ("tenons", &["a ce que", "a ce qu"]),
    ("tiennent", &["a ce que", "a ce qu"]),
    ("juge", &NEEDED),
    ("jugeons", &NEEDED),
    ("estime", &NEEDED),
    ("estimons", &NEEDED),
    ("estiment", &NEEDED),
    ("considere", &NEEDED),
    ("considerons", &NEEDED),
    ("pense", &["necessaire de", "necessaire que"]),
    ("insiste", &["sur la necessite", "pour que", "pour qu"]),
    ("insistons", &["sur la necessite", "pour que", "pour qu"]),
    ("insistent", &["sur la necessite", "pour que", "pour qu"]),
    ("plaide", &["pour", "en faveur"]),
    ("plaidons", &["pour", "en faveur"]),
    ("plaident", &["pour", "en faveur"]),
    ("milite", &["pour", "en faveur"]),
    ("militons", &["pour", "en faveur"]),
    ("emet", &["le voeu"]),
    ("forme", &["le voeu"]),
    ("formule", &["le voeu"]),
    ("formons", &["le voeu", "donc le voeu"]),
    ("formulons", &["le voeu"]),
    ("emettons", &["le voeu"]),
    ("forment", &["le voeu"]),
    ("emettent", &["le voeu"]),
    ("formulent", &["le voeu"]),
];
/// What speakers hold to be needed.
const NEEDED: [&str; 20] = [
    "indispensable de",
    "indispensable que",
    "indispensable d",
    "necessaire de",
    "necessaire que",
    "necessaire d",
    "essentiel de",
    "essentiel que",
    "essentiel d",
    "souhaitable de",
    "souhaitable que",
    "souhaitable d",
    "important de",
    "important que",
    "important d",
    "primordial de",
    "primordial que",
    "utile de",
    "urgent de",
    "imperatif de",
];
/// Nobody in particular asks, and the speakers do.
pub(crate) static IMPERSONAL: Phrases = Phrases::new(
    "il conviendrait; il faudrait; il serait souhaitable; il serait utile; il serait opportun; il serait \
     necessaire; il serait pertinent; il serait interessant; il serait judicieux; il serait preferable; \
     il serait important; il serait indispensable; il serait bon; il serait essentiel; il serait primordial; \
     il est recommande; il est donc recommande; il est ainsi recommande; il est aussi recommande; il est \
     egalement recommande; il est preconise; il est donc preconise; il est ainsi preconise; il est aussi \
     preconise; il est egalement preconise; il est suggere; il est donc suggere; il est egalement suggere; il \
     est vivement recommande; il est fortement recommande; il est demande; il est donc demande; il est ainsi \
     demande; il est aussi demande; il est egalement demande; il est enfin demande; il est demande par le \
     ceser; il est propose par le ceser; il est souhaite par le ceser",
);
/// What one wishes to say is said, not asked for: "souhaite saluer".
pub(crate) static SAYING: Phrases = Phrases::new(
    "adresser; affirmer; ajouter; alerter; apporter; attirer; evoquer; exprimer; faire; feliciter; \
     formuler; indiquer; insister; marquer; mentionner; mettre; noter; pointer; preciser; reaffirmer; \
     redire; reiterer; relever; remercier; rendre; rappeler; revenir; saluer; s associer; signaler; \
     souligner; temoigner; s exprimer; temperer",
);

impl Speech<'_> {
    /// Whether a verb asks, with what follows.
    pub(crate) fn asks(&self, verb: &str, at: usize, after: usize, sentence: &Sentence) -> bool {
        let to =
            (after..sentence.words.end.min(after + 14)).any(|at| matches!(self.word(at), "a" | "au" | "aux"));
        match verb {
            "appelle" | "appellent" | "appelons" => {
                let attention = find(
                    self.words,
                    at..sentence.words.end.min(at + 8),
                    &["attention", "remarques", "remarque"],
                );
                attention.is_none()
                    && (to || any(self.words, at + 1, &["de ses voeux", "de nos voeux"]).is_some())
            }
            "encourage" | "encouragent" | "encourageons" | "invite" | "invitent" | "invitons" | "exhorte"
            | "exhortons" | "exhortent" => to,
            "souhaite" | "souhaitent" | "souhaitons" | "souhaiterait" | "souhaiteraient"
            | "souhaiterions" | "aimerait" | "aimerions" | "voudrait" | "voudrions" => {
                SAYING.at(self.words, after).is_none()
            }
            "demande" | "demandons" | "demandent" => !matches!(self.word(at + 1), "si"),
            "propose" | "proposons" | "proposent" => {
                any(self.words, after, &["un avis", "un vote"]).is_none()
            }
            "conseille" | "conseillent" | "conseillons" => true,
            "plaide" => false,
            _ => true,
        }
    }

    /// Whether "il est demandé" at some words asks: "à l'Exécutif de …", "que …", and not "au CESER de se prononcer".
    pub(crate) fn asks_somebody(&self, at: usize, count: usize, sentence: &Sentence) -> bool {
        let next = at + count;
        if self.word(next - 1) != "demande" {
            return true;
        }
        let to = next + 1 < sentence.words.end && matches!(self.word(next), "a" | "au" | "aux");
        let near = (next + 1..sentence.words.end.min(next + 5)).map(|at| self.word(at));
        let own = ["ceser", "cesr", "assemblee", "conseillers", "conseilleres", "membres", "nous"];
        to && !near.into_iter().any(|word| own.contains(&word))
            || matches!(self.word(next), "que" | "qu") && next + 1 < sentence.words.end
    }

    /// The first word of what is asked for: "donc", "également" and "que" are none of it.
    pub(crate) fn skip(&self, from: usize, end: usize) -> usize {
        let mut at = self.skip_adverbs(from, end);
        if self.word(at) == "depuis" {
            let since = (at..end.min(at + 6)).find(|at| matches!(self.word(*at), "que" | "qu" | "de" | "d"));
            at = since.unwrap_or(at);
        }
        // ", avec d'autres, un fonds": what stands between the commas is none of it either.
        let aside = ["avec", "comme", "dans", "pour", "a", "en", "lors", "conformement", "afin", "au"];
        if at > 0 && at < end && self.gap(at - 1).contains(&',') && aside.contains(&self.word(at)) {
            let closed = (at..end.min(at + 14)).find(|at| self.gap(*at).contains(&','));
            at = closed.map_or(at, |closed| self.skip_adverbs(closed + 1, end));
        }
        if at < end && at > 0 && self.word(at) == "sur" && self.word(at - 1).starts_with("insist") {
            at += 1;
        }
        at +=
            any(self.words, at, &["de ses voeux", "de nos voeux", "de leurs voeux", "le voeu"]).unwrap_or(0);
        // "juge indispensable de former", "tient à ce que le bac passe"
        at += any(self.words, at, &NEEDED).map_or(0, |count| count - 1);
        at += any(self.words, at, &["a ce que", "a ce qu"]).map_or(0, |count| count - 1);
        // "d'y faire figurer", "de ne pas", "de les former"
        let pronoun = matches!(
            self.word(at + 1),
            "y" | "en" | "ne" | "se" | "s" | "le" | "la" | "les" | "lui" | "leur"
        );
        let not =
            usize::from(pronoun && self.word(at + 1) == "ne" && matches!(self.word(at + 2), "pas" | "plus"));
        let next = self.word(at + 1 + usize::from(pronoun) + not);
        let infinitive = ["er", "ir", "re", "oir"].iter().any(|end| next.ends_with(end)) && next.len() > 3;
        let of = matches!(self.word(at), "de" | "d") && infinitive;
        if matches!(self.word(at), "que" | "qu") || of { at + 1 } else { at }
    }

    /// The first word that is no adverb.
    pub(crate) fn skip_adverbs(&self, from: usize, end: usize) -> usize {
        // Articles, and prepositions that may begin what is asked for, are kept.
        let kept = [
            "la", "le", "l", "les", "une", "a", "de", "en", "par", "pour", "sa", "plus", "avec", "force",
            "conseil", "tout", "part", "y", "leur", "lui", "vous", "meme", "quant",
        ];
        let mut at = from;
        while at < end {
            let phrase = any(
                self.words,
                at,
                &[
                    "tout particulierement",
                    "par ailleurs",
                    "par consequent",
                    "de ce fait",
                    "a ce titre",
                    "a cet egard",
                    "en outre",
                    "en premier lieu",
                    "avec force",
                    "avec insistance",
                    "en consequence",
                    "en particulier",
                    "pour sa part",
                ],
            );
            match phrase.or_else(|| ONCE_MORE.at(self.words, at)) {
                Some(count) => at += count,
                None if ADVERBS.has(self.word(at)) && !kept.contains(&self.word(at)) => at += 1,
                None => break,
            }
        }
        at
    }

    /// Whether a passage begins with an infinitive: "Créer un guichet".
    pub(crate) fn commands(&self, passage: &Passage) -> bool {
        let Some(first) = passage.sentences.first() else { return false };
        let word = self.word(first.words.start);
        let nouns =
            ["papier", "premier", "dernier", "avenir", "loisir", "plaisir", "cahier", "atelier", "dossier"];
        ["er", "ir", "re", "oir"].iter().any(|end| word.ends_with(end))
            && word.len() > 4
            && !nouns.contains(&word)
            && !matches!(word, "notre" | "votre" | "autre" | "entre" | "contre" | "outre" | "encore" | "hier")
    }
}

/// Whether a folded heading says that what stands below is asked for: "III – Les recommandations du CESER".
pub(crate) fn titles_requests(text: &str) -> bool {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let counts = |word: &str| {
        word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) || crate::word::roman(word)
    };
    words.iter().any(|word| REQUESTS.has(word))
        && words.iter().all(|word| REQUESTS.has(word) || AROUND.has(word) || counts(word))
}

/// What stands below some headings.
static REQUESTS: Phrases =
    Phrases::new("preconisations; recommandations; propositions; demandes; suggestions");
/// Words around those.
static AROUND: Phrases = Phrases::new(
    "les; nos; ses; des; du; de; l; la; a; et; ceser; cesr; assemblee; notre; principales; principaux; deux; trois;      quatre; cinq; six; sept; huit; neuf; dix; onze; douze; suivantes; generales; particulieres; partie;      formulees; par; le; synthese; liste; rappel; annexe",
);
