//! Tenses: the finite forms of the verbs for steps, and their infinitives behind "doit" or "va": "s'achève", "créera",
//! "doit ouvrir". The participles are in `deed.rs`.

use chrono::NaiveDate;

use crate::{
    moment::moment,
    word::{Phrases, Word},
};

/// Stems of regular verbs that make a body or an initiative: "créera", "lance".
static MAKE: Phrases = Phrases::new(
    "cre; install; fond; constitu; fusionn; renouvell; inaugur; supprim; instaur; institu; transform",
);
/// The same of verbs whose object is an initiative.
static DO: Phrases = Phrases::new(
    "adopt; sign; lanc; engag; initi; approuv; valid; publi; vot; ratifi; deploi; deploy; demarr; achev; revis; \
     actualis; generalis; experiment; prolong; termin; livr; elabor; debut; present; clotur; paraph; finalis; \
     amorc; promulgu; abandonn; renov; annonc; labellis; homologu; evalu",
);
/// Irregular forms of both.
static MAKE_FORMS: Phrases = Phrases::new(
    "ouvre; ouvrent; ouvrira; ouvriront; ouvrit; rouvre; rouvrent; rouvrira; rouvriront; dissout; dissolvent; \
     dissoudra; dissoudront",
);
static DO_FORMS: Phrases = Phrases::new(
    "conclut; concluent; conclura; concluront; etend; etendent; etendra; etendront; reconduit; reconduisent; \
     reconduira; reconduiront; reprend; reprennent; reprendra; reprendront; suspend; suspendra; suspendront; \
     refond; refondra; refondront",
);
static MAKE_INFINITIVES: Phrases = Phrases::new("ouvrir; rouvrir; dissoudre");
static DO_INFINITIVES: Phrases =
    Phrases::new("conclure; etendre; reconduire; reprendre; suspendre; refondre");
/// What "mettre" and its forms do, with the words behind them.
static PUT: Phrases = Phrases::new("met; mettent; mettra; mettront");
static PLACED: Phrases =
    Phrases::new("en service; en place; en oeuvre; en ligne; en application; en chantier; fin a");

/// Verbs whose subject takes the step, by their stems.
static BEGIN: Phrases = Phrases::new("demarr; debut; commenc; expir");
/// The same behind "se" only.
static REFLEXIVE: Phrases = Phrases::new("achev; termin; clotur; install; engag; arret; cre; constitu; lanc");
/// Their forms that no stem makes.
static BEGIN_FORMS: Phrases = Phrases::new(
    "ouvre; ouvrent; ouvrira; ouvriront; ouvrit; rouvre; rouvrent; rouvrira; rouvriront; fermera; fermeront; \
     finira; finiront; disparait; disparaitra; disparaitront; nait; naitra; naitront; circulera; circuleront; \
     fonctionnera; fonctionneront; roulera; rouleront; cessera; cesseront; aboutira; conclut; conclura",
);
static BEGIN_INFINITIVES: Phrases = Phrases::new(
    "ouvrir; rouvrir; fermer; finir; disparaitre; naitre; circuler; fonctionner; rouler; cesser; aboutir; \
     conclure; entrer en vigueur; entrer en service; entrer en application; entrer en fonction; \
     entrer en activite; voir le jour; prendre fin; prendre effet; devenir",
);
/// Verbs with what stands behind them.
static PHRASES: Phrases = Phrases::new(
    "entrent en vigueur; entreront en vigueur; entrent en service; entreront en service; entre en application; \
     entrera en application; entreront en application; entre en fonction; entrera en fonction; entre en activite; \
     entrera en activite; voient le jour; verront le jour; prennent fin; prendront fin; prend effet; prendra \
     effet; prendront effet; a commence; ont commence; ont demarre; ont debute; ont ouvert; a rouvert; a ferme; \
     a expire; a pris effet; ont pris fin",
);
/// Behind these, an infinitive tells what will be.
static MODALS: Phrases =
    Phrases::new("va; vont; doit; doivent; devra; devront; devrait; devraient; pourra; pourront");
/// The same with "de" between.
static PLANS: Phrases = Phrases::new("prevoit; prevoient; projette; projettent; decide; decident");
/// What begins an object: a verb that has one says what its subject does to another.
static OBJECTS: Phrases = Phrases::new(
    "un; une; des; le; la; les; l; de; d; du; son; sa; ses; leur; leurs; deux; trois; plusieurs",
);

/// When a verb's form says that something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// What may be a noun as well: "lance", "signe".
    Present,
    /// "lancera", "lança", "va lancer".
    Plain,
}

/// How many words the finite form of a verb takes at a word whose object can be an initiative, or a body.
pub(crate) fn does(words: &[Word], chars: &[char], at: usize, body: bool) -> Option<(usize, Form)> {
    let word = words.get(at)?.folded.as_str();
    if PUT.has(word) || word == "mettre" && planned(words, at) {
        let behind = PLACED.at(words, at + 1).filter(|_| !body)?;
        return Some((
            1 + behind,
            if word == "met" || word == "mettent" { Form::Present } else { Form::Plain },
        ));
    }
    if MAKE_FORMS.has(word) || !body && DO_FORMS.has(word) {
        let future = ["ra", "ront", "it"].iter().any(|end| word.ends_with(end));
        return Some((1, if future { Form::Plain } else { Form::Present }));
    }
    if (MAKE_INFINITIVES.has(word) || !body && DO_INFINITIVES.has(word)) && planned(words, at) {
        return Some((1, Form::Plain));
    }
    let form = regular(words, chars, at, |stem| MAKE.has(stem) || !body && DO.has(stem))?;
    Some((1, form))
}

/// How many words a verb takes at a word whose subject takes the step: "s'achèvera", "ouvre", "doit démarrer".
pub(crate) fn begins(words: &[Word], chars: &[char], at: usize) -> Option<usize> {
    if let Some(count) = PHRASES.at(words, at) {
        return Some(count);
    }
    let reflexive = usize::from(matches!(words.get(at)?.folded.as_str(), "s" | "se"));
    let verb = at + reflexive;
    let word = words.get(verb)?.folded.as_str();
    let stems = |stem: &str| if reflexive == 1 { REFLEXIVE.has(stem) } else { BEGIN.has(stem) };
    if let Some(count) = BEGIN_INFINITIVES.at(words, verb) {
        return planned(words, at).then_some(reflexive + count);
    }
    let finite = BEGIN_FORMS.has(word) || regular(words, chars, verb, stems).is_some();
    // "ouvrira en 2025 un guichet": the date may stand before the object.
    let dated = |at: usize| moment(words, chars, at, NaiveDate::default()).map(|moment| moment.words.end);
    let behind = (verb + 1..verb + 3).find_map(dated).unwrap_or(verb + 1);
    let object = |at: usize| reflexive == 0 && words.get(at).is_some_and(|next| OBJECTS.has(&next.folded));
    let object = object(behind) || object(verb + 1) && behind == verb + 1;
    (finite && !object).then_some(reflexive + 1)
}

/// The form of a regular verb, by its stem.
fn regular(words: &[Word], chars: &[char], at: usize, known: impl Fn(&str) -> bool) -> Option<Form> {
    let word = words.get(at)?;
    let folded = word.folded.as_str();
    let stem = |ends: &[&str]| ends.iter().any(|end| folded.strip_suffix(end).is_some_and(&known));
    // "En mars 2019, la Région adoptait la SRB" tells of a step in the imperfect.
    if stem(&["era", "eront", "a", "erent", "ait", "aient"]) {
        return Some(Form::Plain);
    }
    if stem(&["er"]) {
        let first = if at > 0 && matches!(words[at - 1].folded.as_str(), "s" | "se") { at - 1 } else { at };
        return planned(words, first).then_some(Form::Plain);
    }
    // "é" makes the participle.
    let plain = matches!(chars.get(word.end - 1), Some('e' | 'E' | 't' | 'T'));
    (plain && stem(&["e", "ent"])).then_some(Form::Present)
}

/// Whether what stands before an infinitive says that it will be: "doit", "va", "prévoit de".
fn planned(words: &[Word], at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| words[at].folded.as_str());
    MODALS.has(word(1)) || matches!(word(1), "de" | "d") && PLANS.has(word(2))
}
