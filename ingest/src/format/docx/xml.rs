//! XML as a DOCX uses it: elements told by their local names, without a tree.

use quick_xml::{Reader, XmlVersion, events};

use super::broken;
use crate::Problem;

/// What stands in a part.
pub(super) enum Event<'a> {
    /// An element begins; an empty one ends at once.
    Start(Element<'a>),
    End(&'a str),
    Text(&'a str),
}

/// An element's start.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    tag: &'a events::BytesStart<'a>,
}

impl Element<'_> {
    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.tag.attributes().flatten().find(|each| each.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The attribute `val`, which says all that most elements have to say.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a switch such as `<w:vanish/>` or `<w:vanish w:val="0"/>` is on.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(|val| !matches!(val.as_str(), "0" | "false" | "off"))
    }
}

/// Calls `on` for each event of a part. Entities that a part defines itself are left out: no part of a DOCX does.
pub(super) fn walk(xml: &str, mut on: impl FnMut(Event<'_>)) -> Result<(), Problem> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|error| broken(&format!("its XML is broken: {error}")))? {
            events::Event::Start(tag) => on(start(&tag)),
            events::Event::Empty(tag) => {
                on(start(&tag));
                on(Event::End(tag.local_name().as_ref()));
            }
            events::Event::End(tag) => on(Event::End(tag.local_name().as_ref())),
            events::Event::Text(text) => on(Event::Text(&text.xml10_content())),
            events::Event::CData(text) => on(Event::Text(&text.xml10_content())),
            events::Event::GeneralRef(name) => {
                if let Some(char) = reference(&name) {
                    on(Event::Text(char.encode_utf8(&mut [0; 4])));
                }
            }
            events::Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn start<'a>(tag: &'a events::BytesStart<'a>) -> Event<'a> {
    Event::Start(Element { name: tag.local_name().into_inner(), tag })
}

fn reference(name: &events::BytesRef<'_>) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok()?,
    }
}
