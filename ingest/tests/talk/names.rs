//! Names: initiatives, bodies, persons, cited opinions, and where they are mentioned.

use ingest::{InitiativeKind, OpinionKind, Options, OrganisationKind, parse};

use crate::said::{codes, key, named, read, read_on, records};

#[test]
fn a_long_form_with_its_acronym_is_one_mention_and_says_its_kind() {
    let parsed = read(
        "Le schéma régional des mobilités lacus-\ntres (SRML) prolonge le contrat de plan État-Région (CPER). Le SRML et le CPER comptent, \
         comme le schéma régional des mobilités lacustres, le Pacte pour l'avenir des lacs (PAL) et la plate-forme régionale \
         des données (PRD). Un programme pour les petites et moyennes entreprises (PME) suivra.",
    );
    assert_eq!(
        named(&parsed),
        [
            "*srml: schéma régional des mobilités lacus- tres (SRML)",
            "*cper: contrat de plan État-Région (CPER)",
            "*srml: SRML",
            "*cper: CPER",
            "*srml: schéma régional des mobilités lacustres",
            "*pal: Pacte pour l'avenir des lacs (PAL)",
            "*prd: plate-forme régionale des données (PRD)",
        ]
    );
    let kinds: Vec<_> = records(&parsed).initiatives.iter().map(|initiative| initiative.kind).collect();
    use InitiativeKind::{Agreement, Platform, Strategy};
    assert_eq!(kinds, [Strategy, Agreement, Agreement, Platform]);
}

#[test]
fn an_agency_to_be_is_an_initiative_and_one_that_exists_is_a_body() {
    let parsed = read(
        "La Région propose la création d'une Agence des rives du lac (ARL). L'Office des eaux du lac (OEL), créé en 1998, y \
         veille avec la future Agence du bac (AB2) et le Comité des pontons (CP).",
    );
    let initiatives: Vec<_> = records(&parsed).initiatives.iter().map(|each| each.key.0.as_str()).collect();
    assert_eq!(initiatives, ["arl", "ab2"]);
    let kind = |key: &str| {
        records(&parsed).organisations.iter().find(|each| each.key.0 == key).map(|each| each.kind)
    };
    assert_eq!(kind("oel"), Some(OrganisationKind::Agency));
    assert_eq!(kind("cp"), Some(OrganisationKind::Committee));
    assert_eq!(kind("arl"), None);
}

#[test]
fn an_initiative_that_became_a_body_is_named_by_the_session_s_day() {
    let said = "L'Agence régionale du numérique et de l'intelligence artificielle avance : l'ARN-IA, ou ARNia, recrute.";
    let before = read_on("mardi 14 décembre 2021", said, "Bien.");
    let names = "Agence régionale du numérique et de l'intelligence artificielle";
    assert_eq!(
        named(&before),
        [format!("*arn-ia: {names}"), "*arn-ia: ARN-IA".into(), "*arn-ia: ARNia".into()]
    );
    assert_eq!(records(&before).initiatives[0].organisation, None);
    let after = read_on("samedi 1er janvier 2022", said, "Bien.");
    assert_eq!(named(&after), [format!("arnia: {names}"), "*arn-ia: ARN-IA".into(), "arnia: ARNia".into()]);
    let initiative = &records(&after).initiatives[0];
    assert_eq!(initiative.organisation.as_ref().map(|key| key.0.as_str()), Some("arnia"));
    assert!(records(&after).organisations.iter().any(|each| each.key.0 == "arnia"));
}

#[test]
fn an_older_name_is_an_alias_of_the_one_body() {
    let parsed = read("La CGPME, puis la CPME, le Medef et l'Unsa ont été entendus.");
    assert_eq!(named(&parsed), ["cpme: CGPME", "cpme: CPME", "medef: Medef", "unsa: Unsa"]);
}

#[test]
fn case_and_region_tell_the_council_from_the_land() {
    let parsed = read(
        "La région attend. La Région agit, comme le conseil régional de Bourgogne-Franche-Comté. La Région Bretagne, le CESER de \
         Normandie et les CCI aussi.",
    );
    assert_eq!(
        named(&parsed),
        ["conseil-regional: La Région", "conseil-regional: conseil régional de Bourgogne-Franche-Comté"]
    );
}

#[test]
fn a_quoted_fragment_of_a_name_is_no_mention_and_a_whole_name_is() {
    let parsed =
        read("Une \"Stratégie de cohérence\" suffit. La « Confédération générale du travail » l'a dit.");
    assert_eq!(named(&parsed), ["cgt: Confédération générale du travail"]);
}

#[test]
fn a_plan_of_two_owners_is_told_apart_only_by_the_text() {
    let parsed = read(
        "Le plan de relance tarde. Le plan de relance de la Région et celui de l'État aident. Le plan national de relance aussi. Les \
         plans de relance national et régional se croisent. Le plan de relance (État) suffit. Le plan de relance de la filière bois non.",
    );
    let both = "*plan-de-relance-de-l-etat|*plan-de-relance-de-la-region: plan de relance";
    let each = |words: &str| {
        [format!("*plan-de-relance-de-l-etat: {words}"), format!("*plan-de-relance-de-la-region: {words}")]
    };
    let mut expected = vec![both.to_owned()];
    expected.extend(each("plan de relance de la Région et celui de l'État"));
    expected.push("*plan-de-relance-de-l-etat: plan national de relance".to_owned());
    expected.extend(each("plans de relance national et régional"));
    expected.push("*plan-de-relance-de-l-etat: plan de relance (État)".to_owned());
    assert_eq!(named(&parsed), expected);
    assert_eq!(codes(&parsed), ["AMBIGUOUS_MENTION"]);
}

#[test]
fn an_acronym_that_two_bodies_share_has_candidates() {
    let parsed = read(
        "Le Comité des rives du lac (CRL) et le Conseil des refuges libres (CRL) se parlent. Le CRL décidera.",
    );
    assert_eq!(
        named(&parsed),
        [
            "crl: Comité des rives du lac (CRL)",
            "conseil-des-refuges-libres: Conseil des refuges libres (CRL)",
            "conseil-des-refuges-libres|crl: CRL",
        ]
    );
    assert_eq!(codes(&parsed), ["AMBIGUOUS_MENTION"]);
    // An acronym of the table that the text gives to a body of its own.
    let parsed = read("Le Comité des refuges alpins (CRA) est né. Le CRA veille.");
    assert_eq!(named(&parsed)[1], "comite-des-refuges-alpins: CRA");
}

#[test]
fn persons_are_mentioned_again_by_their_titles() {
    let parsed =
        read("Mme Lormeau l'a présenté, et Paul Drouet a répondu à Anne Lormeau. Le lormeau est un poisson.");
    assert_eq!(
        named(&parsed),
        ["anne lormeau: Mme Lormeau", "paul drouet: Paul Drouet", "anne lormeau: Anne Lormeau"]
    );
}

#[test]
fn opinions_are_cited_where_kind_day_and_name_are_there() {
    let parsed = read(
        "Dans l'avis du 12 mars 2019 sur le rapport n° 3 - 2, puis dans son autosaisine du 6 février 2020, « Vivre au lac », tout est \
         dit. Le vœu \"Pour un lac propre\" adopté le 15 octobre 2021 et sa contribution au SRADDET du 14 novembre 2016 aussi.",
    );
    let keys: Vec<_> = records(&parsed)
        .citations
        .iter()
        .map(|each| (each.key.day.to_string(), each.key.kind, each.key.name.as_str()))
        .collect();
    assert_eq!(
        keys,
        [
            ("2019-03-12".to_owned(), OpinionKind::Referral, "3-2"),
            ("2020-02-06".to_owned(), OpinionKind::SelfReferral, "vivre-au-lac"),
            ("2021-10-15".to_owned(), OpinionKind::Wish, "pour-un-lac-propre"),
            ("2016-11-14".to_owned(), OpinionKind::Contribution, "sraddet"),
        ]
    );
    assert_eq!(codes(&parsed), [] as [&str; 0]);
}

#[test]
fn shorter_references_name_the_one_cited_opinion_that_fits() {
    let cited = "Le CESER rappelle son autosaisine \"Vivre au lac\" du 6 février 2022 et son autosaisine \"Les bacs\" du 3 mai 2021. ";
    let lake = "2022-02-06 SelfReferral vivre-au-lac";
    let of = |said: &str| named(&read(&format!("{cited}{said}"))).last().unwrap().clone();
    assert_eq!(
        of("Son autosaisine de février dernier le dit."),
        format!("{lake}: autosaisine de février dernier")
    );
    assert_eq!(
        of("Le rapport d'autosaisine du 6 février le dit."),
        format!("{lake}: rapport d'autosaisine du 6 février")
    );
    assert_eq!(of("L'autosaisine le dit."), format!("2021-05-03 SelfReferral les-bacs|{lake}: autosaisine"));
    let none = read(
        "Son autosaisine de mars 2018 le dit. L'autosaisine est un droit d'autosaisine. Nous voterons l'avis.",
    );
    assert_eq!(named(&none), [] as [&str; 0]);
    assert_eq!(codes(&none), ["CITATION_INCOMPLETE"]);
}

#[test]
fn a_body_that_a_declaration_s_head_introduces_is_one() {
    let text = "Avis sur le rapport 2-3 de l'Exécutif régional\nLes bacs\n\nSéance plénière du mardi 14 juin 2022\n\n\
                Rapporteure : Anne Lormeau\n\nAvis du CESER\n\nLe CESER approuve.\n\n\
                Vote du CESER sur l'avis : adopté à l'unanimité.\n\n\
                Déclaration de Paul Drouet, au nom de la Ligue des mariniers du lac (LML)\nLa LML demande depuis dix ans que le bac passe.\n";
    let parsed = parse(text.as_bytes(), &Options { territory: Some("27".to_owned()), ..Options::default() });
    let records = records(&parsed);
    assert_eq!(records.opinion.declarations[0].organisations[0].0, "lml");
    assert_eq!(
        records.organisations.iter().filter(|each| each.name.starts_with("Ligue des mariniers")).count(),
        1
    );
    assert_eq!(
        records
            .mentions
            .iter()
            .filter(|each| each.target.as_ref().map(key).as_deref() == Some("lml"))
            .count(),
        2
    );
    assert_eq!(records.recommendations[0].text.as_deref(), Some("le bac passe"));
}
