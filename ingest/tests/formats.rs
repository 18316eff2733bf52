//! Encodings and formats: the text that comes out of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::io::{Cursor, Write};

use ingest::{Format, Options, extract, parse};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

const FRENCH: &str = "Avis sur le rapport 1-2 de l’Exécutif régional\nL’été à Bresné : « le cœur »…\n\n\
Séance plénière du 6 janvier 2020\n\nRapporteur : Zoé Arnaé\n\nAvis du CESER\n\nLe CESER a décidé, où qu’il siège.\n\n\
Vote du CESER sur l’avis : adopté à l’unanimité.\n";

/// Characters of Windows-1252 that are not those of Latin-1.
const WINDOWS: [(char, u8); 5] = [('’', 0x92), ('œ', 0x9c), ('…', 0x85), ('–', 0x96), ('€', 0x80)];

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |char: char| WINDOWS.iter().find(|(known, _)| *known == char).map(|(_, byte)| *byte);
    text.chars().map(|char| byte(char).unwrap_or_else(|| u8::try_from(u32::from(char)).unwrap())).collect()
}

fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
}

/// The text of a document that has one, and its media type.
fn text(bytes: &[u8]) -> (String, String) {
    let extracted = extract(bytes);
    (extracted.text.unwrap(), extracted.media_type)
}

/// The code with which a document is refused.
fn code(bytes: &[u8]) -> &'static str {
    extract(bytes).text.unwrap_err().code
}

#[test]
fn a_text_is_the_same_in_every_encoding_that_it_may_have() {
    let with_mark = format!("\u{feff}{FRENCH}");
    let encodings: [(Vec<u8>, &str); 5] = [
        (FRENCH.into(), "utf-8"),
        (with_mark.into(), "utf-8"),
        (utf16(FRENCH, b"\xff\xfe", u16::to_le_bytes), "utf-16le"),
        (utf16(FRENCH, b"\xfe\xff", u16::to_be_bytes), "utf-16be"),
        (windows_1252(FRENCH), "windows-1252"),
    ];
    for (bytes, charset) in encodings {
        assert_eq!(text(&bytes), (FRENCH.to_owned(), format!("text/plain; charset={charset}")));
        let records = parse(&bytes, &Options { territory: Some("99".to_owned()), ..Options::default() })
            .records
            .unwrap();
        assert_eq!(records.persons[0].name, "Zoé Arnaé");
    }
}

#[test]
fn latin_9_is_told_from_windows_1252_by_its_ligature_and_its_euro() {
    let (read, media_type) = text(b"Une \xbduvre du c\xbdur \xe0 3 \xa4 d\xe9j\xe0");
    assert_eq!(read, "Une œuvre du cœur à 3 € déjà");
    assert_eq!(media_type, "text/plain; charset=iso-8859-15");
    assert_eq!(text(b"Une journ\xe9e et \xbd, ou 1\xbd").0, "Une journée et ½, ou 1½");
}

#[test]
fn bytes_of_no_encoding_that_we_know_are_refused() {
    assert_eq!(
        code("Le débat a été long.\nUn ".bytes().chain(*b"d\xe9bat").collect::<Vec<_>>().as_slice()),
        "INVALID_UTF8"
    );
    // "présence à l'été" in MacRoman, in code page 850, and Cyrillic in Windows-1251.
    for bytes in [
        b"pr\x8esence \x88 l'\x8et\x8e".as_slice(),
        b"pr\x82sence \x85 l'\x82t\x82",
        b"\xf1\xee\xe2\xe5\xf2 \xf0\xe5\xe3\xe8\xee\xed\xe0",
    ] {
        assert_eq!(code(bytes), "UNKNOWN_ENCODING");
    }
    assert_eq!(code(&utf16("Avis", b"\xff\xfe", u16::to_be_bytes)[..9]), "INVALID_UTF16");
    assert_eq!(code(&utf16("A\0", b"\xff\xfe", u16::to_le_bytes)), "NOT_TEXT");
    let lone = extract(b"\xff\xfeA\0\n\0B\0\0\xd8C\0").text.unwrap_err();
    assert_eq!((lone.code, lone.line, lone.column), ("INVALID_UTF16", 2, 2));
}

#[test]
fn formats_are_told_by_what_they_hold() {
    assert_eq!(Format::of(b"%PDF-1.7\n"), Format::Pdf);
    assert_eq!(Format::of(b"\xef\xbb\xbf  <!-- x --><!DOCTYPE html>"), Format::Html);
    assert_eq!(Format::of(b"<?xml version='1.0'?>\n<html lang='fr'>"), Format::Html);
    assert_eq!(Format::of(&utf16("<html>", b"\xff\xfe", u16::to_le_bytes)), Format::Html);
    assert_eq!(Format::of(b"<pirate>"), Format::Text);
    assert_eq!(Format::of(&docx(&[])), Format::Text);
    assert_eq!(Format::of(&docx(&[("word/document.xml", "")])), Format::Docx);
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(code(&old), "UNSUPPORTED_FORMAT");
    assert_eq!(code(&[old, utf16("EncryptedPackage", b"", u16::to_le_bytes)].concat()), "ENCRYPTED");
    assert_eq!(code(b"{\\rtf1 Avis}"), "UNSUPPORTED_FORMAT");
    assert_eq!(code(&docx(&[("content.xml", "<a/>")])), "UNSUPPORTED_FORMAT");
}

#[test]
fn a_page_is_its_blocks_without_what_is_around_them() {
    let page = "<!doctype html><html><head><title>Site</title><style>p{}</style></head><body>\
        <nav><ul><li>Accueil</ul></nav><header><h1>Avis sur\n le rapport</h1></header><script>if (a<b) x()</script>\
        <div>Un <b>mot</b>&nbsp;&eacute;crit<p>Deux<br>lignes<p hidden>rien<p>Trois :<ul><li>un<li><p>deux</p>\
        <ul><li>sous</ul></ul>quatre</div><table><tr><td>a<td>b</tr><tr><td>c<td>d</table><pre>e\nf\n\ng</pre>\
        <aside>pub</aside><footer>Mentions</footer></body></html>";
    let expected = "Avis sur le rapport\n\nUn mot\u{a0}écrit\n\nDeux\nlignes\n\nTrois :\n\n- un\n\n- deux\n\n- sous\n\n\
        quatre\n\na\tb\nc\td\n\ne\nf\n\ng";
    assert_eq!(text(page.as_bytes()), (expected.to_owned(), "text/html; charset=utf-8".to_owned()));
}

#[test]
fn tags_that_do_not_match_lose_no_text() {
    assert_eq!(
        text(b"<p>un</div></span><p>deux</b></p></p>trois<nav>menu</div></nav>quatre").0,
        "un\n\ndeux\n\ntrois\n\nquatre"
    );
    assert_eq!(text(b"<div><nav>menu</div>texte").0, "texte");
    assert_eq!(code(b"<html><body><nav>menu</nav></body></html>"), "EMPTY");
}

#[test]
fn a_page_says_its_charset_and_is_believed_where_it_is_no_utf_8() {
    let page =
        |charset: &str, word: &[u8]| [b"<meta charset=\"", charset.as_bytes(), b"\"><p>", word].concat();
    assert_eq!(
        text(&page("iso-8859-1", b"\xe9t\xe9")),
        ("été".to_owned(), "text/html; charset=windows-1252".to_owned())
    );
    assert_eq!(text(&page("iso-8859-1", "été".as_bytes())).0, "été");
    assert_eq!(
        text(&page("macintosh", b"\x8et\x8e")),
        ("été".to_owned(), "text/html; charset=macintosh".to_owned())
    );
    assert_eq!(text(&page("utf-8", b"\xe9t\xe9")).0, "été");
    assert_eq!(text(&utf16("<p>été", b"\xff\xfe", u16::to_le_bytes)).1, "text/html; charset=utf-16le");
}

#[test]
fn what_no_reader_sees_is_left_out_and_nul_never_comes_through() {
    assert_eq!(text("<p>in\u{ad}vi\u{200b}sible</p>".as_bytes()).0, "invisible");
    assert!(!text(b"<p>a&#0;b&#1;c").0.contains(['\0', '\u{1}']));
}

/// An archive of parts.
fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The text of a body, with styles, numbering and notes beside it.
fn body(xml: &str) -> String {
    let space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    let part = |root: &str, xml: &str| format!("<?xml version='1.0'?><w:{root} {space}>{xml}</w:{root}>");
    let bullets = "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>";
    let styles = "<w:style w:styleId='Puce'><w:basedOn w:val='Liste'/></w:style>\
        <w:style w:styleId='Liste'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='Titre'><w:pPr><w:outlineLvl w:val='0'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let notes = "<w:footnote w:id='-1'><w:p/></w:footnote><w:footnote w:id='3'><w:p><w:r><w:t>En bas.</w:t></w:r></w:p></w:footnote>";
    let bytes = docx(&[
        ("word/document.xml", &part("document", &format!("<w:body>{xml}</w:body>"))),
        ("word/styles.xml", &part("styles", styles)),
        ("word/numbering.xml", &part("numbering", bullets)),
        ("word/footnotes.xml", &part("footnotes", notes)),
    ]);
    text(&bytes).0
}

/// A paragraph: what is said of it, and its words.
fn paragraph(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>")
}

#[test]
fn items_are_those_that_numbering_gives_a_mark() {
    let list = |number: u8| format!("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr>");
    let xml = [
        paragraph("<w:pStyle w:val='Titre'/>", "Titre"),
        paragraph(&list(2), "sans puce"),
        paragraph(&list(1), "un"),
        paragraph("<w:pStyle w:val='Puce'/>", "deux &amp; &#233;t&#xe9;"),
        paragraph("<w:pStyle w:val='Puce'/><w:numPr><w:numId w:val='0'/></w:numPr>", "trois"),
    ];
    assert_eq!(body(&xml.concat()), "Titre\n\nsans puce\n\n- un\n\n- deux & été\n\ntrois");
}

#[test]
fn runs_breaks_tables_notes_and_boxes_stand_where_a_reader_meets_them() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", words));
    let xml = format!(
        "<w:p><w:r><w:t>Le </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:del><w:r><w:delText>x</w:delText>\
         </w:r></w:del><w:ins><w:r><w:t>CESER</w:t><w:footnoteReference w:id='3'/><w:tab/><w:t>vote</w:t><w:br/><w:t>ici.</w:t>\
         </w:r></w:ins><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>\
         <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        paragraph("", "Encadré."),
        cell("CGT"),
        cell("pour"),
        cell("CFDT"),
        cell("contre"),
        paragraph("", "Fin."),
    );
    assert_eq!(body(&xml), "Le CESER vote\nici.\n\nEn bas.\n\nEncadré.\n\nCGT\tpour\nCFDT\tcontre\n\nFin.");
}

#[test]
fn a_docx_that_is_damaged_or_a_bomb_is_refused_with_its_reason() {
    let whole = docx(&[("word/document.xml", "<w:document><w:body/></w:document>")]);
    assert_eq!(code(&whole), "EMPTY");
    assert_eq!(code(&whole[..whole.len() / 2]), "EXTRACTION_FAILED");
    assert_eq!(code(&docx(&[("word/other.xml", "")])), "EXTRACTION_FAILED");
    assert_eq!(code(&docx(&[("word/document.xml", "<a></b>")])), "EXTRACTION_FAILED");
    let bomb = docx(&[("word/document.xml", &" ".repeat(65 << 20))]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code(&bomb), "EXTRACTION_LIMIT");
}

#[test]
fn a_hundred_thousand_nested_elements_cost_no_stack() {
    let deep = format!("<!doctype html>{}x{}", "<div>".repeat(100_000), "</p>".repeat(100_000));
    assert_eq!(text(deep.as_bytes()).0, "x");
    let deep = format!("{}<w:t>x</w:t>{}", "<w:tc>".repeat(100_000), "</w:tc>".repeat(100_000));
    assert_eq!(code(&docx(&[("word/document.xml", &deep)])), "EMPTY", "cells of no row");
}

/// Pieces of which hostile pages and bodies are made.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<li>",
    "<ul>",
    "</ul>",
    "<nav>",
    "</nav>",
    "<td>",
    "<tr>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<br/>",
    "mot ",
    "\n\n",
    "&amp;",
    "&#0;",
    "é",
    "<svg/>",
    "<",
    "<textarea>",
];

const XML: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:footnote w:id='1'>",
    "</w:footnote>",
    "<w:br/>",
    "mot ",
    "<w:footnoteReference w:id='1'/>",
    "<w:del>",
    "</w:del>",
    "<w:pPr>",
    "</w:pPr>",
    "&#1;",
    "&x;",
];

fn harmless(bytes: &[u8]) -> Result<(), TestCaseError> {
    // A PDF's reader panics; a process of its own is what keeps that harmless.
    prop_assume!(Format::of(bytes) != Format::Pdf);
    let parsed = parse(bytes, &Options { territory: Some("99".to_owned()), ..Options::default() });
    let Some(text) = parsed.text else {
        prop_assert_eq!(parsed.problems.len(), 1, "one reason for which there is no text");
        return Ok(());
    };
    prop_assert!(!text.trim().is_empty());
    let odd = text.chars().find(|char| *char < ' ' && !['\n', '\r', '\t', '\u{c}'].contains(char));
    prop_assert_eq!(odd, None);
    Ok(())
}

proptest! {
    #[test]
    fn no_bytes_end_the_program(start in "(|PK\u{3}\u{4}|<html>|\u{feff})", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        harmless(&[start.as_bytes(), &bytes].concat())?;
        harmless(&[b"\xff\xfe", bytes.as_slice()].concat())?;
    }

    #[test]
    fn no_page_ends_the_program(page in soup(HTML)) {
        harmless(format!("<html>{page}").as_bytes())?;
    }

    #[test]
    fn no_body_ends_the_program(body in soup(XML), notes in soup(XML)) {
        harmless(&docx(&[("word/document.xml", &body), ("word/footnotes.xml", &notes)]))?;
    }
}
