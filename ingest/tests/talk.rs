//! What texts talk about, in invented sentences of an invented region.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{
    FollowUpStatus, InitiativeKind, Named, OpinionKind, Options, OrganisationKind, Origin, Parsed, Records,
    Span, parse,
};

/// An opinion of a session on that day that says that, with one declaration.
fn read_on(day: &str, said: &str, declared: &str) -> Parsed {
    let text = format!(
        "Avis sur le rapport 2-3 de l'Exécutif régional\nLes bacs du lac\n\nSéance plénière du {day}\n\n\
         Rapporteure : Anne Lormeau\n\nAvis du CESER\n\n{said}\n\nVote du CESER sur l'avis : adopté à l'unanimité.\n\n\
         Déclaration de Paul Drouet, au nom de la CFDT\n{declared}\n"
    );
    let parsed = parse(text.as_bytes(), &Options { territory: Some("27".to_owned()) });
    assert!(parsed.records.is_some(), "{:#?}", parsed.problems);
    parsed
}

fn read(said: &str) -> Parsed {
    read_on("mardi 14 juin 2022", said, "Nous voterons l'avis.")
}

fn records(parsed: &Parsed) -> &Records {
    parsed.records.as_ref().unwrap()
}

fn slice(parsed: &Parsed, span: Span) -> String {
    let text = parsed.text.as_deref().unwrap();
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

fn key(named: &Named) -> String {
    match named {
        Named::Organisation(key) => key.0.clone(),
        Named::Person(key) => key.0.clone(),
        Named::Initiative(key) => format!("*{}", key.0),
        Named::Opinion(key) => format!("{} {:?} {}", key.day, key.kind, key.name),
    }
}

/// What the sentences between the head and the vote name, as "key: words"; several keys where it is open which.
fn named(parsed: &Parsed) -> Vec<String> {
    let head = "Avis du CESER\n\n";
    let text = parsed.text.as_deref().unwrap();
    let start = text.find(head).map(|at| text[..at + head.len()].chars().count()).unwrap();
    let end = text.find("\n\nVote du CESER").map(|at| text[..at].chars().count()).unwrap();
    let mentions = records(parsed).mentions.iter();
    let within =
        mentions.filter(|mention| (start..end).contains(&(mention.source.start as usize))).map(|mention| {
            let keys: Vec<String> = mention.target.iter().chain(&mention.candidates).map(key).collect();
            format!("{}: {}", keys.join("|"), slice(parsed, mention.source).replace('\n', " "))
        });
    within.collect()
}

fn codes(parsed: &Parsed) -> Vec<&'static str> {
    parsed.problems.iter().map(|problem| problem.code).collect()
}

fn milestones(said: &str) -> Vec<String> {
    let parsed = read(said);
    let milestones = records(&parsed).milestones.iter();
    milestones
        .map(|each| format!("{}{} {}", each.date, if each.relative { "~" } else { "" }, each.title))
        .collect()
}

/// What was asked for in this opinion.
fn asked(said: &str) -> Vec<String> {
    let parsed = read(said);
    let own = records(&parsed).recommendations.iter().filter(|each| each.origin == Origin::Own);
    own.map(|each| each.text.clone().unwrap()).collect()
}

/// What became of what was asked for before: status, number, words, evidence.
fn told(said: &str) -> Vec<String> {
    let parsed = read(said);
    let mut told = Vec::new();
    for each in records(&parsed).recommendations.iter().filter(|each| each.origin != Origin::Own) {
        for follow_up in &each.follow_ups {
            let words = each.text.as_deref().or(each.subject.as_deref()).unwrap_or("-");
            let number = each.number.as_deref().unwrap_or("-");
            told.push(format!(
                "{:?} {number} {words} <{}>",
                follow_up.status,
                slice(&parsed, follow_up.source)
            ));
        }
    }
    told
}

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
fn milestones_are_dated_steps_in_the_text_s_words() {
    let cases: [(&str, &[&str]); 14] = [
        ("L'adoption de la SCORAN en juin 2019 a compté.", &["2019-06 Adoption de la SCORAN"]),
        ("La SCORAN a été adoptée le 1er juillet 2019.", &["2019-07-01 SCORAN a été adoptée"]),
        ("En juin 2019, la Région a adopté la SCORAN.", &["2019-06 La Région a adopté la SCORAN"]),
        (
            "La Région a lancé en 2018 le programme KAPNUMERIK.",
            &["2018 La Région a lancé le programme KAPNUMERIK"],
        ),
        ("Mars 2019 : signature du CAPéCO Numérique.", &["2019-03 Signature du CAPéCO Numérique"]),
        (
            "La FREC, adoptée en 2020 et révisée l'an dernier, suit.",
            &["2020 FREC, adoptée", "2021~ FREC révisée"],
        ),
        (
            "La mise en service de MOBIGO est prévue en septembre prochain.",
            &["2022-09~ Mise en service de MOBIGO"],
        ),
        ("MOBIGO devra être déployé d'ici 2027.", &["2027 MOBIGO devra être déployé"]),
        (
            "La signature, le 5 mars dernier, du CAPéCO Numérique compte.",
            &["2022-03-05~ Signature du CAPéCO Numérique"],
        ),
        ("L'ARN-IA devient ARNia au 1er janvier 2022.", &["2022-01-01 ARN-IA devient ARNia"]),
        // A date alone, a period, a negation, the session's own day, a text's day: no steps.
        ("La SCORAN compte en 2019, et de 2018 à 2020 MOBIGO aussi.", &[]),
        ("La SCORAN n'a pas été adoptée en 2019, et la SCORAN est adoptée le 14 juin 2022.", &[]),
        ("L'avis du CESER sur la SCORAN, adopté le 3 juin 2019, le disait.", &[]),
        ("La Région a voté son budget en décembre 2020. La SCORAN 2021-2027 suit.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), expected, "{said}");
    }
}

#[test]
fn a_body_is_the_subject_of_its_own_steps_only() {
    assert_eq!(
        milestones(
            "Le Comité régional du Numérique, installé en septembre 2019, veille. L'engagement de la Région en 2018 est réel."
        ),
        ["2019-09 Comité régional du Numérique, installé"]
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
fn requests_are_what_the_assembly_itself_asks_for() {
    let cases: [(&str, &[&str]); 13] = [
        ("Le CESER préconise que la Région publie un bilan.", &["la Région publie un bilan"]),
        (
            "Enfin, le CESER de Bourgogne-Franche-Comté recommande donc de former les agents.",
            &["former les agents"],
        ),
        ("Le CESER salue ce plan et demande un calendrier.", &["un calendrier"]),
        ("Le CESER, comme par le passé, invite la Région à écouter.", &["la Région à écouter"]),
        (
            "Le CESER note ce choix. Il propose un moratoire, et souhaite qu'il dure.",
            &["un moratoire", "il dure"],
        ),
        ("Notre assemblée insiste sur la nécessité de former.", &["la nécessité de former"]),
        ("Préconisation n° 3 : créer un guichet.", &["créer un guichet"]),
        (
            "Le CESER préconise :\n- un compteur public ;\n- de former les agents.",
            &["un compteur public", "former les agents"],
        ),
        ("Le CESER :\n- demande un bilan ;\n- salue le travail.", &["un bilan"]),
        ("Le CESER préconise :\n1. un compteur,\n2. un guichet.", &["un compteur", "un guichet"]),
        // What others ask for, and what asks for nothing.
        (
            "La Région demande un délai. Le CESER note que la Région souhaite avancer. La demande du CESER est connue.",
            &[],
        ),
        (
            "Le CESER s'interroge, note, salue et prend acte. Le CESER se demande pourquoi. Le CESER ne demande rien.",
            &[],
        ),
        (
            "Le CESER souhaite saluer ce travail. Le CESER a demandé un rendez-vous. Le CESER appelle l'attention sur le coût.",
            &[],
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), expected, "{said}");
    }
}

#[test]
fn organisations_ask_in_their_declarations() {
    let parsed = read_on(
        "mardi 14 juin 2022",
        "Le CESER approuve.",
        "La CFDT demande un calendrier. Nous suggérons donc l'ajout d'une priorité. Elle regrette ce choix. La CGT demande un report.",
    );
    let own: Vec<_> = records(&parsed).recommendations.iter().collect();
    let texts: Vec<_> = own.iter().filter_map(|each| each.text.as_deref()).collect();
    assert_eq!(texts, ["un calendrier", "l'ajout d'une priorité"]);
    assert!(own.iter().all(|each| each.declaration == Some(1) && each.made_by[0].0 == "cfdt"));
}

#[test]
fn what_became_of_earlier_recommendations_is_told_with_its_words() {
    let cases: [(&str, &[&str]); 11] = [
        (
            "Le projet fait écho à la préconisation du CESER n° 2 « Ouvrir un « guichet » unique ».",
            &["Echoed 2 Ouvrir un « guichet » unique <fait écho à la préconisation du CESER n° 2>"],
        ),
        (
            "La préconisation n° 4 du CESER n'a pas été retenue.",
            &["Declined 4 - <préconisation n° 4 du CESER n'a pas été retenue>"],
        ),
        (
            "Les préconisations n° 1 et 3 ont été mises en œuvre.",
            &[
                "Addressed 1 - <préconisations n° 1 et 3 ont été mises en œuvre>",
                "Addressed 3 - <préconisations n° 1 et 3 ont été mises en œuvre>",
            ],
        ),
        (
            "Le rapport reprend plusieurs propositions du CESER : la gratuité des bacs et une charte.",
            &[
                "Echoed - la gratuité des bacs <reprend plusieurs propositions du CESER>",
                "Echoed - une charte <reprend plusieurs propositions du CESER>",
            ],
        ),
        (
            "La stratégie rejoint les préconisations du CESER concernant :\n- le télétravail,\n- la donnée.",
            &[
                "Echoed - le télétravail <rejoint les préconisations du CESER concernant>",
                "Echoed - la donnée <rejoint les préconisations du CESER concernant>",
            ],
        ),
        ("Le CESER réitère sa demande d'un bilan annuel.", &["Reiterated - un bilan annuel <réitère>"]),
        (
            "Le CESER demande à nouveau un bilan annuel.",
            &["Reiterated - un bilan annuel <demande à nouveau>"],
        ),
        (
            "Comme déjà recommandé, le CESER rappelle l'urgence d'un plan.",
            &["Reiterated - l'urgence d'un plan <Comme déjà recommandé, le CESER rappelle>"],
        ),
        // Wishes, others' proposals, sentiments: nothing became of anything.
        ("Le CESER souhaite que sa préconisation n° 2 soit prise en compte.", &[]),
        ("Les propositions de la Région ont été retenues. Le CESER réitère son soutien.", &[]),
        ("Le CESER espère voir prises en compte les attentes du lac.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(told(said), expected, "{said}");
    }
}

#[test]
fn themes_follow_the_title_of_the_text_that_they_are_of() {
    let parsed = read(
        "Le CESER retrouve dans ce schéma plusieurs préconisations de son autosaisine du 6 février 2022, \"Le lac : un bien\" : le \
         compteur public et la conférence annuelle de l'eau.",
    );
    let records = records(&parsed);
    let subjects: Vec<_> =
        records.recommendations.iter().filter_map(|each| each.subject.as_deref()).collect();
    assert_eq!(subjects, ["le compteur public", "la conférence annuelle de l'eau"]);
    let cited = Origin::Cited(records.citations[0].key.clone());
    assert!(records.recommendations.iter().all(|each| each.origin == cited));
}

#[test]
fn a_body_that_a_declaration_s_head_introduces_is_one() {
    let text = "Avis sur le rapport 2-3 de l'Exécutif régional\nLes bacs\n\nSéance plénière du mardi 14 juin 2022\n\n\
                Rapporteure : Anne Lormeau\n\nAvis du CESER\n\nLe CESER approuve.\n\n\
                Vote du CESER sur l'avis : adopté à l'unanimité.\n\n\
                Déclaration de Paul Drouet, au nom de la Ligue des mariniers du lac (LML)\nLa LML demande depuis dix ans que le bac passe.\n";
    let parsed = parse(text.as_bytes(), &Options { territory: Some("27".to_owned()) });
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

#[test]
fn an_earlier_recommendation_is_of_the_text_that_is_named() {
    let parsed = read(
        "Dans son autosaisine \"Vivre au lac\" du 6 février 2022, le CESER était clair. Sa préconisation n° 5 est reprise, et sa \
         préconisation n° 5 a été suivie.",
    );
    let records = records(&parsed);
    assert_eq!(records.recommendations.len(), 1);
    let only = &records.recommendations[0];
    assert_eq!(only.origin, Origin::Cited(records.citations[0].key.clone()));
    let statuses: Vec<_> = only.follow_ups.iter().map(|each| each.status).collect();
    assert_eq!(statuses, [FollowUpStatus::Echoed, FollowUpStatus::Addressed]);
}
