//! The line that announces a declaration: who speaks, and for whom.

use crate::{
    Person, Span,
    heading::word_at,
    person::{is_title, row},
};

/// What declarations are called.
const NOUNS: [&str; 12] = [
    "declaration de vote",
    "declarations de vote",
    "expression de vote",
    "intervention liminaire",
    "declaration",
    "declarations",
    "intervention",
    "explication de vote",
    "explications de vote",
    "prise de parole",
    "prise de position",
    "expression",
];
/// What leads from a speaker to the bodies spoken for.
pub(crate) const BEHALF: [&str; 14] = [
    "au nom d",
    "au titre d",
    "pour le compte d",
    "pour le groupe ",
    "pour la ",
    "pour le ",
    "pour l'",
    "pour les ",
    "representant ",
    "representante ",
    "en tant que representant d",
    "en tant que representante d",
    "parlant au nom d",
    "s'exprimant au nom d",
];
/// What leads from the bodies to the speaker.
pub(crate) const THROUGH: [&str; 9] = [
    "presentee par ",
    "lue par ",
    "prononcee par ",
    "portee par ",
    "faite par ",
    "presente par ",
    "lu par ",
    "portee a la connaissance par ",
    "par la voix de ",
];

/// Whether a folded line, short and capitalised, announces a declaration by its noun.
pub(crate) fn labelled(folded: &str, text: &str) -> bool {
    let Some(after) = noun(folded) else { return false };
    let rest = &folded[after..];
    let links = [
        " de ",
        " d'",
        " du ",
        " des ",
        " au nom",
        " au titre",
        " :",
        ": ",
        " – ",
        " - ",
        " (",
        " pour ",
        " commun",
        " conjoint",
        " presentee ",
        " lue ",
        " prononcee ",
        " portee ",
        " faite ",
        " ecrite",
        " orale",
        " liminaire",
        " par ",
    ];
    if folded.len() > 260 || !links.iter().any(|link| rest.starts_with(link)) {
        return false;
    }
    let verbs =
        [" est ", " a ete ", " sont ", " ont ", " qui ", " que ", " doit ", " vise ", " nous ", " sera "];
    let spoken = BEHALF.iter().any(|words| word_starts(rest, words))
        || THROUGH.iter().any(|words| rest.contains(words));
    let titled = rest.split([' ', '\'']).any(|word| is_title(word) && word.len() > 1);
    // "Intervention de la Région": a noun that names other things too asks for a name.
    let capitals = text
        .split([' ', '\'', '\u{2019}', '/'])
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let acronym = text.split(|char: char| !char.is_alphanumeric() && char != '-').skip(1).any(|word| {
        word.chars().filter(|char| char.is_uppercase()).count() >= 2 && word.chars().count() <= 10
    });
    let declared = folded.starts_with("declaration") || folded.starts_with("explication");
    let named = spoken || titled || acronym || (declared && capitals > 0);
    let ended = folded.ends_with('.') && !(spoken || titled);
    // "De l'UNSA ainsi que de la CFTC" holds no relative.
    let plain = folded.replace(" ainsi que ", " et ");
    // "Prise de parole de Paul Fay": only a person takes the floor.
    let person = folded.starts_with("prise de parole d") && {
        let name = text.split([',', '(', ':']).next().unwrap_or_default();
        let name = name.rsplit_once("parole ").map_or("", |(_, name)| name);
        ["de ", "d'", "d\u{2019}"].iter().find_map(|word| name.strip_prefix(word)).is_some_and(speaks)
    };
    (named || person) && !ended && !verbs.iter().any(|verb| plain.contains(verb))
}

/// Whether a line without a noun announces one: "Mme A, au titre de la CPME :", "Pour le groupe Solidaires".
pub(crate) fn spoken(folded: &str, text: &str) -> bool {
    let verbs = [
        " nous ",
        " est ",
        " sont ",
        " a ",
        " ont ",
        " je ",
        " il ",
        " elle ",
        " que ",
        " qui ",
        " votera",
        " voterons",
    ];
    let plain = folded.replace(" ainsi que ", " et ");
    if text.chars().count() > 150
        || folded.ends_with(['.', ';', ','])
        || verbs.iter().any(|verb| plain.contains(verb))
    {
        return false;
    }
    let acronym = text
        .split(|char: char| !char.is_alphanumeric() && char != '-')
        .any(|word| word.chars().filter(|char| char.is_uppercase()).count() >= 2);
    let opening = ["pour la ", "pour le ", "pour l'", "pour les ", "au nom d", "au titre d"]
        .iter()
        .any(|words| folded.starts_with(words));
    if opening {
        let grouped = ["pour le groupe", "pour les groupes", "au nom du groupe"]
            .iter()
            .any(|words| folded.starts_with(words));
        return grouped
            || folded.ends_with(':') && text.chars().filter(|char| char.is_uppercase()).count() > 1
            || acronym && folded.split(' ').count() <= 12;
    }
    let cut = text.find(['(', ',']).or_else(|| text.find(" – ")).or_else(|| text.find(" - "));
    let Some(cut) = cut else { return false };
    let name = text[..cut].trim();
    let titled = name.split(' ').next().is_some_and(is_title);
    let rest = crate::text::fold(&text[cut..]);
    let behalf = BEHALF.iter().any(|words| word_starts(&rest, words));
    let person = speaks(name) || row(name, &|_| false).is_some();
    person && (behalf || (titled && acronym) || (folded.ends_with(':') && acronym))
}

/// Whether a head that begins in this folded line may go on below it.
pub(crate) fn open(folded: &str) -> bool {
    !folded.ends_with([':', '.', ')'])
        && (noun(folded).is_some() || BEHALF.iter().any(|words| word_starts(folded, words)))
}

/// Whether a folded line is the heading above declarations and announces none itself.
pub(crate) fn above(folded: &str) -> bool {
    let text = folded[crate::heading::numbering(folded)..].trim_end_matches([':', ' ']);
    let headings = [
        "declarations",
        "explications de vote",
        "interventions",
        "declarations et explications de vote",
        "explication de vote",
        "declaration",
        "prises de parole",
        "expressions",
        "annexe",
        "annexes",
        "annexe : declarations",
        "debat",
        "debats",
    ];
    headings.contains(&text) || collected(text)
}

/// "Annexe – Interventions des organisations", "Déclarations des groupes et explications de vote": the plural of what
/// declarations are called, and whose they are.
fn collected(text: &str) -> bool {
    let text = ["annexe", "annexes"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .map_or(text, |rest| rest.trim_start_matches([' ', ':', '-', '–', '—', '.']))
        .trim_start_matches("n° ")
        .trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, ' ' | ':' | '-' | '–'));
    let nouns = [
        "declarations",
        "explications de vote",
        "explication de vote",
        "interventions",
        "prises de parole",
        "prises de position",
        "expressions",
        "expression",
        "contributions",
        "positions",
        "prises de positions",
        "paroles",
        "la parole",
    ];
    let Some(rest) = nouns.iter().find_map(|noun| {
        let text = text.strip_prefix("les ").unwrap_or(text);
        text.strip_prefix(noun).or_else(|| text.strip_prefix("recueil des ")?.strip_prefix(noun))
    }) else {
        return false;
    };
    let whose = [
        "groupes",
        "organisations",
        "conseillers",
        "conseilleres",
        "membres",
        "seance",
        "colleges",
        "interventions",
        "explications",
        "declarations",
        "ceser",
        "vote",
        "syndicats",
        "composantes",
        "pleniere",
        "avis",
    ];
    let verb = [" est ", " sont ", " a ", " ont ", " que ", " qui "].iter().any(|verb| rest.contains(verb));
    let linked =
        [" annexees ", " jointes ", " des ", " de ", " en ", " et ", " du ", " au ", " sur ", " – ", " - "];
    let told = [
        " exprimees",
        " prononcees",
        " recueillies",
        " entendues",
        " deposees",
        " enregistrees",
        " individuelles",
        " ecrites",
        " orales",
        " finales",
        " lues",
    ];
    // "Positions exprimées", "Interventions recueillies en séance".
    let rest = told.iter().find_map(|word| rest.strip_prefix(*word)).unwrap_or(rest);
    rest.is_empty()
        || (!verb
            && !rest.ends_with(['.', ';', ','])
            && rest.split_whitespace().count() <= 12
            && linked.iter().any(|link| rest.starts_with(link))
            && whose.iter().any(|word| rest.contains(word)))
}

/// Whether words are a speaker's name: a given and a family name, or a title and a name.
pub(crate) fn speaks(name: &str) -> bool {
    let name = name.trim();
    let titled = name.split(' ').next().is_some_and(is_title);
    let span = Span { start: 0, end: 1, page: None };
    Person::read(name, span).is_some_and(|person| {
        let words: Vec<&str> = person.name.split(' ').collect();
        let small = |word: &&str| word.starts_with(char::is_lowercase);
        let particles = [
            "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "di", "el", "da", "dos", "ben",
        ];
        let common = words
            .iter()
            .filter(|word| small(word))
            .any(|word| !particles.contains(word) && !word.contains(['\'', '\u{2019}']));
        let acronyms =
            words.iter().all(|word| word.chars().count() <= 5 && !word.chars().any(char::is_lowercase));
        !common && (titled || (words.len() > 1 && !(acronyms && words.len() < 2)))
    })
}

/// The byte after the noun that a folded line begins with.
pub(crate) fn noun(folded: &str) -> Option<usize> {
    // "1) Déclaration de …", "> Intervention de …".
    let skipped = marker(folded);
    let found = NOUNS.iter().filter(|noun| {
        folded[skipped..]
            .strip_prefix(**noun)
            .is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
    });
    found.map(|noun| skipped + noun.len()).max()
}

/// How many bytes of "1) ", "> ", "• " stand before a declaration's head.
pub(crate) fn marker(folded: &str) -> usize {
    let signs = ['>', '•', '▪', '■', '●', '►', '➢', '*', '-', '–', '\u{f0b7}', ' '];
    let signed = folded.len() - folded.trim_start_matches(signs).len();
    let numbered = crate::heading::numbering(&folded[signed..]);
    // The letter of "A. Blanc" is a given name's.
    let figure = folded[signed..].starts_with(|char: char| char.is_ascii_digit());
    signed + if figure { numbered } else { 0 }
}

fn word_starts(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| at == 0 || text[..at].ends_with([' ', ',', '(', '-', '–']))
        || word_at(text, words).is_some()
}
