//! Which paragraphs are items of lists: what they say, what their styles say, and what numbering.xml makes of it.

use std::collections::{HashMap, HashSet};

use super::xml::{Event, walk};
use crate::Problem;

/// How far a style is followed to those that it is based on.
const DEPTH: usize = 16;

/// A place in a list: its number, and the level, which is "0" where nobody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbering {
    pub(super) list: Option<String>,
    pub(super) level: Option<String>,
}

/// What styles.xml and numbering.xml say.
#[derive(Default)]
pub(super) struct Lists {
    styles: HashMap<String, Style>,
    /// The definition that a list uses.
    lists: HashMap<String, String>,
    /// Levels whose items have a mark, by definition and level.
    marked: HashSet<(String, String)>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    numbering: Numbering,
    /// Whether it is a heading's: it has a level in the outline.
    heading: bool,
}

impl Lists {
    /// Reads styles.xml.
    pub(super) fn styles(&mut self, xml: &str) -> Result<(), Problem> {
        let mut id = String::new();
        walk(xml, |event| {
            let Event::Start(element) = event else { return };
            if element.name == "style" {
                id = element.attribute("styleId").unwrap_or_default();
            }
            let style = self.styles.entry(id.clone()).or_default();
            match element.name {
                "basedOn" => style.based_on = element.val(),
                "numId" => style.numbering.list = element.val(),
                "ilvl" => style.numbering.level = element.val(),
                // Level 9 is that of body text.
                "outlineLvl" => style.heading = element.val().is_some_and(|level| level != "9"),
                _ => {}
            }
        })
    }

    /// Reads numbering.xml.
    pub(super) fn numbering(&mut self, xml: &str) -> Result<(), Problem> {
        let (mut definition, mut level, mut list) = (String::new(), String::new(), String::new());
        walk(xml, |event| {
            let Event::Start(element) = event else { return };
            match element.name {
                "abstractNum" => definition = element.attribute("abstractNumId").unwrap_or_default(),
                "lvl" => level = element.attribute("ilvl").unwrap_or_default(),
                "numFmt" if element.val().is_some_and(|format| format != "none") => {
                    self.marked.insert((definition.clone(), level.clone()));
                }
                "num" => list = element.attribute("numId").unwrap_or_default(),
                "abstractNumId" => {
                    self.lists.insert(list.clone(), element.val().unwrap_or_default());
                }
                _ => {}
            }
        })
    }

    /// Whether a paragraph is an item. A heading with a number is none: LibreOffice gives every heading a list,
    /// whose levels have no mark.
    pub(super) fn is_item(&self, style: Option<&str>, own: &Numbering, heading: bool) -> bool {
        let mut numbering = own.clone();
        let mut heading = heading;
        let mut next = style;
        for _ in 0..DEPTH {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            heading |= style.heading;
            numbering.list = numbering.list.or_else(|| style.numbering.list.clone());
            numbering.level = numbering.level.or_else(|| style.numbering.level.clone());
            next = style.based_on.as_deref();
        }
        let level = numbering.level.unwrap_or_else(|| "0".to_owned());
        let definition = numbering.list.and_then(|list| self.lists.get(&list));
        !heading && definition.is_some_and(|definition| self.marked.contains(&(definition.clone(), level)))
    }
}
