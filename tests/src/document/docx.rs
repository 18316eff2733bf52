//! A DOCX as Word writes it.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Block, blocks, escaped};

const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Target=\"word/document.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/\
    2006/relationships/officeDocument\"/></Relationships>";

/// The text as a DOCX.
pub fn docx(text: &str) -> Vec<u8> {
    let body: String = blocks(text).iter().map(paragraph).collect();
    let part = |root: &str, xml: &str| {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root} {SPACE}>{xml}</w:{root}>")
    };
    zip(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>")).as_bytes()),
        ("word/numbering.xml", part("numbering", NUMBERING).as_bytes()),
    ])
}

fn paragraph(block: &Block) -> String {
    let (properties, lines) = match block {
        Block::Item(item) => {
            ("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", std::slice::from_ref(item))
        }
        Block::Paragraph(lines) => ("", lines.as_slice()),
    };
    // Word cuts a text into runs where it pleases.
    let runs = |line: &String| line.split_inclusive(' ').map(run).collect::<String>();
    let lines: Vec<String> = lines.iter().map(runs).collect();
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", lines.join("<w:r><w:br/></w:r>"))
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// An archive of parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
