//! Themes: what an opinion says gives it, by the bundled mapping and by one's own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{Options, ThemeMapping, ThemeRuleKind, parse};

const HEADING: &str = "theme\tscheme\tkind\tvalue\tat least\tnote";

fn opinion(title: &str, text: &str) -> String {
    format!(
        "CESER du Val-Doré\nSéance plénière du mardi 6 octobre 2020\nAvis sur le rapport 4-1\n{title}\n\
         Rapporteur : Jeanne Martin\n\nObservations\n{text}\n\nVote du CESER sur l'avis : adopté à l'unanimité\n"
    )
}

/// Each theme with its rule, and the words that it rests on.
fn themes(text: &str, mapping: &ThemeMapping) -> Vec<(String, String, String)> {
    let options = Options { territory: Some("99".to_owned()), themes: mapping.clone() };
    let parsed = parse(text.as_bytes(), &options);
    let chars: Vec<char> = parsed.text.unwrap().chars().collect();
    let quote = |start: u32, end: u32| chars[start as usize..end as usize].iter().collect();
    let themes = parsed.records.unwrap().themes.into_iter();
    themes
        .map(|theme| {
            let source = theme.source;
            (theme.rule.theme.name.clone(), theme.rule.value(), quote(source.start, source.end))
        })
        .collect()
}

fn mapping(rules: &[&str]) -> ThemeMapping {
    ThemeMapping::parse(&format!("{HEADING}\n{}\n", rules.join("\n"))).unwrap()
}

#[test]
fn the_bundled_mapping_reads_and_has_the_ten_themes_of_decidata() {
    let text = ThemeMapping::BUNDLED;
    let parsed = ThemeMapping::parse(text).unwrap();
    assert_eq!(parsed, ThemeMapping::default());
    let named = |name: &str| text.lines().any(|line| line.starts_with(&format!("{name}\tDECIDATA\t")));
    for name in [
        "Territoire",
        "Entreprise",
        "Secteur d'activité",
        "Formation",
        "Commerce extérieur",
        "Filière",
        "Sous-traitance",
        "Reprise-transmission",
        "Zone de chalandise",
        "Activité commerciale",
    ] {
        assert!(named(name), "{name}");
    }
}

#[test]
fn each_theme_of_decidata_is_given_by_words_that_opinions_use() {
    let cases = [
        ("Territoire", "Le SRADDET doit penser l'aménagement du territoire."),
        ("Entreprise", "Les PME, les TPE et les ETI : une entreprise sur deux investit."),
        ("Secteur d'activité", "Chaque branche professionnelle a ses besoins."),
        ("Formation", "La Région finance la formation professionnelle des demandeurs d'emploi."),
        ("Commerce extérieur", "Les EXPORTATIONS régionales reculent."),
        ("Filière", "Les contrats de filière arrivent à leur terme."),
        ("Sous-traitance", "La sous-\ntraitance automobile souffre."),
        ("Reprise-transmission", "La reprise et la transmission : un repreneur sur trois renonce."),
        ("Zone de chalandise", "Leur zone de\nchalandise se réduit."),
        ("Activité commerciale", "Le dernier commerce du village ferme."),
    ];
    for (name, text) in cases {
        let found = themes(&opinion("Divers", text), &ThemeMapping::default());
        assert!(found.iter().any(|(theme, _, _)| theme == name), "{name}: {found:?}");
    }
}

#[test]
fn an_assignment_names_its_rule_and_quotes_the_place_that_it_rests_on() {
    let rules = ["Filière\tDECIDATA\tTERM\tfilière|comité de filière\t2\t"];
    let text = opinion("Divers", "La FILIERE bois va mal.\nLes filières d'avenir, non.");
    let expected = ("Filière".to_owned(), "filière|comité de filière".to_owned(), "FILIERE".to_owned());
    assert_eq!(themes(&text, &mapping(&rules)), [expected]);
    let once = opinion("Divers", "La filière bois va mal.");
    assert_eq!(themes(&once, &mapping(&rules)), []);
}

#[test]
fn words_of_a_rule_match_whole_words_only_whatever_their_case_accents_and_plural() {
    let rules = ["Données\t\tTERM\tdonnée ouverte\t1\t"];
    let given = |text| !themes(&opinion("Divers", text), &mapping(&rules)).is_empty();
    assert!(given("Des données ouvertes à tous."));
    assert!(given("L'accès aux DONNEES OUVERTES."));
    assert!(given("Des données\nouvertes."));
    assert!(!given("Des données couvertes."));
    assert!(!given("Une donnée, ouverte hier."), "a comma parts them");
}

#[test]
fn a_title_gives_a_theme_and_rests_on_the_title() {
    let rules = ["Mobilité\t\tTITLE\tmobilité\t1\t"];
    let found = themes(&opinion("Schéma des mobilités", "Rien."), &mapping(&rules));
    assert_eq!(found[0].2, "Schéma des mobilités");
    assert_eq!(themes(&opinion("Divers", "La mobilité, la mobilité."), &mapping(&rules)), []);
}

#[test]
fn the_bundled_mapping_takes_no_turn_of_phrase_for_a_theme() {
    for title in ["Rapport d'orientations budgétaires 2025", "Une politique en train de naître"] {
        let found = themes(&opinion(title, "Rien."), &ThemeMapping::default());
        assert!(found.iter().all(|(theme, _, _)| theme == "Finances"), "{title}: {found:?}");
    }
}

#[test]
fn a_named_initiative_or_organisation_gives_a_theme_by_any_of_its_names() {
    let rules = ["Numérique\t\tINITIATIVE\tscoran\t1\t", "Syndicats\t\tORGANISATION\tCGT|FSU\t1\t"];
    let text = "La stratégie de cohérence régionale pour l'aménagement numérique avance. La CGT le dit.";
    let found = themes(&opinion("Divers", text), &mapping(&rules));
    let names: Vec<&str> = found.iter().map(|(theme, _, _)| theme.as_str()).collect();
    assert_eq!(names, ["Numérique", "Syndicats"]);
    assert_eq!(found[1].2, "CGT");
}

#[test]
fn of_several_rules_of_a_theme_the_first_that_holds_is_named() {
    let rules = ["Bois\t\tTITLE\tforêt\t1\t", "Bois\t\tTERM\tbois\t1\t", "Bois\t\tTERM\tscierie\t1\t"];
    let found = themes(&opinion("Divers", "La scierie achète du bois."), &mapping(&rules));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, "bois");
}

#[test]
fn a_mapping_that_does_not_read_says_which_line_and_what_was_expected() {
    let error = |text: &str| ThemeMapping::parse(text).unwrap_err().to_string();
    let line = |line: &str| error(&format!("{HEADING}\n\nA\t\tTERM\ta\t1\t\n{line}\n"));
    let cases = [
        (error(""), "line 1: read \"\", expected the heading"),
        (line("B\t\tTERM\tb"), "line 4: read 4 columns, expected at least 5"),
        (
            line("B\t\tWORD\tb\t1\t"),
            "line 4: read \"WORD\", expected TITLE, TERM, INITIATIVE or ORGANISATION",
        ),
        (line("B\t\tTERM\tb||c\t1\t"), "line 4: read \"b||c\", expected words parted by `|`"),
        (line("B\t\tTERM\tb\t0\t"), "line 4: read \"0\", expected how often it stands"),
        (line("…\t\tTERM\tb\t1\t"), "line 4: read \"…\", expected the name of a theme"),
        (line("a\tDECIDATA\tTERM\tb\t1\t"), "line 4: read \"a\" of the scheme \"DECIDATA\""),
    ];
    for (said, expected) in cases {
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn rules_keep_their_kind_and_a_mark_of_byte_order_is_no_letter() {
    let text = format!("\u{feff}{HEADING}\nA\t\tTITLE\ta\t1\n");
    assert!(ThemeMapping::parse(&text).is_ok());
    let options = Options { territory: Some("99".to_owned()), themes: ThemeMapping::parse(&text).unwrap() };
    let parsed = parse(opinion("Plan A", "Rien.").as_bytes(), &options);
    assert_eq!(parsed.records.unwrap().themes[0].rule.kind, ThemeRuleKind::Title);
}
