//! What a person read in a document, compared with what was read.

use ingest::{
    Choice, FollowUpStatus, InitiativeKind, Majority, Named, OpinionKind, Organisation, OrganisationKey,
    Origin, Outcome, Parsed, Records, SessionKind,
};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// Facts that were compared, and those that were read otherwise.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) total: usize,
    pub(crate) wrong: Vec<String>,
}

impl Facts {
    pub(crate) fn add(&mut self, document: &str, facts: Self) {
        self.total += facts.total;
        self.wrong.extend(facts.wrong.into_iter().map(|wrong| format!("{document} {wrong}")));
    }

    /// Compares a fact; what is to be null is compared too.
    #[expect(clippy::needless_pass_by_value, reason = "what was read is made on the spot")]
    fn equal(&mut self, name: &str, expected: &Value, got: Value) {
        self.total += 1;
        let (expected, got) = (folded(expected), folded(&got));
        if expected != got {
            self.wrong.push(format!("{name}: expected {expected}, got {got}"));
        }
    }

    /// Compares a fact that is null where a person was in doubt.
    fn unless_null(&mut self, name: &str, expected: &Value, got: impl FnOnce() -> Value) {
        if !expected.is_null() {
            self.equal(name, expected, got());
        }
    }
}

/// Ligatures, kinds of spaces and line breaks do not matter.
fn folded(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let text: String = text.nfkc().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ").into()
        }
        Value::Array(list) => list.iter().map(folded).collect(),
        other => other.clone(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The facts of one document.
pub(crate) fn facts(expected: &Value, parsed: &Parsed) -> Facts {
    let mut facts = Facts::default();
    let Some(records) = &parsed.records else {
        facts.total += 30;
        let refused: Vec<_> = parsed.problems.iter().map(|problem| (problem.code, problem.line)).collect();
        facts.wrong.extend((0..30).map(|_| format!("refused: {refused:?}")));
        return facts;
    };
    head(&mut facts, expected, records);
    vote(&mut facts, expected, records);
    problems(&mut facts, expected, parsed);
    declarations(&mut facts, expected, records);
    names(&mut facts, expected, records);
    milestones(&mut facts, expected, records);
    citations(&mut facts, expected, records);
    recommendations(&mut facts, expected, records);
    facts
}

fn head(facts: &mut Facts, expected: &Value, records: &Records) {
    let opinion = &records.opinion;
    facts.equal("kind", &expected["kind"], kind(opinion.kind));
    facts.unless_null("title", &expected["title"], || json!(opinion.title));
    facts.equal("heldOn", &expected["heldOn"], json!(records.session.held_on.to_string()));
    let session = match records.session.kind {
        SessionKind::Plenary => "PLENARY",
        SessionKind::Bureau => "BUREAU",
        SessionKind::Commission => "COMMISSION",
    };
    facts.equal("sessionKind", &expected["sessionKind"], json!(session));
    let commission = opinion.commission.as_ref().map(|key| &body(records, key).name);
    facts.equal("commission", &expected["commission"], json!(commission));
    let number = opinion.report.as_ref().map(|report| &report.number);
    facts.equal("reportNumber", &expected["reportNumber"], json!(number));
    let rapporteurs = opinion.rapporteurs.iter().map(|rapporteur| {
        let person = records.persons.iter().find(|person| person.key == rapporteur.person).unwrap();
        json!(person.name)
    });
    facts.equal("rapporteurs", &expected["rapporteurs"], rapporteurs.collect());
    let headings = opinion.sections.iter().filter_map(|section| section.heading.clone());
    facts.equal("headings", &expected["headings"], headings.map(Value::from).collect());
}

fn kind(kind: OpinionKind) -> Value {
    json!(match kind {
        OpinionKind::Referral => "REFERRAL",
        OpinionKind::SelfReferral => "SELF_REFERRAL",
        OpinionKind::Contribution => "CONTRIBUTION",
        OpinionKind::Wish => "WISH",
    })
}

fn vote(facts: &mut Facts, expected: &Value, records: &Records) {
    let (expected, vote) = (&expected["vote"], &records.opinion.vote);
    facts.equal("vote", &json!(!expected.is_null()), json!(vote.is_some()));
    let Some(vote) = vote else { return };
    let outcome = vote.outcome.map(|outcome| match outcome {
        Outcome::Adopted => "ADOPTED",
        Outcome::Rejected => "REJECTED",
        Outcome::Noted => "NOTED",
    });
    facts.equal("vote.outcome", &expected["outcome"], json!(outcome));
    let majority = vote.majority.map(|majority| match majority {
        Majority::Unanimity => "UNANIMITY",
        Majority::NearUnanimity => "NEAR_UNANIMITY",
        Majority::LargeMajority => "LARGE_MAJORITY",
        Majority::Majority => "MAJORITY",
        Majority::NarrowMajority => "NARROW_MAJORITY",
    });
    facts.equal("vote.majority", &expected["majority"], json!(majority));
    let counts = vote.counts.map(|counts| {
        json!({
            "for": counts.r#for, "against": counts.against, "abstentions": counts.abstentions,
            "notParticipating": counts.not_participating, "absent": counts.absent, "present": counts.present,
            "cast": counts.cast, "eligible": counts.eligible,
        })
    });
    facts.equal("vote.counts", &expected["counts"], json!(counts));
    facts.equal("vote.inconsistent", &expected["inconsistent"], json!(vote.inconsistent));
}

/// Of the problems that a person looked for, those that are there.
fn problems(facts: &mut Facts, expected: &Value, parsed: &Parsed) {
    for code in
        ["UNFILLED_VOTE", "INCONSISTENT_VOTE", "MISSING_VOTE", "AMBIGUOUS_MENTION", "AMBIGUOUS_POSITION"]
    {
        let found = parsed.problems.iter().any(|problem| problem.code == code);
        facts.equal(code, &json!(list(&expected["problems"]).contains(&json!(code))), json!(found));
    }
}

fn declarations(facts: &mut Facts, expected: &Value, records: &Records) {
    let expected = list(&expected["declarations"]);
    let declarations = &records.opinion.declarations;
    facts.equal("declarations", &json!(expected.len()), json!(declarations.len()));
    let positions = &records.opinion.positions;
    for (expected, rank) in expected.iter().zip(1..) {
        let name = |field: &str| format!("declaration {rank}.{field}");
        let Some(read) = declarations.get(rank - 1) else {
            facts.total += 5;
            facts.wrong.extend((0..5).map(|_| format!("declaration {rank} is missing")));
            continue;
        };
        let speaker = records.persons.iter().find(|person| Some(&person.key) == read.speakers.first());
        facts.equal(&name("speaker"), &expected["speaker"], json!(speaker.map(|person| &person.name)));
        let bodies = read.organisations.iter().map(|key| called(body(records, key)));
        facts.equal(&name("organisations"), &expected["organisations"], bodies.collect());
        let own = positions.iter().filter(|position| position.declaration as usize == rank);
        let own: Vec<_> = own.collect();
        let wanted = list(&expected["positions"]);
        facts.equal(&name("positions"), &json!(wanted.len()), json!(own.len()));
        for position in wanted {
            let said =
                own.iter().find(|own| called(body(records, &own.organisation)) == position["organisation"]);
            let choice = said.map(|said| match said.choice {
                Choice::For => "FOR",
                Choice::Against => "AGAINST",
                Choice::Abstention => "ABSTENTION",
                Choice::NotParticipating => "NOT_PARTICIPATING",
                Choice::Absent => "ABSENT",
            });
            facts.equal(&name("choice"), &position["choice"], json!(choice));
            facts.unless_null(&name("withReservations"), &position["withReservations"], || {
                json!(said.map(|said| said.with_reservations))
            });
        }
        facts.unless_null(&name("firstWords"), &expected["firstWords"], || {
            let words = expected["firstWords"].as_str().unwrap().split_whitespace().count();
            let text = read.paragraphs.first().map(|paragraph| paragraph.text.clone()).unwrap_or_default();
            json!(text.split_whitespace().take(words).collect::<Vec<_>>().join(" "))
        });
        facts.unless_null(&name("paragraphs"), &expected["paragraphs"], || json!(read.paragraphs.len()));
    }
}

fn body<'a>(records: &'a Records, key: &OrganisationKey) -> &'a Organisation {
    records.organisations.iter().find(|organisation| organisation.key == *key).unwrap()
}

fn called(organisation: &Organisation) -> Value {
    json!(organisation.acronym.as_ref().unwrap_or(&organisation.name))
}

fn mentions(records: &Records, named: &Named) -> Value {
    json!(records.mentions.iter().filter(|mention| mention.target.as_ref() == Some(named)).count())
}

/// Whether a record goes by the name or the acronym that a person wrote down, whatever the case.
fn goes_by(expected: &Value, acronym: Option<&String>, names: &[&String]) -> bool {
    let fold = |text: &str| ingest::text::fold(&text.nfkc().collect::<String>());
    let wanted: Vec<String> =
        [&expected["acronym"], &expected["name"]].into_iter().filter_map(Value::as_str).map(fold).collect();
    names.iter().copied().chain(acronym).any(|name| wanted.contains(&fold(name)))
}

fn names(facts: &mut Facts, expected: &Value, records: &Records) {
    for wanted in list(&expected["initiatives"]) {
        let called = wanted["acronym"].as_str().or(wanted["name"].as_str()).unwrap();
        let found = records.initiatives.iter().find(|initiative| {
            let names: Vec<_> = initiative.aliases.iter().chain([&initiative.name]).collect();
            goes_by(wanted, initiative.acronym.as_ref(), &names)
        });
        facts.equal(&format!("initiative {called}"), &json!(true), json!(found.is_some()));
        let Some(found) = found else { continue };
        facts.unless_null(&format!("initiative {called}.kind"), &wanted["kind"], || {
            initiative_kind(found.kind)
        });
        facts.unless_null(&format!("initiative {called}.mentions"), &wanted["mentions"], || {
            mentions(records, &Named::Initiative(found.key.clone()))
        });
    }
    for wanted in list(&expected["organisationsNamed"]) {
        let called = wanted["acronym"].as_str().or(wanted["name"].as_str()).unwrap();
        let found = records.organisations.iter().find(|organisation| {
            let names: Vec<_> = organisation.aliases.iter().chain([&organisation.name]).collect();
            goes_by(wanted, organisation.acronym.as_ref(), &names)
        });
        facts.equal(&format!("organisation {called}"), &json!(true), json!(found.is_some()));
        let Some(found) = found else { continue };
        facts.unless_null(&format!("organisation {called}.mentions"), &wanted["mentions"], || {
            mentions(records, &Named::Organisation(found.key.clone()))
        });
    }
}

fn initiative_kind(kind: InitiativeKind) -> Value {
    json!(match kind {
        InitiativeKind::Strategy => "STRATEGY",
        InitiativeKind::Policy => "POLICY",
        InitiativeKind::Plan => "PLAN",
        InitiativeKind::Programme => "PROGRAMME",
        InitiativeKind::Agreement => "AGREEMENT",
        InitiativeKind::Agency => "AGENCY",
        InitiativeKind::Service => "SERVICE",
        InitiativeKind::Platform => "PLATFORM",
        InitiativeKind::Hub => "HUB",
        InitiativeKind::Other => "OTHER",
    })
}

fn milestones(facts: &mut Facts, expected: &Value, records: &Records) {
    for wanted in list(&expected["milestones"]) {
        let about = wanted["about"].as_str().unwrap();
        let found = records.milestones.iter().any(|milestone| {
            let initiative =
                records.initiatives.iter().find(|own| Some(&own.key) == milestone.initiative.as_ref());
            let organisation =
                records.organisations.iter().find(|own| Some(&own.key) == milestone.organisation.as_ref());
            let names = initiative.map(|own| (&own.acronym, &own.name, &own.aliases));
            let names = names.or(organisation.map(|own| (&own.acronym, &own.name, &own.aliases)));
            let about = json!({ "name": about });
            names.is_some_and(|(acronym, name, aliases)| {
                let all: Vec<_> = aliases.iter().chain([name]).collect();
                // "plan de relance" stands for both that a text tells apart.
                let either = ingest::text::fold(name)
                    .starts_with(&ingest::text::fold(about["name"].as_str().unwrap()));
                goes_by(&about, acronym.as_ref(), &all) || either
            }) && json!(milestone.date.to_string()) == wanted["date"]
        });
        let name = format!("milestone {} of {about}", wanted["date"]);
        let all =
            || records.milestones.iter().map(|own| format!("{} {}", own.date, own.title)).collect::<Vec<_>>();
        facts.equal(&name, &json!(true), if found { json!(true) } else { json!(all()) });
    }
}

fn citations(facts: &mut Facts, expected: &Value, records: &Records) {
    for wanted in list(&expected["citations"]) {
        let found = records.citations.iter().find(|citation| {
            json!(citation.key.day.to_string()) == wanted["day"]
                && (wanted["title"].is_null() || folded(&json!(citation.title)) == folded(&wanted["title"]))
                && (wanted["reportNumber"].is_null()
                    || json!(citation.report_number) == wanted["reportNumber"])
        });
        let name = format!("citation of {}", wanted["day"]);
        let all = || {
            records.citations.iter().map(|own| format!("{:?} {:?}", own.key, own.title)).collect::<Vec<_>>()
        };
        facts.equal(&name, &json!(true), if found.is_some() { json!(true) } else { json!(all()) });
        let Some(found) = found else { continue };
        facts.unless_null(&format!("{name}.kind"), &wanted["kind"], || kind(found.key.kind));
        facts.unless_null(&format!("{name}.mentions"), &wanted["mentions"], || {
            mentions(records, &Named::Opinion(found.key.clone()))
        });
    }
}

fn recommendations(facts: &mut Facts, expected: &Value, records: &Records) {
    for wanted in list(&expected["recommendations"]) {
        let clue =
            ["text", "subject", "number"].into_iter().find_map(|field| wanted[field].as_str()).unwrap();
        let name = format!("recommendation {clue:?}");
        let holds = |text: Option<&String>, wanted: &Value| {
            let fold =
                |text: &str| ingest::text::fold(&folded(&json!(text)).as_str().unwrap().replace('’', "'"));
            match (wanted.as_str(), text) {
                (None, _) => true,
                (Some(wanted), Some(text)) => fold(text).contains(&fold(wanted)),
                _ => false,
            }
        };
        let found = records.recommendations.iter().find(|read| {
            holds(read.text.as_ref(), &wanted["text"])
                && holds(read.subject.as_ref(), &wanted["subject"])
                && (wanted["number"].is_null() || json!(read.number) == wanted["number"])
        });
        facts.equal(&name, &json!(true), json!(found.is_some()));
        let Some(found) = found else { continue };
        let makers = found.made_by.iter().map(|key| called(body(records, key)));
        facts.unless_null(&format!("{name}.madeBy"), &wanted["madeBy"], || makers.collect());
        facts.equal(&format!("{name}.declaration"), &wanted["declaration"], json!(found.declaration));
        let (origin, day) = match &found.origin {
            Origin::Own => ("OWN", None),
            Origin::Cited(key) => ("CITED", Some(key.day.to_string())),
            Origin::Unknown => ("UNKNOWN", None),
        };
        facts.unless_null(&format!("{name}.origin"), &wanted["origin"], || json!(origin));
        facts.unless_null(&format!("{name}.originDay"), &wanted["originDay"], || json!(day));
        facts.unless_null(&format!("{name}.followUps"), &wanted["followUps"], || {
            let mut statuses: Vec<_> =
                found.follow_ups.iter().map(|follow_up| status_word(follow_up.status)).collect();
            statuses.sort_unstable();
            statuses.dedup();
            json!(statuses)
        });
    }
}

fn status_word(status: FollowUpStatus) -> &'static str {
    match status {
        FollowUpStatus::Echoed => "ECHOED",
        FollowUpStatus::Addressed => "ADDRESSED",
        FollowUpStatus::Reiterated => "REITERATED",
        FollowUpStatus::Declined => "DECLINED",
    }
}
