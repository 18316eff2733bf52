//! Documents that talk of each other, with readings of them that are written out: each stands for what a reader may
//! find, whatever this version's reader does.

use chrono::NaiveDate;
use ingest::{
    Basis, Citation, CitationKey, FollowUp, FollowUpStatus, Initiative, InitiativeKey, InitiativeKind,
    Mention, Milestone, Named, OpinionKind, Organisation, OrganisationKey, OrganisationKind, Origin, Parsed,
    PartialDate, Recommendation, Records, Span,
};
use store::Store;

use crate::{Database, block_on, sample};

/// A document with a reading of it.
#[derive(Clone)]
pub struct Talk {
    pub text: String,
    pub parsed: Parsed,
}

impl Talk {
    /// The sample of that number, which talks of nothing yet.
    pub fn silent(number: u32) -> Self {
        let text = sample::opinion(number);
        let mut parsed = ingest::parse(text.as_bytes(), &sample::options());
        let records = parsed.records.as_mut().unwrap();
        records.initiatives.clear();
        records.citations.clear();
        records.mentions.clear();
        records.milestones.clear();
        records.recommendations.clear();
        Self { text, parsed }
    }

    pub fn records(&mut self) -> &mut Records {
        self.parsed.records.as_mut().unwrap()
    }

    /// Where these words stand first.
    pub fn place(&self, words: &str) -> Span {
        let byte = self.text.find(words).unwrap();
        let start = self.text[..byte].chars().count() as u32;
        Span { start, end: start + words.chars().count() as u32, page: None }
    }

    pub fn assembly(&self) -> OrganisationKey {
        self.parsed.records.as_ref().unwrap().opinion.assembly.clone()
    }

    pub fn organisation(&self, acronym: &str) -> OrganisationKey {
        let mut known = self.parsed.records.as_ref().unwrap().organisations.iter();
        known.find(|known| known.acronym.as_deref() == Some(acronym)).unwrap().key.clone()
    }

    /// The text cites an opinion, by its title or without.
    pub fn cites(&mut self, key: &CitationKey, title: Option<&str>) -> &mut Self {
        let source = self.place("Il salue la Région");
        let numbered = key.kind == OpinionKind::Referral;
        let citation = Citation {
            key: key.clone(),
            title: title.map(str::to_owned),
            report_number: numbered.then(|| key.name.clone()),
            source,
        };
        self.records().citations.push(citation);
        self.mentions("Il salue la Région", Named::Opinion(key.clone()))
    }

    pub fn mentions(&mut self, words: &str, target: Named) -> &mut Self {
        let source = self.place(words);
        let mention = Mention { target: Some(target), candidates: Vec::new(), declaration: None, source };
        self.records().mentions.push(mention);
        self
    }

    /// The text names the strategy of the canals, which has become a body or has not.
    pub fn names(&mut self, organisation: Option<OrganisationKey>) -> &mut Self {
        let source = self.place("les digues");
        let initiative = Initiative {
            key: canals(),
            acronym: Some("SCDL".to_owned()),
            name: "Stratégie des canaux des Deux-Lacs".to_owned(),
            kind: InitiativeKind::Strategy,
            aliases: vec!["Stratégie des canaux".to_owned()],
            organisation,
            basis: Basis::Text,
            source,
        };
        self.records().initiatives.push(initiative);
        self.mentions("les digues", Named::Initiative(canals()))
    }

    /// The text introduces a body of that acronym.
    pub fn introduces(&mut self, acronym: &str) -> OrganisationKey {
        let source = self.place("les ponts");
        let key = OrganisationKey(acronym.to_lowercase());
        let organisation = Organisation {
            key: key.clone(),
            acronym: Some(acronym.to_owned()),
            name: format!("Agence {acronym}"),
            kind: OrganisationKind::Agency,
            parent: None,
            aliases: Vec::new(),
            basis: Basis::Text,
            source,
        };
        self.records().organisations.push(organisation);
        key
    }

    pub fn tells(&mut self, date: PartialDate, title: &str) -> &mut Self {
        let source = self.place("les digues");
        let rank = self.records().milestones.len() as u32 + 1;
        self.records().milestones.push(Milestone {
            rank,
            date,
            title: title.to_owned(),
            initiative: Some(canals()),
            organisation: None,
            relative: false,
            source,
        });
        self
    }

    /// The assembly asks for something.
    pub fn asks(&mut self, origin: Origin, number: Option<&str>, text: Option<&str>) -> &mut Recommendation {
        let source = self.place("Le CESER approuve");
        let made_by = vec![self.assembly()];
        let rank = self.records().recommendations.len() as u32 + 1;
        self.records().recommendations.push(Recommendation {
            rank,
            number: number.map(str::to_owned),
            subject: None,
            text: text.map(str::to_owned),
            made_by,
            origin,
            declaration: None,
            follow_ups: Vec::new(),
            source,
        });
        self.records().recommendations.last_mut().unwrap()
    }

    /// Something became of what was asked for.
    pub fn follow_up(&self, status: FollowUpStatus, words: &str) -> FollowUp {
        FollowUp { status, source: self.place(words) }
    }

    pub async fn import(&self, store: &Store) {
        let bytes = self.text.clone().into_bytes();
        let kept = store::keep(store, bytes).await.unwrap();
        store::record(store, kept, self.parsed.clone(), "test").await.unwrap();
    }
}

/// The initiative that the samples talk of.
pub fn canals() -> InitiativeKey {
    InitiativeKey("scdl".to_owned())
}

/// The key of the sample of that number, as other texts cite it: its report has the number.
pub fn sample_key(number: u32) -> CitationKey {
    let records = Talk::silent(number).parsed.records.unwrap();
    let name = records.opinion.report.unwrap().number;
    CitationKey { day: records.session.held_on, kind: OpinionKind::Referral, name }
}

/// An opinion on the mills, which no document holds.
pub fn mills() -> CitationKey {
    let day = NaiveDate::from_ymd_opt(2019, 5, 4).unwrap();
    CitationKey { day, kind: OpinionKind::SelfReferral, name: "les-moulins-des-deux-lacs".to_owned() }
}

/// Five opinions that talk of nothing, and the story.
pub async fn told(store: &Store) {
    for number in 0..5 {
        sample::import(store, sample::opinion(number)).await;
    }
    for talk in story() {
        talk.import(store).await;
    }
}

/// Four documents: the second asks for an agency and a fund, the first (older than it, and wrong about its title), the
/// third and the fourth tell of it.
pub fn story() -> [Talk; 4] {
    let second = sample_key(1);
    let cited = || Origin::Cited(sample_key(1));
    let mut first = Talk::silent(0);
    first.cites(&second, Some("Le canal"));
    first.names(None).tells(PartialDate::year(2018).unwrap(), "Adoption de la stratégie");
    let mut own = Talk::silent(1);
    own.names(None).tells(PartialDate::month(2018, 1).unwrap(), "Adoption de la stratégie");
    own.asks(Origin::Own, Some("2"), Some("Créer une agence des canaux."));
    own.asks(Origin::Own, None, Some("Ouvrir un fonds."));
    let mut third = Talk::silent(40);
    third.cites(&second, Some("Le canal numéro 1")).cites(&mills(), Some("Les moulins des Deux-Lacs"));
    third.tells(PartialDate::year(2018).unwrap(), "ADOPTION de la stratégie");
    let echo = third.follow_up(FollowUpStatus::Echoed, "Il salue la Région");
    third.asks(cited(), Some("2"), Some("une agence")).follow_ups.push(echo);
    let agency = third.introduces("ADL");
    third.names(Some(agency));
    let mut last = Talk::silent(41);
    last.cites(&second, None).cites(&mills(), None);
    let again = last.follow_up(FollowUpStatus::Reiterated, "Il salue la Région");
    let taken = last.follow_up(FollowUpStatus::Addressed, "Le CESER approuve");
    last.asks(cited(), None, Some("créer une AGENCE des canaux")).follow_ups.push(again);
    last.asks(cited(), None, Some("ouvrir un fonds")).follow_ups.push(taken);
    [first, own, third, last]
}

/// Imports these documents one after the other.
pub fn import(database: &Database, documents: &[&Talk]) {
    block_on(async {
        let store = database.store().await;
        for document in documents {
            document.import(&store).await;
        }
    });
}

/// A database's tables but for their history, after these documents were imported one after the other.
pub fn rows(database: &Database, documents: &[&Talk]) -> Vec<String> {
    import(database, documents);
    block_on(async {
        let mut rows = database.dump().await;
        crate::assert_whole(&rows);
        rows.retain(|row| !crate::is_history(row));
        rows
    })
}
